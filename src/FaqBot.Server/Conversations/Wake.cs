using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace FaqBot.Server;

/// <summary>Wakes one stream; wake-ups between two waits collapse into one. The log is the truth; this is a bell that may tell what stands
/// at the log's end, which spares the stream to read it.</summary>
internal sealed class Wake : IDisposable
{
    /// <summary>More is not kept for a stream that is slow: it can be read.</summary>
    private const int ToldMax = 32;

    private static readonly ActivityPage Nothing = new([], 0);

    private readonly SemaphoreSlim rung = new(0);
    private readonly Action<Wake> forget;

    // Null: something that must be read.
    private ActivityPage? told = Nothing;

    // A stream that has not stated anything yet is reading.
    private long hasRead = long.MaxValue;

    /// <param name="forget">Called when the stream stops listening.</param>
    internal Wake(Action<Wake> forget) => this.forget = forget;

    /// <summary>Stated by the stream whenever it has read all that there was: up to this sequence. What is beyond it rings at the latest
    /// when the log is looked through.</summary>
    public long HasRead
    {
        get => Volatile.Read(ref hasRead);
        set => Volatile.Write(ref hasRead, value);
    }

    /// <summary>Completes when something may have been committed since the last call returned.</summary>
    public Task Next(CancellationToken cancellation) => rung.WaitAsync(cancellation);

    /// <summary>What was committed since the last call, without a gap; null where not all of it is known, so that the
    /// log must be read.</summary>
    public ActivityPage? Take()
    {
        lock (rung)
        {
            var taken = told;
            told = Nothing;
            return taken;
        }
    }

    public void Dispose() => forget(this);

    internal void Ring(ActivityPage? committed)
    {
        lock (rung)
        {
            told = Joined(told, committed);
            if (rung.CurrentCount == 0)
            {
                rung.Release();
            }
        }
    }

    private static ActivityPage? Joined(ActivityPage? told, ActivityPage? committed)
    {
        if (ReferenceEquals(told, Nothing))
        {
            return committed;
        }
        return told is not null && committed?.Before == told.Watermark && told.Activities.Count + committed.Activities.Count <= ToldMax
            ? new ActivityPage([.. told.Activities, .. committed.Activities], committed.Watermark)
            : null;
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

    /// <param name="id">Of a conversation.</param>
    /// <param name="committed">What was committed, made only if somebody listens; null when that is not known.</param>
    public void Ring(ConversationId id, Func<ActivityPage>? committed)
    {
        if (!byConversation.TryGetValue(id, out var wakes))
        {
            return;
        }
        var page = committed?.Invoke();
        foreach (var wake in wakes)
        {
            wake.Ring(page);
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
