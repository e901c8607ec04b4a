using System.Diagnostics;

namespace FaqBot.Engine;

/// <summary>How an order stands, in the words of a shop.</summary>
internal static class OrderWords
{
    /// <summary>What texts can name: <c>number</c>, <c>state</c>, <c>carrier</c>, <c>parcel</c>, <c>tracking</c>,
    /// <c>expected</c>.</summary>
    /// <param name="order">As the shop's source says.</param>
    /// <param name="label">The text of an id.</param>
    public static TemplateValue Of(OrderReport order, Func<string, string> label) => new TemplateValue.Map(name => name switch
    {
        "number" => new TemplateValue.Text(order.Number),
        "state" when order.State is { } state => new TemplateValue.Text(label(TextOf(state))),
        "carrier" => Of(order.Carrier),
        "parcel" => Of(order.ParcelNumber),
        "tracking" => Of(order.TrackingUrl),
        "expected" when order.ExpectedOn is { } day => new TemplateValue.Date(day),
        _ => TemplateValue.Nothing,
    });

    private static TemplateValue Of(string? text) => text is null ? TemplateValue.Nothing : new TemplateValue.Text(text);

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
