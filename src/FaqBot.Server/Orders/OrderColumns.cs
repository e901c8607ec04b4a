using System.Collections.Frozen;
using System.Diagnostics;
using FaqBot.Language;

namespace FaqBot.Server;

/// <summary>Which column of a file holds what, found by its header.</summary>
internal sealed class OrderColumns
{
    public const string Number = "number";
    public const string Email = "email";
    public const string State = "state";
    public const string Carrier = "carrier";
    public const string Parcel = "parcel";
    public const string Link = "link";
    public const string Expected = "expected";
    public const string Updated = "updated";

    /// <summary>Headers under which shop systems write them, folded; our own name among them.</summary>
    private static readonly FrozenDictionary<string, string[]> Headers = new Dictionary<string, string[]>
    {
        [Number] = ["number", "ordernumber", "orderno", "order", "numer", "numerzamowienia", "nrzamowienia", "zamowienie"],
        [Email] = ["email", "mail", "customeremail", "adresemail", "emailklienta"],
        [State] = ["state", "status", "orderstatus", "stan", "statuszamowienia"],
        [Carrier] = ["carrier", "courier", "przewoznik", "kurier"],
        [Parcel] = ["parcel", "parcelnumber", "trackingnumber", "numerprzesylki", "nrprzesylki", "numerlistu", "numerpaczki"],
        [Link] = ["link", "trackinglink", "trackingurl", "linkdosledzenia", "sledzenie"],
        [Expected] = ["expected", "expecteddelivery", "przewidywanadostawa", "planowanadostawa"],
        [Updated] = ["updated", "updatedat", "modified", "zmieniono", "aktualizacja", "dataaktualizacji"],
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, int> places;

    private OrderColumns(Dictionary<string, int> places, int count)
    {
        this.places = places.ToFrozenDictionary();
        Count = count;
    }

    public static IReadOnlyList<string> Names { get; } = [Number, Email, State, Carrier, Parcel, Link, Expected, Updated];

    /// <summary>Columns of the file.</summary>
    public int Count { get; }

    /// <summary>From 0; null when the file has no such column.</summary>
    public int? this[string name] => places.TryGetValue(name, out var place) ? place : null;

    /// <summary>How a field of that column is written.</summary>
    public static string Form(string name) => name switch
    {
        Carrier => $"It has one line of at most {OrderLimits.CarrierCharsMax} characters.",
        Parcel => $"It has letters and digits, at most {OrderLimits.ParcelNumberCharsMax}.",
        Link => $"It begins with https:// and has at most {OrderLimits.LinkCharsMax} characters.",
        Expected => "Write 2026-11-24 or 24.11.2026.",
        Updated => "Write 2026-11-21T14:05:00+01:00, 2026-11-21 14:05 or 21.11.2026 14:05.",
        _ => throw new UnreachableException(),
    };

    /// <param name="header">The file's first row.</param>
    /// <param name="settings">May name a file's own headers.</param>
    /// <param name="trouble">What to tell the operator when it is null.</param>
    /// <returns>Null when a needed column is missing, or it is not clear which one is meant.</returns>
    public static OrderColumns? Find(IReadOnlyList<string> header, OrderSettings.File settings, out string trouble)
    {
        List<string> folded = [.. header.Select(Fold)];
        var places = new Dictionary<string, int>();
        trouble = "";
        foreach (var name in Names)
        {
            var isNamed = settings.Columns.TryGetValue(name, out var own);
            string[] wanted = isNamed ? [Fold(own ?? "")] : Headers[name];
            List<int> found = [.. folded.Index().Where(column => wanted.Contains(column.Item)).Select(column => column.Index)];
            if (found.Count == 1)
            {
                places[name] = found[0];
                continue;
            }
            var setting = $"Shops:{settings.Shop}:{OrderSettings.Section}:Columns:{name}";
            if (found.Count > 1)
            {
                trouble = $"columns {string.Join(" and ", found.Select(place => place + 1))} may both be the {name}. "
                    + $"Name the right one by {setting}, and give them different headers.";
                return null;
            }
            if (isNamed || name is Number or Email or State)
            {
                trouble = $"no column is the {name}. Name one '{wanted[0]}', or state the file's own header as {setting}; "
                    + "if no header is understood at all, the separator is none of , ; and tab, or Orders:Encoding is wrong.";
                return null;
            }
        }
        return new OrderColumns(places, header.Count);
    }

    /// <summary>Letters and digits only, in lower case, without diacritics.</summary>
    /// <example>"Nr zamówienia" and "nr_zamowienia" are "nrzamowienia".</example>
    private static string Fold(string header) => string.Concat(Folding.Fold(header).Where(char.IsLetterOrDigit));
}
