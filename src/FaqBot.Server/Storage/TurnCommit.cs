namespace FaqBot.Server;

/// <summary>Everything that a turn leaves behind, written whole or not at all.</summary>
/// <param name="Conversation">As it is afterwards. Its version is one more than the version that the turn was run on (1: the
/// conversation is new).</param>
/// <param name="Activities">In order of their sequence.</param>
/// <param name="Turn">Null when something was only recorded.</param>
/// <param name="Outbox">Effects.</param>
internal sealed record TurnCommit(
    ConversationRow Conversation, IReadOnlyList<ActivityRow> Activities, TurnRow? Turn, IReadOnlyList<OutboxRow> Outbox)
{
    /// <summary>What it does to cases.</summary>
    public IReadOnlyList<CaseWrite> Cases { get; init; } = [];

    /// <summary>The activity by which a client recognises what it posts, if it named one: it must not be written twice.</summary>
    public ActivityRow? ClientActivity => Activities is [{ ClientActivityId: not null } posted, ..] ? posted : null;

    /// <summary>Roughly what it holds in memory: bodies and texts.</summary>
    public long Bytes =>
        Activities.Sum(activity => (long)activity.Body.Length)
        + ((long)sizeof(char)
            * (Conversation.State.Length + (Turn?.Input.Length ?? 0) + Outbox.Sum(effect => (long)effect.Payload.Length)))
        + Cases.Sum(write => write.Bytes);
}

internal enum CommitResult
{
    Committed,

    /// <summary>The conversation has moved on (or exists already) since it was read, or has the activity already; or the number of the
    /// turn's case is taken, or the case that it adds to is not open any more. Nothing was written.</summary>
    Conflict,

    /// <summary>Too much is waiting, or the store cannot write at present; nothing was written.</summary>
    Busy,
}
