using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>The facts that the starter pack knows, and of which type each is. A shop may state others; those are typed by their form.
/// Source: the starter pack's table of facts, by name and type; <c>docs/reference.md</c> lists the same.</summary>
public static class KnownFacts
{
    internal static ImmutableArray<KnownFact> All { get; } =
    [
        new("abroad_price", FactType.Money, "What delivery abroad costs."),
        new("abroad_time", FactType.Duration, "How long delivery abroad takes."),
        new("account_url", FactType.Url, "Where customers manage their account."),
        new("bank_account", FactType.Text, "The account that transfers go to."),
        new("blik", FactType.Text, "Whether and how BLIK can be paid with."),
        new("callback_promise", FactType.Duration, "Within what time the shop calls back."),
        new("cod_price", FactType.Money, "What paying on delivery costs on top."),
        new("complaint_reply_days", FactType.Number, "Days within which the shop answers a complaint."),
        new("courier_name", FactType.Text, "Which courier delivers."),
        new("courier_price", FactType.Money, "What delivery by courier costs."),
        new("courier_time", FactType.Duration, "How long delivery by courier takes."),
        new("damage_report_days", FactType.Number, "Days within which a damaged parcel should be reported."),
        new("discount_code_field", FactType.Text, "Where a discount code is entered."),
        new("discount_code_rules", FactType.Text, "What holds for discount codes."),
        new("dispatch_cutoff", FactType.Time, "Until what time an order is sent the same day."),
        new("dispatch_time", FactType.Duration, "How long it takes until an order is sent."),
        new("exchange", FactType.Text, "How a size or a colour is exchanged."),
        new("free_shipping_from", FactType.Money, "From what amount on delivery is free."),
        new("gift_card", FactType.Text, "What gift cards there are."),
        new("gift_wrapping_price", FactType.Money, "What gift wrapping costs."),
        new("guarantee", FactType.Text, "The guarantee that the shop or the maker gives."),
        new("guest_checkout", FactType.Text, "Whether one can order without an account."),
        new("instalments", FactType.Text, "How one can pay by instalments."),
        new("invoice", FactType.Text, "How one gets an invoice."),
        new("invoice_days", FactType.Number, "Days until an invoice comes."),
        new("late_after", FactType.Duration, "After what time a parcel counts as late."),
        new("liability_years", FactType.Number, "Years for which the shop answers for defects."),
        new("locker_company", FactType.Text, "Whose parcel lockers the shop delivers to."),
        new("locker_keep_time", FactType.Duration, "How long a parcel waits in a locker."),
        new("locker_price", FactType.Money, "What delivery to a parcel locker costs."),
        new("locker_time", FactType.Duration, "How long delivery to a parcel locker takes."),
        new("loyalty_program", FactType.Text, "What regular customers get."),
        new("newsletter", FactType.Text, "How one leaves the newsletter."),
        new("order_change_until", FactType.Text, "Until when an order can be changed or cancelled."),
        new("payment_methods", FactType.Text, "How one can pay."),
        new("payment_retry_time", FactType.Duration, "How long a failed payment can be tried again."),
        new("pickup_address", FactType.Text, "Where orders are picked up."),
        new("pickup_time", FactType.Duration, "How long it takes until an order can be picked up."),
        new("privacy_contact", FactType.Text, "Whom to ask about personal data."),
        new("promotions_url", FactType.Url, "Where promotions are listed."),
        new("recycling", FactType.Text, "How old goods and packaging are taken back."),
        new("redelivery_price", FactType.Money, "What a second delivery costs."),
        new("refund_days", FactType.Number, "Days within which money is paid back."),
        new("refund_way", FactType.Text, "How money is paid back."),
        new("repair", FactType.Text, "Who repairs what the shop sold."),
        new("restock_notice", FactType.Text, "How one learns that goods are back."),
        new("return_address", FactType.Text, "Where goods are sent back to."),
        new("return_days", FactType.Number, "Days within which goods can be sent back."),
        new("return_form_url", FactType.Url, "Where the form for a return is."),
        new("return_in_shop", FactType.Text, "Whether and where goods can be brought back."),
        new("return_locker", FactType.Text, "How goods are sent back by parcel locker."),
        new("return_paid_by", FactType.Text, "Who pays for sending goods back."),
        new("return_price", FactType.Money, "What sending goods back costs."),
        new("review_url", FactType.Url, "Where customers leave a review."),
        new("saturday_delivery", FactType.Text, "Whether parcels come on Saturdays."),
        new("ships_abroad_to", FactType.Text, "Where the shop delivers to abroad."),
        new("size_guide_url", FactType.Url, "Where the table of sizes is."),
        new("tracking_url", FactType.Url, "Where a parcel is tracked."),
        new("transfer_time", FactType.Duration, "How long a bank transfer takes to arrive."),
        new("wholesale", FactType.Text, "Whom to ask about wholesale."),
    ];

    /// <summary>By the fact's name. A fact that is stated as another type is an error of its author.</summary>
    public static FrozenDictionary<string, FactType> Types { get; } =
        All.ToFrozenDictionary(fact => fact.Name, fact => fact.Type, StringComparer.Ordinal);
}

/// <summary>A fact that entries of the starter pack read.</summary>
/// <param name="Name">E.g. <c>courier_price</c>.</param>
/// <param name="Type">What it must be.</param>
/// <param name="Meaning">One sentence for authors.</param>
internal sealed record KnownFact(string Name, FactType Type, string Meaning);
