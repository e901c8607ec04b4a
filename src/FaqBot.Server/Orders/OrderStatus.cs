using System.Collections.Frozen;
using System.Diagnostics;
using NodaTime;

namespace FaqBot.Server;

/// <summary>What the shop's source says of one order, and nothing else: no name, no address, no goods.</summary>
internal sealed record OrderStatus
{
    /// <summary>As the customer wrote it, trimmed; the source's own is the same but for case.</summary>
    public required string Number { get; init; }

    /// <summary>Null: the order is there, but its state is a word that nobody has told us the meaning of. Then no state is said.</summary>
    public OrderState? State { get; init; }

    /// <summary>One line, at most <see cref="OrderLimits.CarrierCharsMax"/>; null when the source does not say.</summary>
    public string? Carrier { get; init; }

    /// <summary>Of the parcel, at most <see cref="OrderLimits.ParcelNumberCharsMax"/>; null when there is none yet.</summary>
    public string? ParcelNumber { get; init; }

    /// <summary>Where to follow the parcel: https, without user and password. Show its host beside it. Null when there is none.</summary>
    public Uri? TrackingLink { get; init; }

    /// <summary>On which day it is to arrive, in the shop's zone; null when the source does not say.</summary>
    public LocalDate? ExpectedOn { get; init; }

    /// <summary>When the source last changed what it says; null when it does not say.</summary>
    public Instant? UpdatedAt { get; init; }
}

/// <summary>Where an order stands. A source's other words must be mapped to one of these by <c>Shops:{id}:Orders:States</c>.</summary>
internal enum OrderState
{
    Received,
    Paid,
    Packed,
    Sent,
    OutForDelivery,
    ReadyForPickup,
    Delivered,
    Returned,
    Cancelled,
}

/// <summary>The words that sources, settings and dialogs have for the state of an order.</summary>
internal static class OrderWords
{
    private static readonly FrozenDictionary<string, OrderState> ByWord =
        Enum.GetValues<OrderState>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static IReadOnlyList<string> States { get; } = [.. Enum.GetValues<OrderState>().Select(Of)];

    public static string Of(OrderState state) => state switch
    {
        OrderState.Received => "received",
        OrderState.Paid => "paid",
        OrderState.Packed => "packed",
        OrderState.Sent => "sent",
        OrderState.OutForDelivery => "out_for_delivery",
        OrderState.ReadyForPickup => "ready_for_pickup",
        OrderState.Delivered => "delivered",
        OrderState.Returned => "returned",
        OrderState.Cancelled => "cancelled",
        _ => throw new UnreachableException(),
    };

    /// <summary>Null for any other word: what it might mean is not guessed.</summary>
    public static OrderState? StateOf(string word) => ByWord.TryGetValue(word, out var state) ? state : null;
}

/// <summary>What came of looking an order up.</summary>
internal abstract record OrderLookup
{
    private OrderLookup()
    {
    }

    /// <summary>Number and e-mail are both those of one order of the source.</summary>
    public sealed record Found(OrderStatus Order) : OrderLookup;

    /// <summary>No order has both. Which of the two is wrong is not said, not even to us.</summary>
    public sealed record NotFound : OrderLookup;

    /// <summary>The source cannot be asked at present, or its answer cannot be believed.</summary>
    /// <param name="Why">For logs: no secrets, nothing of the customer's.</param>
    public sealed record Unavailable(string Why) : OrderLookup;

    /// <summary>This conversation, this order, this address or this shop was asked about too often.</summary>
    public sealed record TooMany(TimeSpan Wait) : OrderLookup;

    /// <summary>The shop has no source.</summary>
    public sealed record None : OrderLookup;
}
