using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>The filters that print by the language of the answer. What is of no use to a filter prints as it would without it.</summary>
internal static class LanguageFilters
{
    /// <summary>A number with a currency (<c>14.99 | money: "PLN"</c>), a text such as "14.99 PLN", or a fact.</summary>
    public static TemplateValue Money(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var currency = arguments.Length > 0 ? Currencies.Find(run.Print(arguments[0])) : null;
        if (currency is not null && BareNumber(input) is { } amount)
        {
            return Text(run.Locale.Numbers.Money(amount, currency));
        }

        return Text(Read(run, input, FactType.Money) is { } money ? money.Print(run.Locale) : run.Print(input));
    }

    /// <summary>Grouped thousands and the decimal mark of the language.</summary>
    public static TemplateValue Number(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Text(BareNumber(input) is { } number ? run.Locale.Numbers.Number(number) : run.Print(input));

    /// <summary>A date, or a text that begins with one in ISO 8601.</summary>
    public static TemplateValue Date(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        LocalDate? date = input switch
        {
            TemplateValue.Date { Value: var given } => given,
            TemplateValue.Text { Value: var text } => DateIn(text),
            _ => null,
        };
        return Text(date is { } day ? run.Locale.Date(day) : run.Print(input));
    }

    /// <summary>A number with a unit (<c>14 | duration: "days"</c>), a text such as "1-2 days", or a fact.</summary>
    public static TemplateValue Duration(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var unit = arguments.Length > 0 ? run.Locale.Words.Unit(run.Print(arguments[0])) : null;
        if (unit is not null && BareNumber(input) is { } count)
        {
            return Text(new Fact.Duration(count, null, unit.Value).Print(run.Locale));
        }

        return Text(Read(run, input, FactType.Duration) is { } duration ? duration.Print(run.Locale) : run.Print(input));
    }

    /// <summary>The form of a word that goes with a number, without the number; of a range its upper end counts ("1-2 dni").
    /// Where a form is missing (a fraction) or the input is no number, the last one given serves.</summary>
    public static TemplateValue Plural(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var count = input is TemplateValue.OfFact { Value: Fact.Duration { To: { } until } } ? until
            : input is TemplateValue.OfFact { Value: Fact.Quantity { To: { } to } } ? to
            : TemplateComparison.NumberOf(input);
        var form = count is { } number ? PluralRules.Of(run.Locale.Language).FormFor(number) : arguments.Length;
        return arguments[Math.Min(form, arguments.Length - 1)];
    }

    private static decimal? BareNumber(TemplateValue value) => value is TemplateValue.OfFact and not { Value: Fact.Number }
        ? null
        : TemplateComparison.NumberOf(value);

    private static Fact? Read(TemplateRun run, TemplateValue value, FactType type) => value switch
    {
        TemplateValue.Text { Value: var text } => Fact.Parse(text, type, run.Locale.Words).Fact,
        TemplateValue.OfFact { Value: var fact } => fact,
        _ => null,
    };

    /// <summary>Reads ISO 8601, with or without a time behind it; null for anything else.</summary>
    private static LocalDate? DateIn(string text)
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

    private static TemplateValue.Text Text(string value) => new(value);
}
