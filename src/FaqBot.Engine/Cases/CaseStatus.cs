namespace FaqBot.Engine;

/// <summary>Where a case stands. Any may follow any other.</summary>
public enum CaseStatus
{
    /// <summary>Filed, and nobody has taken it up.</summary>
    Received,

    /// <summary>A person works on it.</summary>
    InProgress,

    /// <summary>The customer has to answer.</summary>
    WaitingCustomer,

    /// <summary>Somebody who knows the goods has to look at them.</summary>
    WaitingExpert,

    /// <summary>Decided. Nothing is added to it any more; so with <see cref="Closed"/>.</summary>
    Resolved,

    /// <summary>Done with.</summary>
    Closed,
}
