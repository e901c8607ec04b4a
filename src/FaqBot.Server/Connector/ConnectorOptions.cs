using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>The Bot Connector: where its keys and tokens come from. The defaults are the public cloud's. A shop's own bot is
/// <c>Shops:{id}:Connector</c>, see <see cref="ConnectorBots"/>.</summary>
internal sealed class ConnectorOptions
{
    public const string Section = "Connector";

    /// <summary>Activities without a token are taken; only where the environment is Development or Testing.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Issuer of the channels' tokens.</summary>
    [Required]
    public string ChannelIssuer { get; set; } = "https://api.botframework.com";

    /// <summary>Leads to the keys of the channels' tokens.</summary>
    [Required]
    public string ChannelMetadataUrl { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Issuers of the Emulator's tokens, separated by spaces; <c>{tenant}</c> stands for each of <see cref="EmulatorTenants"/> and
    /// for the shop's own.</summary>
    [Required]
    public string EmulatorIssuers { get; set; } = "https://sts.windows.net/{tenant}/ https://login.microsoftonline.com/{tenant}/v2.0";

    /// <summary>Separated by spaces.</summary>
    [Required]
    public string EmulatorTenants { get; set; } = "d6d49420-f39b-4df7-a1dc-d59a935871db f8cdef31-a31e-4b4a-93e4-5f571e91255a";

    /// <summary>Leads to the keys of the Emulator's tokens.</summary>
    [Required]
    public string EmulatorMetadataUrl { get; set; } = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";

    /// <summary>Where the tokens for replies come from, without the tenant.</summary>
    [Required]
    public string LoginUrl { get; set; } = "https://login.microsoftonline.com";

    /// <summary>The tenant of bots that state none.</summary>
    [Required]
    public string Tenant { get; set; } = "botframework.com";

    /// <summary>What the tokens for replies are good for.</summary>
    [Required]
    public string Scope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>How long keys and tokens are waited for.</summary>
    [Range(1, 60)]
    public int FetchSeconds { get; set; } = 5;
}

[OptionsValidator]
internal sealed partial class ConnectorOptionsValidator : IValidateOptions<ConnectorOptions>;

/// <summary>Limits on what comes from channels and from the servers of their keys and tokens.</summary>
internal static class ConnectorLimits
{
    /// <summary>A channel's token; a longer one is not looked at.</summary>
    public const int TokenCharsMax = 8_192;

    /// <summary>An activity's, an account's or a conversation's id, in UTF-8: two of them are the key of an index.</summary>
    public const int IdBytesMax = 1_000;

    /// <summary>A <c>serviceUrl</c>.</summary>
    public const int ServiceUrlCharsMax = 2_048;

    /// <summary>What is kept to reach a conversation: its accounts, serviceUrl and names.</summary>
    public const int ReferenceCharsMax = 16 * 1024;

    /// <summary>Metadata, a set of keys, or a token's answer.</summary>
    public const int FetchBytesMax = 1024 * 1024;

    /// <summary>Of a channel's conversation that ended and began anew, the newest beginnings in which a repeat is looked for.</summary>
    public const int RepeatBeginningsMax = 4;
}
