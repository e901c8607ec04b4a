using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>How one language says days, dates, lengths of time, numbers and money: words and patterns of <c>locales.yaml</c>, plural rules
/// of CLDR. What is stated nowhere is said without words: digits, dates in ISO 8601, signs of SI, codes of currencies. Immutable.</summary>
public sealed class Locale
{
    private readonly LocaleStatement stated;
    private readonly PluralRules plurals;

    internal Locale(string language, LocaleStatement stated, FactWords words)
    {
        this.stated = stated;
        plurals = PluralRules.Of(language);
        Language = language;
        Words = words;
        Numbers = new NumberFormat(stated.Numbers);
        Schedules = new ScheduleWords(stated);
    }

    /// <summary>BCP-47.</summary>
    public string Language { get; }

    /// <summary>What the language calls itself, e.g. <c>Polski</c>; its code where nobody says.</summary>
    public string Name => stated.Writing.Name ?? Language;

    /// <summary>Which way it is written, as HTML says it: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => stated.Writing.Direction ?? LocaleKeys.LeftToRight;

    /// <summary>What authors may write for units of time and currencies, in any language of the files.</summary>
    internal FactWords Words { get; }

    internal NumberFormat Numbers { get; }

    internal ScheduleWords Schedules { get; }

    /// <summary>2026-11-21: pl <c>21 listopada 2026</c>, en <c>21 November 2026</c>; without months <c>2026-11-21</c>.</summary>
    internal string Date(LocalDate date) => stated.Months is { } months
        ? LocalePattern.Fill(
            stated.Date ?? "{day} {month} {year}",
            (LocalePattern.Day, date.Day.ToString(CultureInfo.InvariantCulture)),
            (LocalePattern.Month, months[date.Month - 1]),
            (LocalePattern.Year, date.Year.ToString(CultureInfo.InvariantCulture)))
        : LocalDatePattern.Iso.Format(date);

    /// <summary>Whether a folded word is the name of a month.</summary>
    internal bool IsMonth(string folded) =>
        stated.Months is { } months && months.Any(month => Wording.Of(month) == folded);

    /// <summary>24 hours: pl <c>24 godziny</c>; of a range its upper end counts, <c>1-2 dni</c>. Without words by the sign (<c>24 h</c>);
    /// null where the unit has neither.</summary>
    internal string? Duration(decimal from, decimal? to, DurationUnit unit)
    {
        if (stated.Durations.TryGetValue(unit, out var forms))
        {
            return LocalePattern.Fill(Form(forms, to ?? from, isRange: to is not null), (LocalePattern.Count, Range(from, to)));
        }
        return Sign(unit) is var (sign, factor) ? $"{Range(from * factor, to * factor)} {sign}" : null;
    }

    /// <summary>A form may stand without its number ("two days" in one word), which a range needs: there the last one that has it serves,
    /// the general one of CLDR's order.</summary>
    private string Form(ImmutableDictionary<string, string> forms, decimal count, bool isRange)
    {
        var form = forms.GetValueOrDefault(plurals.Forms[plurals.FormFor(count)], forms[plurals.Forms[plurals.FormsMin - 1]]);
        return isRange && !LocalePattern.Has(form, LocalePattern.Count)
            ? plurals.Forms
                .Take(plurals.FormsMin)
                .Select(category => forms[category])
                .Last(other => LocalePattern.Has(other, LocalePattern.Count))
            : form;
    }

    private string Range(decimal from, decimal? to) =>
        to is { } last ? $"{Numbers.Number(from)}-{Numbers.Number(last)}" : Numbers.Number(from);

    /// <summary>Source: BIPM, The International System of Units, 9th edition, 2.3.1 and table 8. Months, years and working days have no
    /// sign that everybody reads.</summary>
    private static (string Sign, decimal Factor)? Sign(DurationUnit unit) => unit switch
    {
        DurationUnit.Second => ("s", 1),
        DurationUnit.Minute => ("min", 1),
        DurationUnit.Hour => ("h", 1),
        DurationUnit.Day => ("d", 1),
        DurationUnit.Week => ("d", 7),
        _ => null,
    };

    /// <summary>Whether lengths in <paramref name="unit"/> can be said.</summary>
    internal bool CanSay(DurationUnit unit) => stated.Durations.ContainsKey(unit) || Sign(unit) is not null;
}
