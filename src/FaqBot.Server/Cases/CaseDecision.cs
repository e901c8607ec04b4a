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

    /// <summary><see cref="CaseHistoryRow.Kind"/> of it: the weightiest that it holds.</summary>
    public string Kind => Status is not null ? CaseHistoryRow.Status : Outcome is not null ? CaseHistoryRow.Outcome
        : Message is not null ? CaseHistoryRow.Message : CaseHistoryRow.Note;
}
