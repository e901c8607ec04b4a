using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>Reads <c>dialogs/locales.yaml</c> or a shop's own: words and patterns by language.</summary>
internal static partial class LocalesFile
{
    private const int DaysPerWeek = 7;
    private const int MonthsPerYear = 12;

    /// <summary>Far more than any plural rule repeats after, so that what serves one number here serves one number.</summary>
    private const int CountsTried = 300;

    private static readonly ImmutableArray<string> Keys =
    [
        "days", "on_days", "months", "date", "short_date", "moment", "today", "tomorrow", "every_day", "closed", "closed_on_holidays", "and",
        "comma", "durations", "spellings", "decimal", "group", "money_group_from", "percent", "money", "money_sign", "currencies",
    ];

    private static readonly FrozenDictionary<string, DurationUnit> Units =
        LocaleKeys.Units.ToFrozenDictionary(unit => unit.Key, unit => unit.Unit, StringComparer.Ordinal);

    /// <summary>What is stated of each language, by its code.</summary>
    public static ImmutableDictionary<string, LocaleStatement> Read(YamlNode? root, Values values)
    {
        var statements = ImmutableDictionary.CreateBuilder<string, LocaleStatement>(StringComparer.Ordinal);
        foreach (var (language, value) in values.Languages(root))
        {
            if (Section.Of(value, values, Keys) is { } section)
            {
                statements[language.Text] = Statement(section, PluralRules.Of(language.Text), values);
            }
        }
        return statements.ToImmutable();
    }

    private static LocaleStatement Statement(Section section, PluralRules plurals, Values values) => new()
    {
        Span = section.Span,
        Days = Names(section["days"], DaysPerWeek, values),
        OnDays = Names(section["on_days"], DaysPerWeek, values),
        Months = Names(section["months"], MonthsPerYear, values),
        Date = Pattern(section["date"], values, LocaleKeys.Day, LocaleKeys.Month, LocaleKeys.Year),
        ShortDate = Pattern(section["short_date"], values, LocaleKeys.Day, LocaleKeys.Month),
        Moment = Pattern(section["moment"], values, LocaleKeys.Day, LocaleKeys.Time),
        Today = Word(section["today"], values),
        Tomorrow = Word(section["tomorrow"], values),
        EveryDay = Word(section["every_day"], values),
        Closed = Word(section["closed"], values),
        ClosedOnHolidays = Word(section["closed_on_holidays"], values),
        And = Word(section["and"], values),
        Comma = values.Scalar(section["comma"], KnowledgeLimits.LabelLengthMax)?.Text,
        Durations = values.Pairs(section["durations"])
            .Select(pair => (Unit: Unit(pair.Key, values), Forms: Forms(pair.Value, plurals, values)))
            .Where(unit => unit.Unit is not null && !unit.Forms.IsEmpty)
            .ToImmutableDictionary(unit => unit.Unit ?? default, unit => unit.Forms),
        Spellings = values.Pairs(section["spellings"])
            .Select(pair => (Unit: Unit(pair.Key, values), Words: Words(pair.Value, values)))
            .Where(unit => unit.Unit is not null)
            .ToImmutableDictionary(unit => unit.Unit ?? default, unit => unit.Words),
        Numbers = Numbers(section, values),
    };

    private static NumberStatement Numbers(Section section, Values values) => new()
    {
        DecimalMark = values.Choice(section["decimal"], "comma", "point") is { } mark ? LocaleKeys.Marks[mark][0] : null,
        GroupMark = values.Choice(section["group"], "comma", "point", "space", "narrow_space", "apostrophe") is { } group ? LocaleKeys.Marks[group] : null,
        MoneyGroupDigitsMin = values.Whole(section["money_group_from"], 4, 9),
        Percent = Pattern(section["percent"], values, LocaleKeys.Number),
        Money = Pattern(section["money"], values, LocaleKeys.Amount, LocaleKeys.Currency),
        MoneySign = Pattern(section["money_sign"], values, LocaleKeys.Amount, LocaleKeys.Currency),
        Currencies = Signs(section["currencies"], values),
    };

