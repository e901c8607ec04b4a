using NodaTime;

namespace FaqBot.Engine;

/// <summary>How an order stands, in words that every language has.</summary>
public enum OrderState
{
    /// <summary>It has come in.</summary>
    Received,

    /// <summary>It is paid for.</summary>
    Paid,

    /// <summary>It is ready to go.</summary>
    Packed,

    /// <summary>It is on its way.</summary>
    Sent,

    /// <summary>It comes today.</summary>
    OutForDelivery,

    /// <summary>It waits where the customer picks it up.</summary>
    ReadyForPickup,

    /// <summary>The customer has it.</summary>
    Delivered,

    /// <summary>It came back to the shop.</summary>
    Returned,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>What the shop's own source says of an order whose number and e-mail address both match.</summary>
/// <param name="Number">As the customer wrote it, trimmed; the source's own is the same but for case.</param>
public sealed record OrderReport(string Number)
{
    /// <summary>How it stands; null where the source has a word of its own for it, which is not guessed at.</summary>
    public OrderState? State { get; init; }

    /// <summary>Who brings it, one line; null where it is unknown.</summary>
    public string? Carrier { get; init; }

    /// <summary>By which the carrier knows it; null where it is unknown.</summary>
    public string? ParcelNumber { get; init; }

    /// <summary>Where it can be followed: https, without user and password; null where it cannot.</summary>
    public Uri? TrackingLink { get; init; }

    /// <summary>On which day it should come, in the shop's zone; null where nobody says.</summary>
    public LocalDate? ExpectedOn { get; init; }

    /// <summary>When the source last changed what it says; null where it does not say.</summary>
    public Instant? UpdatedAt { get; init; }
}

/// <summary>What came of looking for an order.</summary>
public abstract record OrderLookup
{
    private OrderLookup()
    {
    }

    /// <summary>The order is there, and it is this customer's.</summary>
    public sealed record Found(OrderReport Order) : OrderLookup;

    /// <summary>There is none of that number and address; which of the two is wrong is told to nobody.</summary>
    public sealed record NotFound : OrderLookup;

    /// <summary>The source cannot be asked, or its answer cannot be read.</summary>
    public sealed record Unavailable : OrderLookup;
}
