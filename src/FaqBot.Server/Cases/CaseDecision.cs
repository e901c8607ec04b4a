namespace FaqBot.Server;

/// <summary>What somebody at the shop decided about a case, as its history keeps it. Null is what was left as it was.</summary>
internal sealed record CaseDecision
{
    /// <summary>One of <see cref="CaseWords.Statuses"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Empty where it was taken back.</summary>
    public string? Outcome { get; init; }

    public string? Note { get; init; }

    /// <summary>Said to the customer.</summary>
    public string? Message { get; init; }

    /// <summary>The person who decided; null where nobody is named.</summary>
    public string? Agent { get; init; }

    /// <summary>One of <see cref="CaseWords.WhyNotSent"/>: why the customer was sent none of it; null where they were, or where there was
    /// nothing to tell.</summary>
    public string? NotSent { get; init; }

    /// <summary><see cref="CaseHistoryRow.Kind"/> of it: the weightiest that it holds, what the customer is told before what they are not.
    /// </summary>
    public string Kind => Status is not null ? CaseHistoryRow.Status : Message is not null ? CaseHistoryRow.Message
        : Outcome is not null ? CaseHistoryRow.Outcome : CaseHistoryRow.Note;
}
