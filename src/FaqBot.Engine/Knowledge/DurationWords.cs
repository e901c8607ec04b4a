using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>The words of units of time, in the order of <see cref="PluralRules.Forms"/>. A language without words here
/// says them in English.</summary>
internal static class DurationWords
{
    private const string Fallback = "en";

    private static readonly FrozenDictionary<string, FrozenDictionary<DurationUnit, string[]>> ByLanguage =
        new Dictionary<string, FrozenDictionary<DurationUnit, string[]>>
        {
            ["en"] = new Dictionary<DurationUnit, string[]>
            {
                [DurationUnit.Second] = ["second", "seconds"],
                [DurationUnit.Minute] = ["minute", "minutes"],
                [DurationUnit.Hour] = ["hour", "hours"],
                [DurationUnit.Day] = ["day", "days"],
                [DurationUnit.WorkingDay] = ["working day", "working days"],
                [DurationUnit.Week] = ["week", "weeks"],
                [DurationUnit.Month] = ["month", "months"],
                [DurationUnit.Year] = ["year", "years"],
            }.ToFrozenDictionary(),
            ["pl"] = new Dictionary<DurationUnit, string[]>
            {
                [DurationUnit.Second] = ["sekunda", "sekundy", "sekund", "sekundy"],
                [DurationUnit.Minute] = ["minuta", "minuty", "minut", "minuty"],
                [DurationUnit.Hour] = ["godzina", "godziny", "godzin", "godziny"],
                [DurationUnit.Day] = ["dzień", "dni", "dni", "dnia"],
                [DurationUnit.WorkingDay] = ["dzień roboczy", "dni robocze", "dni roboczych", "dnia roboczego"],
                [DurationUnit.Week] = ["tydzień", "tygodnie", "tygodni", "tygodnia"],
                [DurationUnit.Month] = ["miesiąc", "miesiące", "miesięcy", "miesiąca"],
                [DurationUnit.Year] = ["rok", "lata", "lat", "roku"],
            }.ToFrozenDictionary(),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What else authors write, beside the words above and those without diacritics.</summary>
    private static readonly (DurationUnit Unit, string[] Words)[] Abbreviations =
    [
        (DurationUnit.Second, ["s", "sec", "sek", "sek."]),
        (DurationUnit.Minute, ["min", "min.", "mins"]),
        (DurationUnit.Hour, ["h", "hr", "hrs", "godz", "godz."]),
        (DurationUnit.Day, ["d"]),
        (DurationUnit.WorkingDay, ["business day", "business days", "dni rob.", "dni rob"]),
        (DurationUnit.Week, ["tyg", "tyg."]),
        (DurationUnit.Month, ["mies", "mies.", "m-cy", "m-ce", "m-c"]),
        (DurationUnit.Year, ["yr", "yrs"]),
    ];

    private static readonly FrozenDictionary<string, DurationUnit> Units = ReadableWords();

    /// <summary>The word that goes with <paramref name="count"/>: 24, pl: <c>godziny</c>.</summary>
    public static string For(string language, DurationUnit unit, decimal count)
    {
        var primary = LanguageFormat.Primary(language);
        var spoken = ByLanguage.ContainsKey(primary) ? primary : Fallback;
        return ByLanguage[spoken][unit][PluralRules.Of(spoken).FormFor(count)];
    }

    /// <summary>The unit that <paramref name="word"/> names in any language known here, whatever its case.</summary>
    public static DurationUnit? Find(string word)
    {
        var words = word.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Units.TryGetValue(string.Join(' ', words), out var unit) ? unit : null;
    }

    private static FrozenDictionary<string, DurationUnit> ReadableWords()
    {
        var words = new Dictionary<string, DurationUnit>(StringComparer.Ordinal);
        foreach (var (unit, forms) in ByLanguage.Values.SelectMany(units => units))
        {
            foreach (var form in forms)
            {
                words[form] = unit;
                words[WithoutDiacritics(form)] = unit;
            }
        }

        foreach (var (unit, forms) in Abbreviations)
        {
            foreach (var form in forms)
            {
                words[form] = unit;
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string WithoutDiacritics(string word) =>
        word.Replace('ą', 'a').Replace('ę', 'e').Replace('ń', 'n');
}
