using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>The words that speak of time in one language.</summary>
internal sealed class TimeWords
{
    /// <summary>Tells edge and unit apart in the value of <see cref="TimeRole.EdgeOfUnit"/>.</summary>
    public const int EdgeFactor = 100;

    private const string FilePrefix = "time-";

    private static readonly FrozenDictionary<string, TimeWords> ByLanguage =
        new[] { "pl", "en", "en-GB", "uk", "ar" }.ToFrozenDictionary(static tag => tag, Read, StringComparer.OrdinalIgnoreCase);

    private static readonly TimeWords None = new([], []);

    private readonly FrozenDictionary<string, ImmutableArray<TimeEntry>> _entries;

    private TimeWords(IEnumerable<TimeEntry> entries, IEnumerable<string> functions)
    {
        _entries = entries
            .GroupBy(static entry => entry.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(
                static group => group.Key,
                static group => group.OrderByDescending(static entry => entry.Words.Length).ToImmutableArray(),
                StringComparer.Ordinal);
        Functions = functions.Select(static word => Folding.Fold(word)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Words that may stand behind a bare hour: they cannot be what it counts.</summary>
    public FrozenSet<string> Functions { get; }

    /// <summary>Of a region if it has words of its own; no words at all for a language without lists.</summary>
    /// <param name="tag">BCP-47.</param>
    public static TimeWords Of(string tag) =>
        ByLanguage.GetValueOrDefault(tag) ?? ByLanguage.GetValueOrDefault(LanguageTag.Primary(tag), None);

    /// <summary>What begins with a folded word, longest first.</summary>
    public ImmutableArray<TimeEntry> StartingWith(string word) => _entries.GetValueOrDefault(word, []);

    private static TimeWords Read(string tag)
    {
        var language = LanguageTag.Primary(tag);
        var words = DataFile.Lines($"{FilePrefix}{language}.txt").SelectMany(Entries);
        var feasts = Feasts.Names(tag)
            .Select(static feast => new TimeEntry(feast.IsWeak ? TimeRole.WeakFeast : TimeRole.Feast, feast.Feast, Folded(feast.Name)));
        return new TimeWords(words.Concat(feasts), FunctionWords.Of(language));
    }

    private static IEnumerable<TimeEntry> Entries(string line)
    {
        var (head, words) = line.IndexOf(':', StringComparison.Ordinal) is var colon ? (line[..colon], line[(colon + 1)..]) : default;
        var (role, value) = head.Split(' ') is [var name, var given] ? (Enum.Parse<TimeRole>(name), Value(name, given)) : default;
        return words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(group => new TimeEntry(role, value, Folded(group)));
    }

    private static int Value(string role, string value) => role switch
    {
        nameof(TimeRole.Part) or nameof(TimeRole.WeakPart) or nameof(TimeRole.PartToday) => (int)Enum.Parse<DayPart>(value),
        nameof(TimeRole.Unit) => (int)Enum.Parse<TimeUnit>(value),
        nameof(TimeRole.Turn) => (int)Enum.Parse<TimeTurn>(value),
        nameof(TimeRole.Edge) => (int)Enum.Parse<TimeEdge>(value),
        nameof(TimeRole.EdgeOfUnit) when value.Split('-') is [var edge, var unit] =>
            ((int)Enum.Parse<TimeEdge>(edge) * EdgeFactor) + (int)Enum.Parse<TimeUnit>(unit),
        _ => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>As <see cref="ScannedText"/> cuts and folds them.</summary>
    private static ImmutableArray<string> Folded(string group) =>
        [.. group.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(static word => Folding.Fold(word))];
}

/// <summary>One word or group of words and what it says.</summary>
internal sealed record TimeEntry(TimeRole Role, int Value, ImmutableArray<string> Words)
{
    /// <summary>Whether a message without digits has to hold such a word to speak of time.</summary>
    public bool IsStarter { get; } = Role is TimeRole.Weekday or TimeRole.WeakWeekday or TimeRole.Weekdays or TimeRole.Month
        or TimeRole.WeakMonth or TimeRole.MonthOfDay or TimeRole.Season or TimeRole.Feast or TimeRole.WeakFeast or TimeRole.Day
        or TimeRole.Part or TimeRole.WeakPart or TimeRole.PartToday or TimeRole.Unit or TimeRole.EdgeOfUnit or TimeRole.Now
        or TimeRole.Clock or TimeRole.Fraction or TimeRole.HalfTo or TimeRole.At or TimeRole.PastHour or TimeRole.Hour
        or TimeRole.OClock or TimeRole.QuarterOfYear
        || (Role == TimeRole.HalfDay && Words is [{ Length: > 1 }, ..] or [_, _, ..]);
}
