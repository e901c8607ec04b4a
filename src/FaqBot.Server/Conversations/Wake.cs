using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace FaqBot.Server;

/// <summary>Wakes one stream; wake-ups between two waits collapse into one. The log is the truth, this is only a bell.</summary>
internal sealed class Wake : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);
    private readonly Action<Wake> forget;

    // A stream that has not stated anything yet is reading.
    private long hasRead = long.MaxValue;

    /// <param name="forget">Called when the stream stops listening.</param>
    internal Wake(Action<Wake> forget) => this.forget = forget;

    /// <summary>Stated by the stream whenever it has read all that there was: up to this sequence. What is beyond it rings at the latest when
    /// the log is looked through.</summary>
    public long HasRead
    {
        get => Volatile.Read(ref hasRead);
        set => Volatile.Write(ref hasRead, value);
    }

    /// <summary>Completes when something may have been committed since the last call returned.</summary>
    public Task Next(CancellationToken cancellation) => rung.WaitAsync(cancellation);

    public void Dispose() => forget(this);

    internal void Ring()
    {
        lock (rung)
        {
            if (rung.CurrentCount == 0)
            {
                rung.Release();
            }
        }
    }
}

/// <summary>The bells of all streams of this node, by conversation.</summary>
internal sealed class Wakes
{
    private readonly ConcurrentDictionary<ConversationId, ImmutableArray<Wake>> byConversation = new();

    public Wake Add(ConversationId id)
    {
        var wake = new Wake(wake => Remove(id, wake));
        byConversation.AddOrUpdate(id, static (_, wake) => [wake], static (_, others, wake) => others.Add(wake), wake);
        return wake;
    }

    public void Ring(ConversationId id)
    {
        if (!byConversation.TryGetValue(id, out var wakes))
        {
            return;
        }
        foreach (var wake in wakes)
        {
            wake.Ring();
        }
    }

    /// <summary>Each conversation with what the least advanced of its streams has read.</summary>
    public IEnumerable<(ConversationId Id, long Read)> All() =>
        byConversation.Select(watched => (watched.Key, watched.Value.Min(wake => wake.HasRead)));

    private void Remove(ConversationId id, Wake wake)
    {
        while (byConversation.TryGetValue(id, out var before))
        {
            var after = before.Remove(wake);
            var isDone = after.IsEmpty
                ? byConversation.TryRemove(KeyValuePair.Create(id, before))
                : byConversation.TryUpdate(id, after, before);
            if (isDone)
            {
                return;
            }
        }
    }
}
