namespace FaqBot.Server;

/// <summary>Lets one caller at a time into a conversation, in the order of their arrival. A conversation that nobody is in
/// takes no room.</summary>
internal sealed class ConversationLanes
{
    /// <summary>Callers of one conversation that may wait; further ones are refused.</summary>
    public const int WaitingMax = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, Lane> lanes = [];

    /// <summary>Waits for one's turn; dispose what it returns to leave. Null when too many wait already.</summary>
    public async Task<IDisposable?> Enter(ConversationId id, CancellationToken cancellation)
    {
        if (Join(id) is not { } lane)
        {
            return null;
        }
        try
        {
            await lane.Free.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(id, lane);
            throw;
        }
        return new Place(this, id, lane);
    }

    private Lane? Join(ConversationId id)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(id, out var lane))
            {
                lanes[id] = lane = new Lane();
            }
            if (lane.Callers > WaitingMax)
            {
                return null;
            }
            lane.Callers++;
            return lane;
        }
    }

    private void Leave(ConversationId id, Lane lane)
    {
        lock (gate)
        {
            if (--lane.Callers == 0)
            {
                lanes.Remove(id);
            }
        }
    }

    private sealed class Lane
    {
        public SemaphoreSlim Free { get; } = new(1);

        public int Callers { get; set; }
    }

    private sealed class Place(ConversationLanes lanes, ConversationId id, Lane lane) : IDisposable
    {
        public void Dispose()
        {
            lane.Free.Release();
            lanes.Leave(id, lane);
        }
    }
}
