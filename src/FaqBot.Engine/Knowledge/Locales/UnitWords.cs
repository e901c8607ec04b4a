using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What authors may write for units of time, whatever case and diacritics: the file format's own words, which are English as all its
/// words are, and those of the languages in <c>locales.yaml</c>. Immutable.</summary>
public sealed class UnitWords
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

    private UnitWords(IEnumerable<(DurationUnit Unit, string Word)> words)
    {
        var byWord = new Dictionary<string, DurationUnit>(StringComparer.Ordinal);
        foreach (var (unit, word) in words)
        {
            byWord.TryAdd(Key(word), unit);
        }
        units = byWord.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Those of the format alone.</summary>
    public static UnitWords Format { get; } = new(Words);

    private static IEnumerable<(DurationUnit Unit, string Word)> Words => OfTheFormat.SelectMany(unit => unit.Words.Select(word => (unit.Unit, word)));

    /// <summary>The unit that <paramref name="word"/> names; null when unknown.</summary>
    public DurationUnit? Find(string word) => units.TryGetValue(Key(word), out var unit) ? unit : null;

    /// <summary>Where two languages write one word for two units, that of the format counts, then that of the first language by code.</summary>
    internal static UnitWords Of(ImmutableDictionary<string, LocaleStatement> stated) =>
        new(Words.Concat(stated.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => OfLanguage(pair.Value))));

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
