namespace FaqBot.Faults;

/// <summary>One activity that a customer wrote, sent again and again until it was acknowledged.</summary>
/// <param name="clientId">What its client named it, the same in every attempt.</param>
/// <param name="sentAt">When it was first sent, on the clock of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal sealed class Post(string clientId, long sentAt)
{
    private readonly List<string> ids = [];

    public string ClientId => clientId;

    public long SentAt => sentAt;

    /// <summary>When the first acknowledgement came; null before.</summary>
    public long? AcknowledgedAt { get; private set; }

    /// <summary>The activity's id as each acknowledgement named it; they must all be the same.</summary>
    public IReadOnlyList<string> Ids => ids;

    public void Acknowledge(string id, long at)
    {
        ids.Add(id);
        AcknowledgedAt ??= at;
    }
}
