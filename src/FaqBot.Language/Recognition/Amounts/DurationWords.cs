using System.Collections.Frozen;
using System.Globalization;

namespace FaqBot.Language;

/// <summary>How a form of a unit may be used; the names in lower case stand in <c>Data/durations-*.txt</c>.</summary>
[Flags]
internal enum DurationUse
{
    /// <summary>Not a unit.</summary>
    None = 0,

    /// <summary>Behind every number.</summary>
    Any = 1,

    /// <summary>Behind a part only.</summary>
    Part = 2,

    /// <summary>Behind one only.</summary>
    One = 4,

    /// <summary>Without a number.</summary>
    Alone = 8,

    /// <summary>Behind digits only.</summary>
    Digits = 16,

    /// <summary>Touching digits only.</summary>
    Glued = 32,

    /// <summary>Without a number behind "z", which then says "about": "z tydzień", but not "z tygodnia".</summary>
    About = 64,
}

/// <summary>A unit of time in words.</summary>
/// <param name="Unit">Which unit is counted.</param>
/// <param name="Count">How many of it the word says: 15 minutes for "kwadrans".</param>
/// <param name="Use">Where the form is a unit.</param>
internal readonly record struct DurationWord(CalendarUnit Unit, decimal Count, DurationUse Use);

/// <summary>The units of time of a language, from <c>Data/durations-*.txt</c>.</summary>
internal sealed class DurationWords
{
    private static readonly DurationWords Polish = new("durations-pl.txt");
    private static readonly DurationWords English = new("durations-en.txt");
    private static readonly DurationWords None = new(null);

    private readonly FrozenDictionary<string, DurationWord> _units;

    private DurationWords(string? file)
    {
        var units = new Dictionary<string, DurationWord>(StringComparer.Ordinal);
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in (file is null ? [] : DataFile.Lines(file)).Select(static line => line.Split(' ')))
        {
            if (Enum.TryParse<CalendarUnit>(line[0], ignoreCase: true, out var unit))
            {
                AddForms(units, line, new DurationWord(unit, decimal.Parse(line[1], CultureInfo.InvariantCulture), DurationUse.None));
                continue;
            }
            lists[line[0]] = line[3..];
        }
        _units = units.ToFrozenDictionary(StringComparer.Ordinal);
        Between = Set(lists, "between");
        Behind = Set(lists, "behind");
        Context = Set(lists, "context");
        To = Set(lists, "to");
    }

    /// <summary>What may stand between the number and the unit.</summary>
    public FrozenSet<string> Between { get; }

    /// <summary>What may stand behind the unit and belongs to it.</summary>
    public FrozenSet<string> Behind { get; }

    /// <summary>Behind these a unit without a number is one.</summary>
    public FrozenSet<string> Context { get; }

    /// <summary>Between the ends of a range.</summary>
    public FrozenSet<string> To { get; }

    /// <summary>Those of a language; for others than Polish and English only what the letters h, d and s say.</summary>
    public static DurationWords Of(ScannedText text) => text.IsPolish ? Polish : text.IsEnglish ? English : None;

    /// <summary>The unit at a place, or one without a use.</summary>
    public DurationWord At(ScannedText text, int at)
    {
        var piece = text[at];
        return piece.IsWord && _units.TryGetValue(piece.Text ?? "", out var word) ? word : default;
    }

    private static void AddForms(Dictionary<string, DurationWord> units, string[] line, DurationWord word)
    {
        foreach (var item in line.Skip(2))
        {
            if (Enum.TryParse<DurationUse>(item, ignoreCase: true, out var use))
            {
                word = word with { Use = use };
                continue;
            }
            units[item] = units.TryGetValue(item, out var known) ? known with { Use = known.Use | word.Use } : word;
        }
    }

    private static FrozenSet<string> Set(Dictionary<string, string[]> lists, string name) =>
        lists.GetValueOrDefault(name, []).ToFrozenSet(StringComparer.Ordinal);
}
