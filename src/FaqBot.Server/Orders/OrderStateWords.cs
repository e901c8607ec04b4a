using System.Collections.Frozen;
using System.Diagnostics;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The words that sources, settings and dialogs have for the state of an order.</summary>
internal static class OrderStateWords
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
