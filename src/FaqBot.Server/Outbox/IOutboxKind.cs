namespace FaqBot.Server;

/// <summary>How effects of one kind are carried out. Those without one stay in the outbox, untouched.</summary>
internal interface IOutboxKind
{
    /// <summary><see cref="OutboxRow.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>Carries one effect out, at least once: a crash after it and before its mark repeats it. What it throws is tried again.
    /// </summary>
    /// <param name="row">The oldest of its conversation and lane that is neither done nor given up, nor waits for its first time.</param>
    /// <param name="cancellation">After <see cref="OutboxOptions.AttemptSeconds"/>.</param>
    Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation);
}

/// <summary>What became of one try. Reasons are kept and logged: no secrets, nothing that a customer wrote.</summary>
internal abstract record Carried
{
    private Carried()
    {
    }

    public sealed record Done : Carried;

    /// <summary>Worth another try, not before <paramref name="After"/> where the other side asked for patience. Its lane is spared for a
    /// while, unless only this effect is to blame.</summary>
    public sealed record Failed(string Why, TimeSpan? After = null) : Carried
    {
        /// <summary>The receiver is well, and others of its lane may go: e.g. one mailbox is full.</summary>
        public bool IsItsOwn { get; init; }
    }

    /// <summary>No further try would help.</summary>
    public sealed record Refused(string Why) : Carried;
}
