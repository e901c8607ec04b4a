using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>What may stand in <c>locales.yaml</c>.</summary>
internal static partial class LocaleKeys
{
    private const int DaysPerWeek = 7;
    private const int MonthsPerYear = 12;

    /// <summary>Languages are written so.</summary>
    public const string RightToLeft = "rtl";

    public const string LeftToRight = "ltr";

    public static readonly Key<string?> Name = new("name", "What the language calls itself, as a menu writes it: `Polski`.", Word);

    public static readonly Key<string?> Direction = new(
        "direction",
        "Which way it is written; `ltr` if not stated.",
        Shapes.Choice(LeftToRight, RightToLeft))
    { Default = LeftToRight };

    public static readonly Key<ImmutableArray<string>?> Days =
        new("days", "Short names of the days from Monday, as in `Mon-Fri 9:00-17:00`.", Names(DaysPerWeek));

    public static readonly Key<ImmutableArray<string>?> OnDays =
        new("on_days", "When something happens, from Monday: `on Monday`.", Names(DaysPerWeek));

    public static readonly Key<ImmutableArray<string>?> Months = new("months", "The months as they stand in a date.", Names(MonthsPerYear));

    public static readonly Key<string?> Date =
        new("date", "A date of `{day}`, `{month}` and `{year}`.", Pattern(LocalePattern.Day, LocalePattern.Month, LocalePattern.Year));

    public static readonly Key<string?> ShortDate =
        new("short_date", "A date without its year, of `{day}` and `{month}`.", Pattern(LocalePattern.Day, LocalePattern.Month));

    public static readonly Key<string?> Moment = new(
        "moment",
        "When, of `{day}` (today, tomorrow or one of `on_days`) and `{time}`: `{day} at {time}`.",
        Pattern(LocalePattern.Day, LocalePattern.Time));

    public static readonly Key<string?> Today = new("today", "The day that it is.", Word);

    public static readonly Key<string?> Tomorrow = new("tomorrow", "The day after.", Word);

    public static readonly Key<string?> EveryDay = new("every_day", "Before hours that hold on all days: `every day 9:00-17:00`.", Word);

    public static readonly Key<string?> Closed = new("closed", "Instead of hours.", Word);

    public static readonly Key<string?> ClosedOnHolidays = new("closed_on_holidays", "That nobody answers on public holidays.", Word);

    public static readonly Key<string?> And = new("and", "Between two times of a day: `9:00-12:00 and 13:00-17:00`.", Word);

    public static readonly Key<YamlScalar?> Comma =
        new("comma", "Between parts of a list, with its space; `, ` if not stated.", Shapes.Scalar(KnowledgeLimits.LabelLengthMax));

    /// <summary>CLDR's plural categories; each language has some of them.</summary>
    public static readonly ImmutableArray<Key<YamlScalar?>> Forms =
        [.. new[] { "zero", "one", "two", "few", "many", "other" }.Select(category => new Key<YamlScalar?>(
            category, $"The form for CLDR's category `{category}`, with `{{count}}`.", Shapes.Scalar(KnowledgeLimits.LabelLengthMax)))];

    private static readonly ImmutableArray<(string Name, DurationUnit Unit)> Units =
    [
        ("second", DurationUnit.Second),
        ("minute", DurationUnit.Minute),
        ("hour", DurationUnit.Hour),
        ("day", DurationUnit.Day),
        ("working_day", DurationUnit.WorkingDay),
        ("week", DurationUnit.Week),
        ("month", DurationUnit.Month),
        ("year", DurationUnit.Year),
    ];

    /// <summary>Its keys are not listed: the same six of each unit.</summary>
    private static readonly Shape<Section?> FormsOfUnit = new(Shapes.Section([.. Forms]).Read, Shapes.Section([.. Forms]).Schema);

    public static readonly ImmutableArray<(Key<Section?> Key, DurationUnit Unit)> UnitForms =
        [.. Units.Select(unit =>
            (new Key<Section?>(unit.Name, "Its forms by CLDR's plural categories: `one`, `few` and so on.", FormsOfUnit), unit.Unit))];

    public static readonly Key<Section?> Durations =
        new("durations", "Lengths of time by unit.", Shapes.Section([.. UnitForms.Select(unit => unit.Key)]));

    public static readonly ImmutableArray<(Key<ImmutableArray<string>> Key, DurationUnit Unit)> UnitSpellings =
        [.. Units.Select(unit => (new Key<ImmutableArray<string>>(unit.Name, "E.g. an abbreviation.", Shapes.List(Word)), unit.Unit))];

    public static readonly Key<Section?> Spellings =
        new("spellings", "What authors write for a unit beside its forms.", Shapes.Section([.. UnitSpellings.Select(unit => unit.Key)]));

