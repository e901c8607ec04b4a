namespace FaqBot.Server;

/// <summary>
/// Counts the sockets of each conversation. DirectLineJS opens one more after every change of its connection's state,
/// so many are tolerated; past the limit the oldest is closed.
/// </summary>
internal sealed class OpenStreams(IHostApplicationLifetime lifetime)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, List<Slot>> slots = [];

    /// <summary>Takes a place; dispose to give it back.</summary>
    public Slot Enter(ConversationId conversation)
    {
        var slot = new Slot(this, conversation, lifetime.ApplicationStopping);
        lock (gate)
        {
            if (!slots.TryGetValue(conversation, out var open))
            {
                slots[conversation] = open = [];
            }

            open.Add(slot);
            if (open.Count > DirectLineLimits.StreamsPerConversationMax)
            {
                open[0].Evict();
                open.RemoveAt(0);
            }
        }

        return slot;
    }

    private void Leave(Slot slot)
    {
        lock (gate)
        {
            if (slots.TryGetValue(slot.Conversation, out var open) && open.Remove(slot) && open.Count == 0)
            {
                slots.Remove(slot.Conversation);
            }
        }
    }

    /// <summary>One socket's place.</summary>
    public sealed class Slot(OpenStreams owner, ConversationId conversation, CancellationToken stopping) : IDisposable
    {
        private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

        private readonly CancellationTokenSource evicted = CancellationTokenSource.CreateLinkedTokenSource(stopping);

        public ConversationId Conversation => conversation;

        /// <summary>Cancelled when a newer socket needs the place, or the server stops.</summary>
        public CancellationToken Evicted => evicted.Token;

        // Not at once: what the cancellation sets off must not run while the caller holds the lock.
        public void Evict() => evicted.CancelAfter(Soon);

        public void Dispose()
        {
            owner.Leave(this);
            evicted.Dispose();
        }
    }
}
