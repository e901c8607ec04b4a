namespace FaqBot.Faults;

/// <summary>A conversation as the rows of the database hold it; instants in microseconds.</summary>
internal sealed record StoredConversation
{
    public required string Id { get; init; }

    public required string Shop { get; init; }

    public required long Version { get; init; }

    public required long LastSequence { get; init; }

    public required long LastTimestamp { get; init; }

    /// <summary>In order of their sequence.</summary>
    public IReadOnlyList<StoredActivity> Activities { get; init; } = [];

    /// <summary>In order of their number.</summary>
    public IReadOnlyList<StoredTurn> Turns { get; init; } = [];

    /// <summary>In order of their id.</summary>
    public IReadOnlyList<StoredEffect> Effects { get; init; } = [];
}

/// <summary>A row of <c>activities</c>; <paramref name="Body"/> is what its readers are given, <paramref name="Text"/>
/// the words in it.</summary>
internal sealed record StoredActivity(long Sequence, long Timestamp, string Sender, string? ClientId, SeenActivity Body, string? Text);

/// <summary>A row of <c>turns</c>.</summary>
internal sealed record StoredTurn(long Number, long? ActivitySequence, string Input, string Outcome, string KnowledgeHash);

/// <summary>A row of <c>outbox</c>.</summary>
internal sealed record StoredEffect(long Turn, string Kind, string Payload);
