namespace FaqBot.Server;

/// <summary>Recorded activities of a conversation, ready for the wire.</summary>
/// <param name="Activities">Each one JSON object in UTF-8, exactly as clients get it, in the order of their sequence.</param>
/// <param name="Watermark">Sequence of the last one; the watermark asked for when there is none.</param>
internal sealed record ActivityPage(IReadOnlyList<ReadOnlyMemory<byte>> Activities, long Watermark)
{
    /// <summary>The watermark before it: sequences have no gaps.</summary>
    public long Before => Watermark - Activities.Count;
}

/// <summary>What is known of a conversation from outside its queue.</summary>
internal sealed record ConversationHead(ConversationId Id, string Shop, string User, string Language, bool IsEnded, long LastSequence)
{
    /// <summary>The sequence to read after, for a client that states to have read up to <paramref name="watermark"/>. One past the end is
    /// of another history, e.g. from before a backup was restored: then everything is new to it.</summary>
    public long After(long watermark) => watermark > LastSequence ? 0 : watermark;
}

/// <summary>Reads conversations; reading never waits for writing.</summary>
internal sealed class ConversationLog(Store store)
{
    /// <summary>Watched conversations that are looked through together.</summary>
    public const int WatchedChunkMax = 1000;

    private const int PageBytesMax = 1024 * 1024;

    private readonly Wakes wakes = new();

    /// <summary>Null when there is no such conversation.</summary>
    public async ValueTask<ConversationHead?> Find(ConversationId id, CancellationToken cancellation) =>
        await store.FindConversation(id, cancellation) is { } row
            ? new ConversationHead(id, row.Shop, row.UserId, row.Language, row.IsEnded, row.LastSequence)
            : null;

    /// <summary>What a customer can read after sequence <paramref name="after"/> (0 for all), at most <paramref name="count"/>;
    /// fewer, but at least one, where they are long. Nothing is left to read when the page is empty.</summary>
    public ValueTask<ActivityPage> Read(ConversationId id, long after, int count, CancellationToken cancellation) =>
        store.ReadPage(id, after, count, PageBytesMax, cancellation);

    /// <summary>A wake-up for streams: <see cref="Wake.Next"/> completes after any later commit of the conversation.
    /// Dispose to stop.</summary>
    public Wake Watch(ConversationId id) => wakes.Add(id);

    /// <summary>Conversations whose streams wait for more, with the sequence up to which all of them have read.</summary>
    public IEnumerable<(ConversationId Id, long Read)> Resting() => wakes.All().Where(watched => watched.Read < long.MaxValue);

    /// <summary>Wakes the conversation's streams: another node may have committed something.</summary>
    public void Ring(ConversationId id) => wakes.Ring(id, null);

    /// <summary>Wakes the conversation's streams, and spares them to read what this node has just committed.</summary>
    public void Ring(ConversationId id, IReadOnlyList<ActivityRow> committed)
    {
        if (committed is [.., var last])
        {
            wakes.Ring(id, () => new ActivityPage([.. committed.Select(row => (ReadOnlyMemory<byte>)row.Body)], last.Sequence));
        }
    }
}
