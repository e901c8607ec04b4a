using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Dates as a language says them. Data: Unicode CLDR 45, long date format; a language without months here prints
/// ISO 8601.</summary>
internal static class DateWords
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Months = new Dictionary<string, ImmutableArray<string>>
    {
        ["en"] =
        [
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ],
        ["pl"] =
        [
            "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
            "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>2026-11-21: pl <c>21 listopada 2026</c>, en <c>21 November 2026</c>, others <c>2026-11-21</c>.</summary>
    public static string Print(LocalDate date, string language) =>
        Months.TryGetValue(LanguageFormat.Primary(language), out var months)
            ? string.Create(CultureInfo.InvariantCulture, $"{date.Day} {months[date.Month - 1]} {date.Year}")
            : LocalDatePattern.Iso.Format(date);

    /// <summary>Reads ISO 8601, with or without a time behind it; null for anything else.</summary>
    public static LocalDate? Find(string text)
    {
        const int dateLength = 10;
        var trimmed = text.Trim();
        if (trimmed.Length > dateLength && trimmed[dateLength] is not ('T' or ' '))
        {
            return null;
        }

        var result = LocalDatePattern.Iso.Parse(trimmed[..Math.Min(dateLength, trimmed.Length)]);
        return result.Success ? result.Value : null;
    }
}
