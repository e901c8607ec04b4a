using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace FaqBot.Language.Tests;

/// <summary>The values that are accepted for one expectation of a set, in the form of <see cref="Comparable"/>.</summary>
internal static class AcceptedValues
{
    /// <summary>Unnamed money is any that bears the name; by how much it is divided.</summary>
    private static readonly FrozenDictionary<string, (int Divisor, string Codes)> UnnamedMoney = new Dictionary<string, (int, string)>
    {
        ["Dollar"] = (1, "USD CAD AUD NZD SGD HKD"),
        ["Cent"] = (100, "USD EUR CAD AUD NZD SGD HKD"),
        ["Pound"] = (1, "GBP EGP"),
        ["Pence"] = (100, "GBP"),
        ["Rupee"] = (1, "INR LKR PKR NPR"),
        ["Riyal"] = (1, "SAR QAR OMR YER"),
        ["Sen"] = (100, "MYR IDR JPY"),
    }.ToFrozenDictionary();

    /// <param name="row">The case.</param>
    /// <param name="expected">One of its entities.</param>
    /// <param name="group">What it is.</param>
    /// <param name="reference">Now.</param>
    /// <returns>Null where the expectation cannot be judged.</returns>
    public static IReadOnlyList<string>? Of(JsonElement row, JsonElement expected, string group, LocalDateTime reference)
    {
        var type = Text(expected, "type");
        var value = expected.TryGetProperty("resolution", out var resolution) ? resolution : expected;
        if (type == "ordinal.relative")
        {
            return null;
        }
        if (type.StartsWith("datetimeV2", StringComparison.Ordinal))
        {
            return RecognizersTimes.Accepted(value, reference);
        }
        return group switch
        {
            "time" => Text(row, "source").StartsWith("dateparser", StringComparison.Ordinal)
                ? Dateparser(expected, reference)
                : DucklingTimes.Accepted(expected, Text(row, "input"), reference),
            "money" => Money(value),
            "number" or "ordinal" or "percent" => [Comparable.Number(Amount(value) ?? double.NaN)],
            "boolean" => [value.GetProperty("value").GetBoolean() ? "yes" : "no"],
            "duration" => [Comparable.Length(Amount(value) ?? double.NaN, Enum.Parse<CalendarUnit>(Text(value, "unit"), ignoreCase: true))],
            _ => Comparable.Spellings(group, Text(value, "value")),
        };
    }

    private static string[]? Money(JsonElement value)
    {
        var unit = Text(value, "isoCurrency") is { Length: > 0 } code ? code : Text(value, "unit");
        var isCode = unit.Length == 3 && unit.All(char.IsAsciiLetterUpper);
        var (divisor, codes) = UnnamedMoney.GetValueOrDefault(unit, (1, isCode ? unit : ""));
        return Amount(value) is { } amount && codes.Length > 0
            ? [.. codes.Split(' ').Select(currency => Comparable.Money(amount / divisor, currency))]
            : null;
    }

    /// <summary>A moment; a day of this year or the next; or how far from now.</summary>
    private static List<string> Dateparser(JsonElement expected, LocalDateTime reference)
    {
        if (Moment.Parse(Text(expected, "value")) is { } moment)
        {
            return [moment.ToString()];
        }
        if (Moment.Parse(Text(expected, "time")) is { Clock: { } clock })
        {
            return [.. new[] { reference.Year, reference.Year + 1 }.Select(year =>
                Moment.Of(new LocalDate(year, Count(expected, "month"), Count(expected, "day")) + clock).ToString())];
        }
        var years = Count(expected, "years");
        var when = reference.PlusYears(years).PlusWeeks(Count(expected, "weeks")).PlusDays(Count(expected, "days"))
            .PlusHours(Count(expected, "hours")).PlusMinutes(Count(expected, "minutes")).PlusSeconds(Count(expected, "seconds"));
        var accepted = new List<string> { Moment.Of(when).ToString() };
        if (when.Date != reference.Date)
        {
            accepted.Add(Moment.Of(when.Date).ToString());
        }
        if (years != 0)
        {
            accepted.Add(Comparable.Range(Moment.Of(new LocalDate(when.Year, 1, 1)), Moment.Of(new LocalDate(when.Year, 12, 31))));
        }
        return accepted;
    }

    private static int Count(JsonElement value, string name) => value.TryGetProperty(name, out var count) ? count.GetInt32() : 0;

    /// <summary>A number, or the text of one: "15%".</summary>
    private static double? Amount(JsonElement value) =>
        value.TryGetProperty("value", out var amount) && amount.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? double.Parse(amount.ToString().TrimEnd('%'), CultureInfo.InvariantCulture)
            : null;

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