    public static readonly Key<string?> Decimal =
        new("decimal", "Before decimals; a point if not stated.", Shapes.Choice("comma", "point")) { Default = "point" };

    public static readonly Key<string?> Group = new(
        "group", "Between thousands; nothing if not stated.", Shapes.Choice("comma", "point", "space", "narrow_space", "apostrophe"));

    public static readonly Key<int?> MoneyGroupFrom =
        new("money_group_from", "From how many digits money is grouped; 4 if not stated.", Shapes.Whole(4, 9));

    public static readonly Key<string?> Percent =
        new("percent", "A share, of `{number}`; `{number}%` if not stated.", Pattern(LocalePattern.Number));

    public static readonly Key<string?> Money = new(
        "money",
        "Money, of `{amount}` and `{currency}`, which is its code; the amount first if not stated.",
        Pattern(LocalePattern.Amount, LocalePattern.Currency));

    public static readonly Key<string?> MoneySign = new(
        "money_sign",
        "The same with the currency's sign; as `money` if not stated.",
        Pattern(LocalePattern.Amount, LocalePattern.Currency));

    public static readonly Key<ImmutableArray<YamlPair>> CurrencySigns =
        new("currencies", "Signs of currencies by ISO 4217 code, e.g. `PLN: zł`.", Shapes.Map(FaqBot.Engine.Forms.Currency, Word));

    public static readonly Shape<Section?> Language = Shapes.Section(
        Name, Direction, Days, OnDays, Months, Date, ShortDate, Moment, Today, Tomorrow, EveryDay, Closed, ClosedOnHolidays,
        And, Comma, Durations, Spellings, Decimal, Group, MoneyGroupFrom, Percent, Money, MoneySign, CurrencySigns);

    /// <summary>The whole file.</summary>
    public static readonly Shape<ImmutableArray<YamlPair>> File = Shapes.ByLanguage(Language);

    /// <summary>Marks of numbers by the names that an author writes: a space alone could not be seen.</summary>
    public static FrozenDictionary<string, string> Marks { get; } = new Dictionary<string, string>
    {
        ["comma"] = ",",
        ["point"] = ".",
        ["space"] = "\u00A0",
        ["narrow_space"] = "\u202F",
        ["apostrophe"] = "’",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Shape<string?> Word => Shapes.Text(KnowledgeLimits.LabelLengthMax);

    /// <summary>Whether <paramref name="scalar"/> names nothing in braces but <paramref name="names"/>; else it is found.</summary>
    public static bool HasOnly(YamlScalar scalar, ImmutableArray<string> names, Values values)
    {
        if (Braces().Matches(scalar.Text).FirstOrDefault(match => !names.Contains(match.Groups["name"].Value)) is not { } match)
        {
            return true;
        }
        values.Findings.Add(
            KnowledgeRules.PlaceholderUnknown,
            scalar.SpanOf(match.Index),
            $"Nothing fills in '{match.Value}' here.",
            $"Known here: {string.Join(", ", names.Select(name => $"{{{name}}}"))}.");
        return false;
    }

    /// <summary>As many names as there are days or months.</summary>
    private static Shape<ImmutableArray<string>?> Names(int count)
    {
        var list = Shapes.List(Word, count);
        return new((node, values) => node is null ? null : Counted(node, list.Read(node, values), count, values), list.Schema);
    }

    private static ImmutableArray<string>? Counted(YamlNode node, ImmutableArray<string> names, int count, Values values)
    {
        if (names.Length == count)
        {
            return names;
        }
        values.Findings.Add(KnowledgeRules.WrongNameCount, node.Span, $"There are {names.Length} names; {count} are needed here.");
        return null;
    }

    /// <summary>A text with each of <paramref name="names"/> in single braces, and no other.</summary>
    private static Shape<string?> Pattern(params ImmutableArray<string> names)
    {
        var scalar = Shapes.Scalar(KnowledgeLimits.LabelLengthMax);
        return new(
            (node, values) => scalar.Read(node, values) is { } found && HasEach(found, names, values) ? found.Text.Trim() : null,
            scalar.Schema);
    }

    private static bool HasEach(YamlScalar scalar, ImmutableArray<string> names, Values values)
    {
        if (!HasOnly(scalar, names, values))
        {
            return false;
        }
        foreach (var name in names.Where(name => !LocalePattern.Has(scalar.Text, name)))
        {
            values.Findings.Add(KnowledgeRules.PlaceholderMissing, scalar.Span, $"'{{{name}}}' is missing in '{scalar.Text}'.");
            return false;
        }
        return true;
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
