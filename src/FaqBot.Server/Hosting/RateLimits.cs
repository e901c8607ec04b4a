using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>
/// Bounds what one conversation, one address or one shop may open, post and look up on this node. Reading, reconnecting, refreshing and
/// streams are never bounded: clients that are refused there stop for good. Each method takes one and returns null, or how long to wait.
/// </summary>
internal sealed partial class RateLimits(
    IOptions<RateLimitOptions> options, TimeProvider time, CountedLines lines, ILogger<RateLimits> logger)
{
    private const string LookUps = "Look-ups of orders";

    private readonly RateLimitOptions settings = options.Value;

    private readonly RateLimit<ConversationId> conversationPosts =
        new(options.Value.ConversationPostsBurst, options.Value.ConversationPostsPerMinute, time);

    private readonly RateLimit<ClientNetwork> addressPosts =
        new(options.Value.AddressPostsBurst, options.Value.AddressPostsPerMinute, time);

    private readonly RateLimit<ClientNetwork> addressOpenings =
        new(options.Value.AddressOpeningsBurst, options.Value.AddressOpeningsPerMinute, time);

    private readonly RateLimit<string> shopPosts = new(options.Value.ShopPostsBurst, options.Value.ShopPostsPerMinute, time);

    private readonly RateLimit<string> shopOpenings = new(options.Value.ShopOpeningsBurst, options.Value.ShopOpeningsPerMinute, time);

    private readonly RateLimit<string> shopRequests = new(options.Value.ShopCasesBurst, options.Value.ShopCasesPerMinute, time);

    private readonly RateLimit<ConversationId> conversationOrders =
        new(options.Value.ConversationOrdersBurst, TimeSpan.FromHours(1) / options.Value.ConversationOrdersPerHour, time);

    private readonly RateLimit<int> claimOrders =
        new(options.Value.ClaimOrdersBurst, TimeSpan.FromHours(1) / options.Value.ClaimOrdersPerHour, time);

    private readonly RateLimit<string> shopOrders = new(options.Value.ShopOrdersBurst, options.Value.ShopOrdersPerMinute, time);

    private readonly RateLimit<int> receiverNotices =
        new(options.Value.ReceiverNoticesBurst, TimeSpan.FromDays(1) / options.Value.ReceiverNoticesPerDay, time);

    private readonly RateLimit<string> shopNotices =
        new(options.Value.ShopNoticesBurst, TimeSpan.FromDays(1) / options.Value.ShopNoticesPerDay, time);

    /// <summary>A shop's own system asks for anything with the shop's key: cases, calls, surveys.</summary>
    public TimeSpan? AskedBy(string shop) => Take(shopRequests, shop, "Requests with a key", "shop");

    /// <summary>A page asks for a new conversation.</summary>
    public TimeSpan? OpenFrom(HttpContext context) => TakeOfAddress(addressOpenings, "Openings", context);

    /// <summary>
    /// The holder of a shop's secret asks for a new conversation. Its server may speak for many customers, so its address says nothing.
    /// </summary>
    public TimeSpan? OpenBy(string shop) => Take(shopOpenings, shop, "Openings", "shop");

    /// <summary>A customer posts. The conversation comes first: one that is too fast must not use up what its neighbours need.</summary>
    public TimeSpan? PostFrom(ConversationId conversation, HttpContext context) =>
        Take(conversationPosts, conversation, "Posts", "conversation") ?? TakeOfAddress(addressPosts, "Posts", context);

    /// <summary>A customer sends a form of ours that opens no conversation yet.</summary>
    public TimeSpan? FillFrom(HttpContext context) => TakeOfAddress(addressPosts, "Forms", context);

    /// <summary>The holder of a shop's secret posts for a customer.</summary>
    public TimeSpan? PostBy(string shop, ConversationId conversation) =>
        Take(conversationPosts, conversation, "Posts", "conversation") ?? Take(shopPosts, shop, "Posts", "shop");

    /// <summary>A customer asks about an order. Number and e-mail count each for itself, by a hash that no other process has: else either
    /// could be found out from many conversations.</summary>
    /// <param name="shop">Whose order.</param>
    /// <param name="conversation">Comes first, as with posts.</param>
    /// <param name="question">Null where no order could be meant.</param>
    public TimeSpan? LookUpOf(string shop, ConversationId conversation, OrderQuestion? question) =>
        Take(conversationOrders, conversation, LookUps, "conversation")
        ?? (question is null ? null : Take(claimOrders, HashCode.Combine(shop, "number", question.Number), LookUps, "order"))
        ?? (question is null ? null : Take(claimOrders, HashCode.Combine(shop, "email", question.Email), LookUps, "e-mail"))
        ?? Take(shopOrders, shop, LookUps, "shop");

    /// <summary>What somebody filed is to be acknowledged to an address that they named, which counts by a hash that no other process has.
    /// </summary>
    public TimeSpan? AcknowledgeTo(string shop, string address) =>
        Take(receiverNotices, ReceiverOf(shop, address), "Acknowledgements", "receiver");

    /// <summary>The acknowledgement was not sent after all.</summary>
    public void TakeBack(string shop, string address)
    {
        if (settings.Enabled)
        {
            receiverNotices.GiveBack(ReceiverOf(shop, address));
        }
    }

    /// <summary>The shop is to get a mail of what somebody filed.</summary>
    public TimeSpan? TellShop(string shop) => Take(shopNotices, shop, "Mails of what was filed", "shop");

    /// <summary>The mail was not sent after all.</summary>
    public void TakeBackFromShop(string shop)
    {
        if (settings.Enabled)
        {
            shopNotices.GiveBack(shop);
        }
    }

    private static int ReceiverOf(string shop, string address) =>
        HashCode.Combine(shop, StringComparer.OrdinalIgnoreCase.GetHashCode(MailboxOf(address)));

    /// <summary>What is behind a plus is the same person's box with most providers, and dots say nothing at Gmail's.</summary>
    private static string MailboxOf(string address)
    {
        if (address.LastIndexOf('@') is not (> 0 and var at))
        {
            return address;
        }
        var (name, host) = (address[..at], address[(at + 1)..]);
        var box = name.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus ? name[..plus] : name;
        var isGmail = host.Equals("gmail.com", StringComparison.OrdinalIgnoreCase)
            || host.Equals("googlemail.com", StringComparison.OrdinalIgnoreCase);
        return $"{(isGmail ? box.Replace(".", "", StringComparison.Ordinal) : box)}@{host}";
    }

    private TimeSpan? TakeOfAddress(RateLimit<ClientNetwork> limit, string what, HttpContext context)
    {
        if (!settings.Enabled
            || ClientNetwork.Of(context.Connection.RemoteIpAddress) is not { } network
            || limit.Take(network) is not { } wait)
        {
            return null;
        }

        var isBehindProxy = context.Request.Headers.ContainsKey("X-Forwarded-For");
        lines.Write("address", $"{what} {network}", count =>
        {
            Log.Refused(logger, what, "address", network.ToString(), count);
            if (isBehindProxy)
            {
                Log.UnknownProxy(logger, network.ToString());
            }
        });
        return wait;
    }

    private TimeSpan? Take<TKey>(RateLimit<TKey> limit, TKey key, string what, string kind)
        where TKey : notnull
    {
        if (!settings.Enabled || limit.Take(key) is not { } wait)
        {
            return null;
        }

        lines.Write(kind, $"{what} {key}", count => Log.Refused(logger, what, kind, $"{key}", count));
        return wait;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{What} of {Kind} {Key} are too many; {Count} refused since the last line.")]
        public static partial void Refused(ILogger logger, string what, string kind, string key, int count);

        [LoggerMessage(2, LogLevel.Warning,
            "Requests of {Network} state another address, which is not believed: all behind it count as one. "
            + "Name it in TrustedProxies if it is your proxy.")]
        public static partial void UnknownProxy(ILogger logger, string network);
    }
}

internal static class RateLimitsFeature
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.AddSingleton<RateLimits>();
        return services;
    }
}
