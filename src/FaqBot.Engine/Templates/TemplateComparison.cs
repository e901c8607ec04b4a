namespace FaqBot.Engine;

/// <summary>How values are compared. Numbers go with numbers, texts with texts by their code units, facts with facts of their kind;
/// a fact with a number goes by <see cref="Fact.Amount"/>, a fact with a text by what it prints. Anything else is neither equal nor
/// in order.</summary>
internal static class TemplateComparison
{
    private const int FractionDigitsMax = 6;

    /// <summary>Only nothing and false are false.</summary>
    public static bool IsTrue(TemplateValue value) => value is not (TemplateValue.Nil or TemplateValue.Bool { Value: false });

    /// <summary>A text or a list with nothing in it.</summary>
    public static bool IsEmpty(TemplateValue value) => value is TemplateValue.Text { Value: "" } or TemplateValue.List { Items.Count: 0 };

    /// <summary>Nothing, false, nothing but whitespace, or a list with nothing in it.</summary>
    public static bool IsBlank(TemplateValue value) =>
        !IsTrue(value) || IsEmpty(value) || (value is TemplateValue.Text { Value: var text } && string.IsNullOrWhiteSpace(text));

    /// <summary>The number that a value is, or that a text writes; null for anything else.</summary>
    public static decimal? NumberOf(TemplateValue value) => value switch
    {
        TemplateValue.Number { Value: var number } => number,
        TemplateValue.OfFact { Value: var fact } => fact.Amount,
        TemplateValue.Text { Value: var text } => NumberIn(text.AsSpan().Trim()),
        _ => null,
    };

    public static bool AreEqual(TemplateValue left, TemplateValue right, Locale locale) => (left, right) switch
    {
        (TemplateValue.Nil, TemplateValue.Nil) => true,
        (TemplateValue.Bool a, TemplateValue.Bool b) => a.Value == b.Value,
        (TemplateValue.List or TemplateValue.Map, _) => ReferenceEquals(left, right),
        (TemplateValue.OfFact { Value: var fact }, TemplateValue.Text { Value: var text }) => fact.Print(locale) == text,
        (TemplateValue.Text { Value: var text }, TemplateValue.OfFact { Value: var fact }) => fact.Print(locale) == text,
        _ => Order(left, right, locale) == 0,
    };

    /// <summary>Negative, zero or positive; null where the two have no order.</summary>
    public static int? Order(TemplateValue left, TemplateValue right, Locale locale) => (left, right) switch
    {
        (TemplateValue.Number a, TemplateValue.Number b) => a.Value.CompareTo(b.Value),
        (TemplateValue.Text a, TemplateValue.Text b) => string.CompareOrdinal(a.Value, b.Value),
        (TemplateValue.Date a, TemplateValue.Date b) => a.Value.CompareTo(b.Value),
        (TemplateValue.OfFact a, TemplateValue.OfFact b) => Order(a.Value, b.Value, locale),
        (TemplateValue.OfFact { Value.Amount: { } amount }, TemplateValue.Number b) => amount.CompareTo(b.Value),
        (TemplateValue.Number a, TemplateValue.OfFact { Value.Amount: { } amount }) => a.Value.CompareTo(amount),
        (TemplateValue.OfFact { Value: Fact.Text a }, TemplateValue.Text b) => string.CompareOrdinal(a.Print(locale), b.Value),
        (TemplateValue.Text a, TemplateValue.OfFact { Value: Fact.Text b }) => string.CompareOrdinal(a.Value, b.Print(locale)),
        _ => null,
    };

    private static int? Order(Fact left, Fact right, Locale locale) => (left, right) switch
    {
        (Fact.Money a, Fact.Money b) => a.Currency == b.Currency ? a.Value.CompareTo(b.Value) : null,
        (Fact.Number a, Fact.Number b) => a.Value.CompareTo(b.Value),
        (Fact.Percent a, Fact.Percent b) => a.Value.CompareTo(b.Value),
        (Fact.Quantity a, Fact.Quantity b) when a.Unit == b.Unit => Order((a.From, a.To), (b.From, b.To)),
        (Fact.Duration a, Fact.Duration b) => Order(a, b),
        (Fact.Time a, Fact.Time b) => a.Value.CompareTo(b.Value),
        (Fact.Text or Fact.Url, Fact.Text or Fact.Url) => string.CompareOrdinal(left.Print(locale), right.Print(locale)),
        _ => null,
    };

    private static decimal? NumberIn(ReadOnlySpan<char> text) =>
        NumberScanner.Scan(text, FractionDigitsMax, out var number, out var length) == NumberScan.Read && length == text.Length
            ? number
            : null;

    /// <summary>By the lower ends, then by the upper ones.</summary>
    private static int Order((decimal From, decimal? To) left, (decimal From, decimal? To) right)
    {
        var byFrom = left.From.CompareTo(right.From);
        return byFrom != 0 ? byFrom : (left.To ?? left.From).CompareTo(right.To ?? right.From);
    }

    /// <summary>In doubles where units differ: whole seconds are exact up to 2^53, and nothing overflows.</summary>
    private static int Order(Fact.Duration left, Fact.Duration right)
    {
        if (left.Unit == right.Unit)
        {
            return Order((left.From, left.To), (right.From, right.To));
        }

        var (leftSeconds, rightSeconds) = (Seconds(left.Unit), Seconds(right.Unit));
        var byFrom = ((double)left.From * leftSeconds).CompareTo((double)right.From * rightSeconds);
        return byFrom != 0
            ? byFrom
            : ((double)(left.To ?? left.From) * leftSeconds).CompareTo((double)(right.To ?? right.From) * rightSeconds);
    }

    private static double Seconds(DurationUnit unit)
    {
        const double day = 24 * 60 * 60;
        return unit switch
        {
            DurationUnit.Second => 1,
            DurationUnit.Minute => 60,
            DurationUnit.Hour => 60 * 60,
            DurationUnit.WorkingDay => day * 7 / 5,
            DurationUnit.Week => day * 7,
            DurationUnit.Month => day * 365 / 12,
            DurationUnit.Year => day * 365,
            _ => day,
        };
    }
}
