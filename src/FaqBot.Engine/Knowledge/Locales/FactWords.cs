using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What authors may write for units of time and for currencies, whatever case and diacritics: the file format's own words, which
/// are English as all its words are, and those of the languages in <c>locales.yaml</c>. Immutable.</summary>
public sealed class FactWords
{
    private static readonly ImmutableArray<(DurationUnit Unit, string[] Words)> OfTheFormat =
    [
        (DurationUnit.Second, ["second", "seconds", "s", "sec"]),
        (DurationUnit.Minute, ["minute", "minutes", "min", "min.", "mins"]),
        (DurationUnit.Hour, ["hour", "hours", "h", "hr", "hrs"]),
        (DurationUnit.Day, ["day", "days", "d"]),
        (DurationUnit.WorkingDay, ["working day", "working days", "business day", "business days"]),
        (DurationUnit.Week, ["week", "weeks"]),
        (DurationUnit.Month, ["month", "months"]),
        (DurationUnit.Year, ["year", "years", "yr", "yrs"]),
    ];

    private readonly FrozenDictionary<string, DurationUnit> units;
    private readonly FrozenDictionary<string, string> currencies;

    private FactWords(IEnumerable<(DurationUnit Unit, string Word)> units, IEnumerable<(string Code, string Sign)> signs)
    {
        this.units = ByWord(units);
        currencies = ByWord(signs);
    }

    /// <summary>Those of the format alone.</summary>
    public static FactWords Format { get; } = new(Words, []);

    private static IEnumerable<(DurationUnit Unit, string Word)> Words =>
        OfTheFormat.SelectMany(unit => unit.Words.Select(word => (unit.Unit, word)));

    /// <summary>The unit that <paramref name="word"/> names; null when unknown.</summary>
    public DurationUnit? Unit(string word) => units.TryGetValue(Key(word), out var unit) ? unit : null;

    /// <summary>The ISO 4217 code of the currency that <paramref name="word"/> (a code, a sign or a name) means; null when
    /// unknown.</summary>
    public string? Currency(string word) => Currencies.Find(word) ?? currencies.GetValueOrDefault(Key(word));

    /// <summary>Where two languages write one word for two things, that of the format counts, then that of the first
    /// language by code.</summary>
    internal static FactWords Of(ImmutableDictionary<string, LocaleStatement> stated)
    {
        var languages = stated.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).ToList();
        return new FactWords(
            Words.Concat(languages.SelectMany(OfLanguage)),
            languages
                .SelectMany(language => language.Numbers.Currencies.OrderBy(sign => sign.Key, StringComparer.Ordinal))
                .Select(sign => (sign.Key, sign.Value)));
    }

    private static FrozenDictionary<string, T> ByWord<T>(IEnumerable<(T Meaning, string Word)> words)
    {
        var byWord = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (meaning, word) in words)
        {
            byWord.TryAdd(Key(word), meaning);
        }
        return byWord.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<(DurationUnit Unit, string Word)> OfLanguage(LocaleStatement language) =>
        language.Durations
            .SelectMany(unit => unit.Value.Values
                .Where(form => LocalePattern.Has(form, LocalePattern.Count))
                .Select(form => (unit.Key, LocalePattern.Fill(form, (LocalePattern.Count, "")))))
            .Concat(language.Spellings.SelectMany(unit => unit.Value.Select(word => (unit.Key, word))))
            .OrderBy(word => word.Key)
            .ThenBy(word => word.Item2, StringComparer.Ordinal);

    private static string Key(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Folding.Fold(word)));
}
