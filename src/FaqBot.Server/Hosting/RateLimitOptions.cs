using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>
/// How much one conversation, one address or one shop may ask of this node. A burst is what may come at once; what comes later is bounded
/// by the number a minute. Two hundred customers behind one address must never notice.
/// </summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>False for load tests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Posts of one conversation at once. A person hardly writes three in a second.</summary>
    [Range(1, 1_000_000)]
    public int ConversationPostsBurst { get; set; } = 20;

    [Range(1, 1_000_000)]
    public int ConversationPostsPerMinute { get; set; } = 60;

    /// <summary>Posts of all conversations of one client address at once.</summary>
    [Range(1, 1_000_000)]
    public int AddressPostsBurst { get; set; } = 1_000;

    [Range(1, 1_000_000)]
    public int AddressPostsPerMinute { get; set; } = 1_500;

    /// <summary>New conversations of one client address at once. Coming back to an old one is not counted.</summary>
    [Range(1, 1_000_000)]
    public int AddressOpeningsBurst { get; set; } = 300;

    [Range(1, 1_000_000)]
    public int AddressOpeningsPerMinute { get; set; } = 120;

    /// <summary>Posts at once with the secrets of one shop, whose server speaks for many customers.</summary>
    [Range(1, 1_000_000)]
    public int ShopPostsBurst { get; set; } = 5_000;

    [Range(1, 1_000_000)]
    public int ShopPostsPerMinute { get; set; } = 12_000;

    /// <summary>New conversations at once with the secrets of one shop.</summary>
    [Range(1, 1_000_000)]
    public int ShopOpeningsBurst { get; set; } = 1_000;

    [Range(1, 1_000_000)]
    public int ShopOpeningsPerMinute { get; set; } = 3_000;

    /// <summary>Requests at once with the key of one shop: about cases, and for calls and surveys.</summary>
    [Range(1, 1_000_000)]
    public int ShopCasesBurst { get; set; } = 600;

    [Range(1, 1_000_000)]
    public int ShopCasesPerMinute { get; set; } = 1_200;

    /// <summary>Orders that one conversation looks up at once. A person has few, and mistypes now and then.</summary>
    [Range(1, 1_000_000)]
    public int ConversationOrdersBurst { get; set; } = 5;

    [Range(1, 1_000_000)]
    public int ConversationOrdersPerHour { get; set; } = 10;

    /// <summary>Look-ups at once of one order's number, or with one e-mail, from whatever conversations: nobody is to try one with many of
    /// the other.</summary>
    [Range(1, 1_000_000)]
    public int ClaimOrdersBurst { get; set; } = 10;

    [Range(1, 1_000_000)]
    public int ClaimOrdersPerHour { get; set; } = 20;

    /// <summary>Orders of one shop that are looked up at once.</summary>
    [Range(1, 1_000_000)]
    public int ShopOrdersBurst { get; set; } = 300;

    [Range(1, 1_000_000)]
    public int ShopOrdersPerMinute { get; set; } = 600;

    /// <summary>Acknowledgements at once to one e-mail address or telephone number: anybody can name anybody's.</summary>
    [Range(1, 1_000_000)]
    public int ReceiverNoticesBurst { get; set; } = 10;

    [Range(1, 1_000_000)]
    public int ReceiverNoticesPerDay { get; set; } = 10;

    /// <summary>Mails at once to a shop's own address about what customers file and add.</summary>
    [Range(1, 1_000_000)]
    public int ShopNoticesBurst { get; set; } = 100;

    [Range(1, 1_000_000)]
    public int ShopNoticesPerDay { get; set; } = 100;
}

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