    private static string? Word(YamlNode? node, Values values) => values.Text(node, KnowledgeLimits.LabelLengthMax);

    private static ImmutableArray<string> Words(YamlNode? node, Values values) =>
        [.. values.Items(node).Select(item => Word(item, values)).OfType<string>()];

    /// <summary>As many names as there are days or months.</summary>
    private static ImmutableArray<string>? Names(YamlNode? node, int count, Values values)
    {
        if (node is null)
        {
            return null;
        }
        var before = values.Findings.Count;
        var names = Words(node, values);
        if (names.Length == count)
        {
            return names;
        }
        if (values.Findings.Count == before)
        {
            values.Findings.Add(KnowledgeRules.WrongNameCount, node.Span, $"There are {names.Length} names; {count} are needed here.");
        }
        return null;
    }

    /// <summary>A text with each of <paramref name="names"/> in single braces, and no other.</summary>
    private static string? Pattern(YamlNode? node, Values values, params ImmutableArray<string> names)
    {
        if (values.Scalar(node, KnowledgeLimits.LabelLengthMax) is not { } scalar || !HasOnly(scalar, names, values))
        {
            return null;
        }
        foreach (var name in names.Where(name => !LocaleKeys.Has(scalar.Text, name)))
        {
            values.Findings.Add(KnowledgeRules.PlaceholderMissing, scalar.Span, $"'{{{name}}}' is missing in '{scalar.Text}'.");
            return null;
        }
        return scalar.Text.Trim();
    }

    private static bool HasOnly(YamlScalar scalar, ImmutableArray<string> names, Values values)
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

    private static DurationUnit? Unit(YamlScalar key, Values values) => values.Choice(key, [.. Units.Keys.Order(StringComparer.Ordinal)]) is { } unit ? Units[unit] : null;

    /// <summary>A form for each plural category that whole numbers need. Only a form that serves one number may leave it out.</summary>
    private static ImmutableDictionary<string, string> Forms(YamlNode node, PluralRules plurals, Values values)
    {
        var forms = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (category, value) in values.Pairs(node))
        {
            if (values.Choice(category, plurals.Forms) is not { } known
                || values.Scalar(value, KnowledgeLimits.LabelLengthMax) is not { } scalar
                || !HasOnly(scalar, [LocaleKeys.Count], values))
            {
                continue;
            }
            forms[known] = scalar.Text.Trim();
            if (!LocaleKeys.Has(scalar.Text, LocaleKeys.Count) && !ServesOneNumber(plurals, plurals.Forms.IndexOf(known)))
            {
                values.Findings.Add(
                    KnowledgeRules.PlaceholderMissing, scalar.Span, $"'{{count}}' is missing: the form '{known}' serves several numbers.");
            }
        }
        var missing = plurals.Forms.Take(plurals.FormsMin).Where(category => !forms.ContainsKey(category)).ToList();
        if (missing.Count > 0)
        {
            values.Findings.Add(KnowledgeRules.PluralFormMissing, node.Span, $"Forms are missing: {string.Join(", ", missing)}.");
            return ImmutableDictionary<string, string>.Empty;
        }
        return forms.ToImmutable();
    }

    private static bool ServesOneNumber(PluralRules plurals, int form) =>
        Enumerable.Range(0, CountsTried).Count(halves => plurals.FormFor(halves / 2m) == form) <= 1;

    private static ImmutableDictionary<string, string> Signs(YamlNode? node, Values values)
    {
        var signs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (code, value) in values.Pairs(node))
        {
            if (values.Formed(code, KnowledgeRules.BadCurrency, "a currency", text => Currencies.Find(text) == text) is { } known
                && Word(value, values) is { } sign)
            {
                signs[known] = sign;
            }
        }
        return signs.ToImmutable();
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
