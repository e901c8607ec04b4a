using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaqBot.Server;

/// <summary>What a channel's token turned out to be.</summary>
internal abstract record InboundToken
{
    private InboundToken()
    {
    }

    /// <summary>Genuine, and for this bot.</summary>
    public sealed record Valid(ConnectorBot Bot) : InboundToken;

    public sealed record Invalid : InboundToken;

    /// <summary>Genuine, but its key may not speak for the activity's channel.</summary>
    public sealed record NotEndorsed : InboundToken;
}

/// <summary>
/// Checks the tokens that activities come with: those of the channels, and those that the Emulator gets for the bot itself from Microsoft's
/// login. All faults of a token are one and the same to whoever sent it.
/// </summary>
internal sealed class InboundTokens
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly ConnectorBots bots;
    private readonly ConnectorOptions options;
    private readonly TimeProvider time;
    private readonly OpenIdKeys channelKeys;
    private readonly OpenIdKeys emulatorKeys;

    /// <exception cref="StartFailure">An address cannot be used.</exception>
    public InboundTokens(
        ConnectorBots bots, ConnectorHttp http, IOptions<ConnectorOptions> options, TimeProvider time, ILogger<OpenIdKeys> logger)
    {
        this.bots = bots;
        this.options = options.Value;
        this.time = time;
        var patience = TimeSpan.FromSeconds(this.options.FetchSeconds);
        channelKeys = new OpenIdKeys(
            http.Setting(this.options.ChannelMetadataUrl, nameof(ConnectorOptions.ChannelMetadataUrl)), patience, http, time, logger);
        emulatorKeys = new OpenIdKeys(
            http.Setting(this.options.EmulatorMetadataUrl, nameof(ConnectorOptions.EmulatorMetadataUrl)), patience, http, time, logger);
    }

    /// <param name="token">As the header holds it.</param>
    /// <param name="channelId">The activity's.</param>
    /// <param name="serviceUrl">The activity's.</param>
    /// <param name="cancellation">Of the request.</param>
    /// <exception cref="BusyException">The keys cannot be had at present.</exception>
    public async Task<InboundToken> Check(string token, string? channelId, string? serviceUrl, CancellationToken cancellation)
    {
        if (Parse(token) is not { } jwt || Addressee(jwt) is not { } bot)
        {
            return new InboundToken.Invalid();
        }
        var isOfChannel = jwt.Issuer.Equals(options.ChannelIssuer, StringComparison.Ordinal);
        if (!isOfChannel && !EmulatorIssuers(bot).Contains(jwt.Issuer))
        {
            return new InboundToken.Invalid();
        }
        var key = await (isOfChannel ? channelKeys : emulatorKeys).Find(jwt.Kid, cancellation);
        if (key is null || !await IsSigned(jwt, key) || !(isOfChannel ? IsOfPlace(jwt, serviceUrl) : IsOfBot(jwt, bot)))
        {
            return new InboundToken.Invalid();
        }
        var isEndorsed = key.Endorsements.IsEmpty || key.Endorsements.Contains(channelId ?? "", StringComparer.Ordinal);
        return isEndorsed ? new InboundToken.Valid(bot) : new InboundToken.NotEndorsed();
    }

    /// <summary>Null unless it can be read and is signed in a way that we take, so that junk does not even reach the keys.</summary>
    private static JsonWebToken? Parse(string token)
    {
        if (token.Length is 0 or > ConnectorLimits.TokenCharsMax)
        {
            return null;
        }
        try
        {
            var jwt = new JsonWebToken(token);
            return Algorithms.Contains(jwt.Alg, StringComparer.Ordinal) && jwt is { Kid.Length: > 0, Issuer.Length: > 0 } ? jwt : null;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The audience tells the shop.</summary>
    private ConnectorBot? Addressee(JsonWebToken jwt) => jwt.Audiences.ToList() is [{ Length: > 0 } audience] ? bots.Find(audience) : null;

    private FrozenSet<string> EmulatorIssuers(ConnectorBot bot) =>
    (
        from template in options.EmulatorIssuers.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        from tenant in options.EmulatorTenants.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(bot.Tenant)
        select template.Replace("{tenant}", tenant, StringComparison.Ordinal)
    ).ToFrozenSet(StringComparer.Ordinal);

    private async Task<bool> IsSigned(JsonWebToken jwt, OpenIdKey key)
    {
        var result = await handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            IssuerSigningKey = key.Key,
            TryAllIssuerSigningKeys = false,
            // Found and compared before: they tell which keys and which bot it is about.
            ValidateIssuer = false,
            ValidateAudience = false,
            LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires),
        });
        return result.IsValid;
    }

    /// <summary>A token that never expires is none.</summary>
    private bool IsAlive(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now - end < Skew && (notBefore is not { } start || start - now <= Skew);
    }

    /// <summary>The channel says itself where replies go; nobody can turn them elsewhere by changing the activity.</summary>
    private static bool IsOfPlace(JsonWebToken jwt, string? serviceUrl) =>
        Claim(jwt, "serviceurl") is { Length: > 0 } claim && claim.Equals(serviceUrl, StringComparison.Ordinal);

    /// <summary>The Emulator signs in as the bot itself.</summary>
    private static bool IsOfBot(JsonWebToken jwt, ConnectorBot bot)
    {
        var appId = Claim(jwt, "ver") switch
        {
            "" or "1.0" => Claim(jwt, "appid"),
            "2.0" => Claim(jwt, "azp"),
            _ => null,
        };
        return bot.AppId.Equals(appId, StringComparison.OrdinalIgnoreCase);
    }

    private static string? Claim(JsonWebToken jwt, string name) => jwt.TryGetPayloadValue(name, out string value) ? value : null;
}
