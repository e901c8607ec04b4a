namespace FaqBot.Server;

/// <summary>Recorded activities of a conversation, ready for the wire.</summary>
/// <param name="Activities">Each one JSON object in UTF-8, exactly as clients get it, in the order of their sequence.</param>
/// <param name="Watermark">Sequence of the last one; the watermark asked for when there is none.</param>
internal sealed record ActivityPage(IReadOnlyList<ReadOnlyMemory<byte>> Activities, long Watermark);

/// <summary>What is known of a conversation from outside its queue.</summary>
internal sealed record ConversationHead(ConversationId Id, string Shop, string User, string Language, bool IsEnded, long LastSequence);

/// <summary>Reads conversations; reading never waits for writing.</summary>
internal sealed class ConversationLog
{
    /// <summary>Null when there is no such conversation.</summary>
    public Task<ConversationHead?> Find(ConversationId id, CancellationToken cancellation) => Task.FromResult<ConversationHead?>(null);

    /// <summary>What a customer can read after sequence <paramref name="after"/> (0 for all), at most <paramref name="count"/>.</summary>
    public Task<ActivityPage> Read(ConversationId id, long after, int count, CancellationToken cancellation) =>
        Task.FromResult(new ActivityPage([], after));

    /// <summary>A wake-up for streams: <see cref="Wake.Next"/> completes after any later commit (or ephemeral) of the conversation. Dispose to stop.</summary>
    public Wake Watch(ConversationId id) => new();
}

/// <summary>Wakes one stream; wake-ups between two waits collapse into one. The log is the truth, this is only a bell.</summary>
internal sealed class Wake : IDisposable
{
    /// <summary>Completes when something may have been committed since the last call returned.</summary>
    public Task Next(CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
