using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a case is about.</summary>
public enum CaseKind
{
    /// <summary>Goods that are not as they should be, or did not come as they should.</summary>
    Complaint,

    /// <summary>The customer withdraws from the contract.</summary>
    Withdrawal,

    /// <summary>The customer wants to be called.</summary>
    Callback,

    /// <summary>A question that a person must answer.</summary>
    Question,
}

/// <summary>How the customer wants to be answered.</summary>
public enum ContactKind
{
    /// <summary>No way was given: a person must find one.</summary>
    None,

    /// <summary>By mail.</summary>
    Email,

    /// <summary>By telephone or SMS.</summary>
    Phone,

    /// <summary>Here, where the case was filed.</summary>
    Chat,
}

/// <summary>Where the customer can be answered.</summary>
/// <param name="Kind">By which way.</param>
/// <param name="Address">Normalised e-mail address or telephone number; null where <paramref name="Kind"/> needs none.</param>
/// <param name="Name">Whom to ask for; null where the customer gave none.</param>
public sealed record CaseContact(ContactKind Kind, string? Address, string? Name = null)
{
    /// <summary>Whether something can be sent there.</summary>
    public bool IsAddressed => Kind is ContactKind.Email or ContactKind.Phone && Address is not null;
}

/// <summary>One answer of the customer, as a person reads it.</summary>
/// <param name="Slot">Of the dialog, e.g. <c>received</c> or <c>product.sole</c>.</param>
/// <param name="Question">What it was about, in the customer's language.</param>
/// <param name="Answer">In the customer's words, or as it was understood.</param>
/// <param name="Ok">For an attribute of a product whether it was found well; null for all else, and where the customer does not
/// know.</param>
public sealed record CaseAnswer(string Slot, string Question, string Answer, bool? Ok = null);

/// <summary>A file that came with a message.</summary>
/// <param name="Name">As the customer sees it.</param>
/// <param name="ContentType">E.g. <c>image/jpeg</c>.</param>
/// <param name="Key">By which the server finds it; null for one that is only named.</param>
public sealed record SentFile(string Name, string ContentType, string? Key);

/// <summary>A line of a receipt.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Plain text; may have several lines.</param>
public sealed record ReceiptLine(string Label, string Value);

/// <summary>What the customer can keep: everything that was filed and told, as it was told then.</summary>
/// <param name="Title">With the case's number.</param>
/// <param name="Language">BCP-47.</param>
/// <param name="Lines">In reading order.</param>
/// <param name="Closing">What happens next.</param>
public sealed record CaseReceipt(string Title, string Language, ImmutableArray<ReceiptLine> Lines, string Closing);

/// <summary>A case as a dialog files it; everything in it is decided here, nothing by the store.</summary>
public sealed record CaseFiling
{
    /// <summary>Of the case; <see cref="TurnInput.CaseId"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>E.g. <c>GR-26-7K3QX-4</c>.</summary>
    public required string Number { get; init; }

    /// <summary>What it is about.</summary>
    public required CaseKind Kind { get; init; }

    /// <summary>BCP-47; what the customer speaks.</summary>
    public required string Language { get; init; }

    /// <summary>The shop's own number of the product; null where it is unknown or not in the list.</summary>
    public string? Sku { get; init; }

    /// <summary>The same of all products that it is about, as far as they are in the list.</summary>
    public ImmutableArray<string> Skus { get; init; } = [];

    /// <summary>Whether it is about all that was ordered; false where products are named.</summary>
    public bool IsWholeOrder { get; init; }

    /// <summary>The number of the order, as the customer gave it; null where it is unknown. Of several they stand behind each other,
    /// with commas.</summary>
    public string? Order { get; init; }

    /// <summary>The product as a person calls it; null where the customer named none.</summary>
    public string? Product { get; init; }

    /// <summary>Id of what is wrong, e.g. <c>defect</c> or <c>missing_item</c>; null for a kind that has none.</summary>
    public string? Problem { get; init; }

    /// <summary>What the shop may do first, for the agent to decide, e.g. <c>replacement</c>; null for none.</summary>
    public string? ProposedOutcome { get; init; }

    /// <summary>All answers, in the order of the dialog.</summary>
    public ImmutableArray<CaseAnswer> Answers { get; init; } = [];

    /// <summary>Id of what the customer asks for, e.g. <c>repair</c>; null for none.</summary>
    public string? Remedy { get; init; }

