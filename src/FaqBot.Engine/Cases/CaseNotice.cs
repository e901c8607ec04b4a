using NodaTime;

namespace FaqBot.Engine;

/// <summary>What happened to a case that its customer is told.</summary>
public enum CaseEvent
{
    /// <summary>It was filed.</summary>
    Filed,

    /// <summary>The customer said more.</summary>
    Remark,

    /// <summary>Its status changed.</summary>
    Status,

    /// <summary>The shop has something to say, and its status did not change.</summary>
    Message,
}

/// <summary>A message to the customer outside the chat, by the way that they chose.</summary>
public sealed record CaseNotice
{
    /// <summary>Number of the case.</summary>
    public required string Case { get; init; }

    /// <summary>What happened.</summary>
    public required CaseEvent Event { get; init; }

    /// <summary><see cref="CaseNews.Version"/>; null for what the customer did.</summary>
    public long? Version { get; init; }

    /// <summary>By mail or telephone, with an address.</summary>
    public required CaseContact Contact { get; init; }

    /// <summary>BCP-47; what it is written in.</summary>
    public required string Language { get; init; }

    /// <summary>One line, the same for all notices of the case.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text, paragraphs parted by an empty line.</summary>
    public required string Text { get; init; }

    /// <summary>The same in a sentence or two, for telephones.</summary>
    public required string Brief { get; init; }

    /// <summary>What the customer can keep; null where nothing was filed.</summary>
    public CaseReceipt? Receipt { get; init; }

    /// <summary>Not sent before: the shop leaves people in peace at night. Null for at once.</summary>
    public Instant? DueAt { get; init; }
}

/// <summary>Why a customer is sent nothing of what they have filed or the shop has decided.</summary>
public enum NotSent
{
    /// <summary>There is neither an e-mail address nor a telephone number.</summary>
    NoAddress,

    /// <summary>There were too many pieces of news, or of acknowledgements, in a day.</summary>
    DailyLimit,

    /// <summary>There is a telephone number, and nothing that sends texts to it; who sends finds that out.</summary>
    NoGateway,

    /// <summary>The shop is not served any more, so that there are no words to tell it in; who sends finds that out.</summary>
    ShopNotServed,
}

/// <summary>What the shop has decided about a case.</summary>
public sealed record CaseNews
{
    /// <summary>Of the case.</summary>
    public required string Number { get; init; }

    /// <summary>Of the case.</summary>
    public required CaseKind Kind { get; init; }

    /// <summary>Of the case once it is so; there is one piece of news of each.</summary>
    public required long Version { get; init; }

    /// <summary>BCP-47; what the case was filed in.</summary>
    public required string Language { get; init; }

    /// <summary>How the customer wants to be answered.</summary>
    public required CaseContact Contact { get; init; }

    /// <summary>The product as a person calls it; null where none was named.</summary>
    public string? Product { get; init; }

    /// <summary>What the customer was promised; null for nothing.</summary>
    public LocalDate? Promised { get; init; }

    /// <summary>The new one; null where it did not change.</summary>
    public CaseStatus? Status { get; init; }

    /// <summary>What the shop says to the customer; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>Who decided; null where nobody is named.</summary>
    public string? Agent { get; init; }

    /// <summary>How many pieces of news of this case its customer had in the last 24 hours.</summary>
    public int Earlier { get; init; }

    /// <summary>Why it is told in the chat alone, if that is open; null where it is sent, or where there is nothing to tell.</summary>
    public NotSent? NotSent => this is { Status: null, Message: null } ? null
        : !Contact.IsAddressed ? Engine.NotSent.NoAddress
        : Earlier >= CaseNotices.PerDayMax ? Engine.NotSent.DailyLimit : null;
}
