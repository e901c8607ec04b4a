namespace FaqBot.Engine;

/// <summary>What can be said of a filter's arguments before anything is rendered.</summary>
internal static class FilterCheck
{
    /// <summary>Whether the arguments are fine; else it is reported.</summary>
    public static bool IsFine(
        TemplateFilter filter, int offset, IReadOnlyList<Expression> arguments, TemplateDialect dialect, TemplateFindings findings)
    {
        if (arguments.Count < filter.ArgumentsMin || arguments.Count > filter.ArgumentsMax)
        {
            findings.Error(
                TemplateFindings.FilterArguments,
                offset,
                $"'{filter.Name}' takes {Range(filter)}, not {arguments.Count}.",
                $"Write e.g. {filter.Example}.");
            return false;
        }

        return (filter.Name, arguments) switch
        {
            (TemplateFilter.Money, [Expression.Literal { Value: var currency }]) =>
                IsKnown(currency, word => Currencies.Find(word) is not null, "currency", filter, offset, findings),
            (TemplateFilter.Duration, [Expression.Literal { Value: var unit }]) =>
                IsKnown(unit, word => dialect.Words.Unit(word) is not null, "unit of time", filter, offset, findings),
            (TemplateFilter.Plural, _) when dialect.Language is { } language => AreFormsOf(language, arguments.Count, offset, findings),
            _ => true,
        };
    }

    private static string Range(TemplateFilter filter) => (filter.ArgumentsMin, filter.ArgumentsMax) switch
    {
        (0, 0) => "no arguments",
        (1, 1) => "one argument",
        var (min, max) => $"{min} to {max} arguments",
    };

    private static bool IsKnown(
        TemplateValue literal, Func<string, bool> knows, string what, TemplateFilter filter, int offset, TemplateFindings findings)
    {
        if (literal is TemplateValue.Text { Value: var word } && knows(word))
        {
            return true;
        }

        findings.Error(
            TemplateFindings.ArgumentValue, offset, $"'{filter.Name}' does not know this {what}.", $"Write e.g. {filter.Example}.");
        return false;
    }

    private static bool AreFormsOf(string language, int count, int offset, TemplateFindings findings)
    {
        var rules = PluralRules.Of(language);
        if (count >= rules.FormsMin && count <= rules.Forms.Length)
        {
            return true;
        }

        var hasFractionForm = rules.Forms.Length > rules.FormsMin;
        var expected = hasFractionForm ? $"{rules.FormsMin} or {rules.Forms.Length}" : $"{rules.FormsMin}";
        var mayOmit = hasFractionForm ? "; the last, for fractions, may be left out" : "";
        findings.Error(
            TemplateFindings.PluralForms,
            offset,
            $"'plural' has {count} forms of the word; '{language}' has {expected}.",
            $"Give them in this order: {string.Join(", ", rules.Forms)}{mayOmit}.");
        return false;
    }
}