    /// <summary>How to answer.</summary>
    public CaseContact Contact { get; init; } = new(ContactKind.None, null);

    /// <summary>How the case came in: <c>chat</c>, <c>phone</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>When the dialog's first message came; where it declares something (<c>statement</c>), when that was confirmed.</summary>
    public required Instant Received { get; init; }

    /// <summary>The day that the case counts from, in the shop's zone: of <see cref="Received"/>, or of its filing where the dialog rested
    /// until the shop's time was over.</summary>
    public required LocalDate ReceivedOn { get; init; }

    /// <summary>Id of the rule of law that sets the dates, e.g. <c>complaint-reply</c>; null where none does.</summary>
    public string? Rule { get; init; }

    /// <summary>Where the law says so; null where none does.</summary>
    public string? Article { get; init; }

    /// <summary>By when the shop is alerted; null where the law sets no date.</summary>
    public LocalDate? NominalEnd { get; init; }

    /// <summary>The law's last day, which customers are told unless the shop promises an earlier one; null where the law sets no
    /// date.</summary>
    public LocalDate? Deadline { get; init; }

    /// <summary>The day that the customer was told: <see cref="Deadline"/>, or the shop's own promise where that is sooner; null where the
    /// law sets no date.</summary>
    public LocalDate? Promised { get; init; }

    /// <summary>When the customer is to be called; null for no call, or for any time.</summary>
    public CallWindow? CallWindow { get; init; }

    /// <summary>The moment by which the customer is to be called; null where nothing was promised.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>Which of the shop's teams it is for; null where no team has the topic.</summary>
    public string? Team { get; init; }

    /// <summary>What the customer declared, word for word, and confirmed; null where nothing was.</summary>
    public string? Statement { get; init; }

    /// <summary>What a person must see, e.g. <c>received_unknown</c>; of the dialog's file and of the engine.</summary>
    public ImmutableArray<string> Marks { get; init; } = [];

    /// <summary>Why it is not acknowledged outside the chat, which who sends finds out; null where it is, or where no address was
    /// given.</summary>
    public NotSent? NotSent { get; init; }

    /// <summary>Files that came during the dialog.</summary>
    public ImmutableArray<SentFile> Files { get; init; } = [];

    /// <summary>What the customer can keep.</summary>
    public required CaseReceipt Receipt { get; init; }
}

/// <summary>What is said once more about a case that is open: it keeps its number and its dates.</summary>
/// <param name="Id">Of the open case.</param>
/// <param name="Filing">What would have been filed; its <see cref="CaseFiling.Number"/> and dates are those of the open case.</param>
public sealed record CaseRemark(Guid Id, CaseFiling Filing);

/// <summary>A case of this customer that is not closed.</summary>
/// <param name="Id">Of the case.</param>
/// <param name="Number">As the customer knows it.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Sku">Of its product; null where none was named.</param>
/// <param name="ReceivedOn">The day it counts from.</param>
/// <param name="NominalEnd">Null where the law sets no date.</param>
/// <param name="Deadline">Null where the law sets no date.</param>
/// <param name="Promised">What the customer was told; null where the law sets no date.</param>
/// <param name="Order">The number of the order, as the customer gave it; null where it is unknown.</param>
/// <param name="Contact">How the customer is answered; null where that is not known.</param>
public sealed record OpenCase(
    Guid Id,
    string Number,
    CaseKind Kind,
    string? Sku,
    LocalDate ReceivedOn,
    LocalDate? NominalEnd,
    LocalDate? Deadline,
    LocalDate? Promised,
    string? Order = null,
    CaseContact? Contact = null)
{
    /// <summary>Of all its products, as far as they are in the list.</summary>
    public ImmutableArray<string> Skus { get; init; } = Sku is null ? [] : [Sku];

    /// <summary>Whether it is about all that was ordered.</summary>
    public bool IsWholeOrder { get; init; }

    /// <summary>The case with what it is about.</summary>
    /// <param name="said">What was filed, and what was added to it.</param>
    public OpenCase About(IReadOnlyCollection<CaseFiling> said) => this with
    {
        Skus = [.. said.SelectMany(filing => filing.Skus).Union(Skus, StringComparer.Ordinal)],
        IsWholeOrder = said.Any(filing => filing.IsWholeOrder),
    };
}
