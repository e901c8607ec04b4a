using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Lets so many uploads in at a time, of all clients, of one address and of one conversation; and so many bytes a day. What is too
/// much is told to come back. The holder of a shop's secret may speak for many customers, so its address does not count.</summary>
internal sealed class UploadGate(IOptions<UploadOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, int> ofConversations = [];
    private readonly Dictionary<ClientNetwork, int> ofNetworks = [];
    private readonly DailyBytes<ClientNetwork> networkBytes = new(options.Value.AddressDayBytesMax, time);
    private readonly DailyBytes<string> shopBytes = new(options.Value.ShopDayBytesMax, time);
    private int all;

    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A place, to be disposed at the end; null when all are taken.</summary>
    public IDisposable? TryEnter(Ticket ticket, HttpContext context)
    {
        var network = NetworkOf(ticket, context);
        lock (gate)
        {
            if (all >= options.Value.ConcurrentMax
                || ofConversations.GetValueOrDefault(ticket.Conversation) >= options.Value.ConcurrentPerConversationMax
                || (network is { } from && ofNetworks.GetValueOrDefault(from) >= options.Value.ConcurrentPerAddressMax))
            {
                return null;
            }
            Count(ticket.Conversation, network, 1);
            return new Place(this, ticket.Conversation, network);
        }
    }

    /// <summary>Takes bytes that are to be stored from what is left of the day; null, or how long to wait when that is not
    /// enough.</summary>
    public TimeSpan? Take(Ticket ticket, HttpContext context, long bytes)
    {
        var isTaken = (NetworkOf(ticket, context) is not { } network || networkBytes.TryTake(network, bytes))
            && shopBytes.TryTake(ticket.Shop, bytes);
        return isTaken ? null : TimeSpan.FromDays(1) - time.GetUtcNow().TimeOfDay;
    }

    private static ClientNetwork? NetworkOf(Ticket ticket, HttpContext context) =>
        ticket.IsShopOwner ? null : ClientNetwork.Of(context.Connection.RemoteIpAddress);

    private void Count(ConversationId conversation, ClientNetwork? network, int change)
    {
        all += change;
        Count(ofConversations, conversation, change);
        if (network is { } from)
        {
            Count(ofNetworks, from, change);
        }
    }

    private static void Count<TKey>(Dictionary<TKey, int> uploads, TKey key, int change)
        where TKey : notnull
    {
        uploads[key] = uploads.GetValueOrDefault(key) + change;
        if (uploads[key] == 0)
        {
            uploads.Remove(key);
        }
    }

    private void Leave(ConversationId conversation, ClientNetwork? network)
    {
        lock (gate)
        {
            Count(conversation, network, -1);
        }
    }

    private sealed class Place(UploadGate owner, ConversationId conversation, ClientNetwork? network) : IDisposable
    {
        public void Dispose() => owner.Leave(conversation, network);
    }
}
