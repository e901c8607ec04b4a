using System.Diagnostics;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>How an order stands, in the words of a shop.</summary>
internal static class OrderWords
{
    /// <summary>What texts can name: <c>number</c>, <c>state</c>, <c>carrier</c>, <c>parcel</c>, <c>tracking</c>, <c>expected</c>
    /// (the day, as long as the order may still come on it), <c>overdue</c> (the day, once it has passed) and <c>updated</c> (the day
    /// of what is said, where that is not today).</summary>
    /// <param name="order">As the shop's source says.</param>
    /// <param name="now">In the shop's zone.</param>
    /// <param name="label">The text of an id.</param>
    public static TemplateValue Of(OrderReport order, ZonedDateTime now, Func<string, string> label) =>
        new TemplateValue.Map(name => Of(name, order, now, label));

    private static TemplateValue Of(string name, OrderReport order, ZonedDateTime now, Func<string, string> label) => name switch
    {
        "number" => new TemplateValue.Text(order.Number),
        "state" when order.State is { } state => new TemplateValue.Text(label(TextOf(state))),
        "carrier" => TemplateValue.Of(order.Carrier),
        "parcel" => TemplateValue.Of(order.ParcelNumber),
        "tracking" => TemplateValue.Of(order.TrackingLink?.AbsoluteUri),
        "expected" when IsAwaited(order) && order.ExpectedOn is { } day && day >= now.Date => new TemplateValue.Date(day),
        "overdue" when IsAwaited(order) && order.ExpectedOn is { } day && day < now.Date => new TemplateValue.Date(day),
        "updated" when order.UpdatedAt?.InZone(now.Zone).Date is { } day && day < now.Date => new TemplateValue.Date(day),
        _ => TemplateValue.Nothing,
    };

    private static bool IsAwaited(OrderReport order) =>
        order.State is not (OrderState.Delivered or OrderState.ReadyForPickup or OrderState.Returned or OrderState.Cancelled);

    private static string TextOf(OrderState state) => state switch
    {
        OrderState.Received => TextIds.OrderReceived,
        OrderState.Paid => TextIds.OrderPaid,
        OrderState.Packed => TextIds.OrderPacked,
        OrderState.Sent => TextIds.OrderSent,
        OrderState.OutForDelivery => TextIds.OrderOutForDelivery,
        OrderState.ReadyForPickup => TextIds.OrderReadyForPickup,
        OrderState.Delivered => TextIds.OrderDelivered,
        OrderState.Returned => TextIds.OrderReturned,
        OrderState.Cancelled => TextIds.OrderCancelled,
        _ => throw new UnreachableException(),
    };
}
