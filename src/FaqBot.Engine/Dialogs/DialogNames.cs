using System.Collections.Immutable;
using System.Globalization;

namespace FaqBot.Engine;

/// <summary>What conditions can ask for beside slots: worked out from the answers, the law and the customer's open cases.</summary>
internal static class DialogNames
{
    /// <summary>Whether the contract can be withdrawn from without a reason: <c>open</c>, <c>late</c>, <c>excluded</c>,
    /// <c>unknown</c>.</summary>
    public const string Withdrawal = "withdrawal";

    /// <summary>Whether the seller's liability runs: <c>open</c>, <c>past</c>, <c>unknown</c>.</summary>
    public const string Liability = "liability";

    /// <summary>Whether a case about the same product is open: <c>yes</c>, <c>no</c>.</summary>
    public const string OpenCase = "open_case";

    /// <summary>Whether the customer has an open complaint about the same product, or the same order: <c>yes</c>, <c>no</c>.</summary>
    public const string OpenComplaint = "open_complaint";

    /// <summary>Whether the shop states when people answer the telephone: <c>yes</c>, <c>no</c>.</summary>
    public const string PhoneHours = "phone_hours";

    /// <summary>Whether the shop has a source that can be asked for orders: <c>yes</c>, <c>no</c>.</summary>
    public const string OrderSource = "order_source";

    /// <summary>Whether the shop has a list of its products: <c>yes</c>, <c>no</c>.</summary>
    public const string ProductList = "product_list";

    /// <summary>How the customer came: <c>chat</c>, <c>form</c>, <c>phone</c> (<see cref="TurnInput.Channel"/>).</summary>
    public const string Channel = "channel";

    public const string Open = "open";
    public const string Late = "late";
    public const string Excluded = "excluded";
    public const string PartlyExcluded = "partly_excluded";
    public const string Past = "past";
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>An attribute, or all of them, as they should be.</summary>
    public const string Well = "well";

    /// <summary>An attribute, or one of them, not as it should be.</summary>
    public const string Fault = "fault";

    /// <summary>Of attributes: all that is not as it should be is only otherwise than described.</summary>
    public const string Differs = "differs";

    /// <summary>Of attributes: the product has none that could be asked.</summary>
    public const string None = "none";

    /// <summary>Of more numbers conditions tell none apart.</summary>
    private const int NumbersMax = 10;

    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Worked { get; } =
        new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
        {
            [Withdrawal] = [Open, Late, Excluded, PartlyExcluded, DialogCondition.Unknown],
            [Liability] = [Open, Past, DialogCondition.Unknown],
            [OpenCase] = [Yes, No],
            [OpenComplaint] = [Yes, No],
            [PhoneHours] = [Yes, No],
            [OrderSource] = [Yes, No],
            [ProductList] = [Yes, No],
            [Channel] = [TurnInput.ChatChannel, TurnInput.FormChannel, TurnInput.PhoneChannel],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>All that the value of <paramref name="slot"/> can be, as far as conditions can tell it apart.</summary>
    public static ImmutableArray<string> ValuesOf(DialogSlot slot) => slot.Type switch
    {
        SlotType.YesNo => [Yes, No, DialogCondition.Unknown],
        SlotType.Choice => [.. slot.Choices.Select(choice => choice.Id), DialogCondition.Unknown],
        SlotType.Attributes => [Well, Fault, Differs, None, DialogCondition.Unknown],
        SlotType.Product => [DialogSlot.OtherProduct, DialogCondition.Known, DialogCondition.Unknown],
        SlotType.Products =>
        [
            DialogSlot.OtherProduct, DialogCondition.Known, .. slot.Choices.Select(choice => choice.Id), DialogCondition.Unknown,
        ],
        SlotType.Number when slot is { Min: { } min, Max: { } max } && max - min < NumbersMax =>
        [
            .. Enumerable.Range((int)min, (int)(max - min) + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)),
            DialogCondition.Known, DialogCondition.Unknown,
        ],
        _ => [DialogCondition.Known, .. slot.Choices.Select(choice => choice.Id), DialogCondition.Unknown],
    };
}
