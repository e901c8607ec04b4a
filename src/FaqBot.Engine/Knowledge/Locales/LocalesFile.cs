using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Reads <c>dialogs/locales.yaml</c> or a shop's own: words and patterns by language.</summary>
internal static class LocalesFile
{
    /// <summary>Far more than any plural rule repeats after, so that what serves one number here serves one number.</summary>
    private const int CountsTried = 300;

    /// <summary>What is stated of each language, by its code.</summary>
    public static ImmutableDictionary<string, LocaleStatement> Read(YamlNode? root, Values values)
    {
        var statements = ImmutableDictionary.CreateBuilder<string, LocaleStatement>(StringComparer.Ordinal);
        foreach (var (language, value) in LocaleKeys.File.Read(root, values))
        {
            if (LocaleKeys.Language.Read(value, values) is { } section)
            {
                statements[language.Text] = Statement(section, PluralRules.Of(language.Text), values);
            }
        }
        return statements.ToImmutable();
    }

    private static LocaleStatement Statement(Section section, PluralRules plurals, Values values) => new()
    {
        Span = section.Span,
        Writing = new(section.Read(LocaleKeys.Name), section.Read(LocaleKeys.Direction)),
        Days = section.Read(LocaleKeys.Days),
        OnDays = section.Read(LocaleKeys.OnDays),
        Months = section.Read(LocaleKeys.Months),
        Date = section.Read(LocaleKeys.Date),
        ShortDate = section.Read(LocaleKeys.ShortDate),
        Moment = section.Read(LocaleKeys.Moment),
        Today = section.Read(LocaleKeys.Today),
        Tomorrow = section.Read(LocaleKeys.Tomorrow),
        EveryDay = section.Read(LocaleKeys.EveryDay),
        Closed = section.Read(LocaleKeys.Closed),
        ClosedOnHolidays = section.Read(LocaleKeys.ClosedOnHolidays),
        And = section.Read(LocaleKeys.And),
        Comma = section.Read(LocaleKeys.Comma)?.Text,
        Durations = Durations(section.Read(LocaleKeys.Durations), plurals, values),
        Spellings = Spellings(section.Read(LocaleKeys.Spellings)),
        Numbers = Numbers(section, values),
    };

    private static NumberStatement Numbers(Section section, Values values) => new()
    {
        DecimalMark = section.Read(LocaleKeys.Decimal) is { } mark ? LocaleKeys.Marks[mark][0] : null,
        GroupMark = section.Read(LocaleKeys.Group) is { } group ? LocaleKeys.Marks[group] : null,
        MoneyGroupDigitsMin = section.Read(LocaleKeys.MoneyGroupFrom),
        Percent = section.Read(LocaleKeys.Percent),
        Money = section.Read(LocaleKeys.Money),
        MoneySign = section.Read(LocaleKeys.MoneySign),
        Currencies = section.Read(LocaleKeys.CurrencySigns)
            .Select(pair => (Code: pair.Key.Text, Sign: LocaleKeys.Word.Read(pair.Value, values) ?? ""))
            .Where(currency => currency.Sign.Length > 0)
            .ToImmutableDictionary(currency => currency.Code, currency => currency.Sign, StringComparer.Ordinal),
    };

    private static ImmutableDictionary<DurationUnit, ImmutableArray<string>> Spellings(Section? section) =>
        section is null
            ? ImmutableDictionary<DurationUnit, ImmutableArray<string>>.Empty
            : LocaleKeys.UnitSpellings
                .Where(unit => section[unit.Key] is not null)
                .ToImmutableDictionary(unit => unit.Unit, unit => section.Read(unit.Key));

    private static ImmutableDictionary<DurationUnit, ImmutableDictionary<string, string>> Durations(
        Section? section, PluralRules plurals, Values values)
    {
        var durations = ImmutableDictionary.CreateBuilder<DurationUnit, ImmutableDictionary<string, string>>();
        foreach (var (key, unit) in LocaleKeys.UnitForms)
        {
            if (section?.Read(key) is { } forms && Forms(forms, plurals, values) is { IsEmpty: false } read)
            {
                durations[unit] = read;
            }
        }
        return durations.ToImmutable();
    }

    /// <summary>A form for each plural category that whole numbers need; empty where one is missing.</summary>
    private static ImmutableDictionary<string, string> Forms(Section section, PluralRules plurals, Values values)
    {
        var forms = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var key in LocaleKeys.Forms)
        {
            if (section.Read(key) is { } scalar && IsForm(key, scalar, section.SpanOf(key), plurals, values))
            {
                forms[key.Name] = scalar.Text.Trim();
            }
        }
        var missing = plurals.Forms.Take(plurals.FormsMin).Where(category => !forms.ContainsKey(category)).ToList();
        if (missing.Count == 0)
        {
            return forms.ToImmutable();
        }
        values.Findings.Add(KnowledgeRules.PluralFormsWrong, section.Span, $"Forms are missing: {string.Join(", ", missing)}.");
        return ImmutableDictionary<string, string>.Empty;
    }

    /// <summary>Only a form that serves a single number may leave it out.</summary>
    private static bool IsForm(Key key, YamlScalar scalar, SourceSpan span, PluralRules plurals, Values values)
    {
        if (!plurals.Forms.Contains(key.Name))
        {
            values.Findings.Add(
                KnowledgeRules.PluralFormsWrong, span, $"The language has no form '{key.Name}'.",
                $"It has {string.Join(", ", plurals.Forms)}.");
            return false;
        }
        if (!LocalePattern.Has(scalar.Text, LocalePattern.Count) && !ServesOneNumber(plurals, plurals.Forms.IndexOf(key.Name)))
        {
            values.Findings.Add(
                KnowledgeRules.PlaceholderMissing, scalar.Span, $"'{{count}}' is missing: the form '{key.Name}' serves several numbers.");
            return false;
        }
        return LocaleKeys.HasOnly(scalar, [LocalePattern.Count], values);
    }

    private static bool ServesOneNumber(PluralRules plurals, int form) =>
        Enumerable.Range(0, CountsTried).Count(halves => plurals.FormFor(halves / 2m) == form) <= 1;
}
