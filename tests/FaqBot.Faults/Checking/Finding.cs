namespace FaqBot.Faults;

/// <summary>What can be wrong.</summary>
internal enum Fault
{
    /// <summary>Acknowledged or given to a reader, and not stored.</summary>
    Lost,

    /// <summary>Stored or given twice.</summary>
    Doubled,

    /// <summary>In another order than it was written, or stored.</summary>
    Misordered,

    /// <summary>A sequence is missing.</summary>
    Gap,

    /// <summary>A timestamp does not rise.</summary>
    Timestamp,

    /// <summary>A reply without the message that it answers, or before it; or a message without a reply.</summary>
    Reply,

    /// <summary>Two were told different things about the same.</summary>
    Changed,

    /// <summary>Stored, and nobody wrote it.</summary>
    Invented,

    /// <summary>Rows that do not fit together.</summary>
    Rows,

    /// <summary>The stored input does not give the stored replies again.</summary>
    Replay,

    /// <summary>A client was refused what it must be given.</summary>
    Refused,

    /// <summary>A client waited in vain.</summary>
    Stalled,

    /// <summary>A reader was not given what had been acknowledged before it asked.</summary>
    Stale,

    /// <summary>Something took longer than it may; looked for with <c>--bounds</c> only.</summary>
    Late,

    /// <summary>A server did not do what it must, whatever its customers saw of it.</summary>
    Server,
}

/// <summary>One thing that is wrong, with the conversation and the ids that show it.</summary>
internal sealed record Finding(Fault Fault, string Conversation, string Detail)
{
    public override string ToString() => $"{Fault}: conversation {Conversation}: {Detail}";
}
