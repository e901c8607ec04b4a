using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Whether customers can be told something outside the chat, and why not: the one place that knows, for what they file and for
/// what the shop decides.</summary>
internal sealed class Reach(Webhooks webhooks, RateLimits limits)
{
    /// <summary>Why a decision is sent to nobody; null where it is sent, or where there is nothing to tell.</summary>
    /// <param name="shop">Its id.</param>
    /// <param name="isServed">Whether the knowledge in force has the shop: else there are no words to tell it in.</param>
    /// <param name="news">What was decided.</param>
    public NotSent? WhyNot(string shop, bool isServed, CaseNews news) => news switch
    {
        { Status: null, Message: null } => null,
        _ when !isServed => NotSent.ShopNotServed,
        _ => news.NotSent ?? WhyNot(shop, news.Contact),
    };

    /// <summary>Why nothing can be sent to that address, however little was sent there before.</summary>
    public NotSent? WhyNot(string shop, CaseContact contact) =>
        contact.Kind == ContactKind.Phone && !webhooks.For(shop, WebhookEvents.Notice).Any() ? NotSent.NoGateway : null;

    /// <summary>For one inbound, to be disposed of once its commit is known to be made or not.</summary>
    public Acknowledgements Acknowledge() => new(this, limits);
}
