namespace FaqBot.Engine;

/// <summary>A typed value that a shop states, e.g. <c>14.99 PLN</c> or <c>1-2 days</c>; prints by the language of the answer.</summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>As a customer reads it: <c>14,99 zł</c>, <c>PLN 14.99</c>, <c>1-2 dni</c>, <c>24 hours</c>, <c>98%</c>, <c>5-25 °C</c>.</summary>
    public abstract string Print(string language);

    /// <summary>A phrase in each language; one without languages serves all.</summary>
    public sealed record Text(IReadOnlyDictionary<string, string> ByLanguage) : Fact
    {
        /// <inheritdoc/>
        public override string Print(string language) => ByLanguage.TryGetValue(language, out var text) ? text : "";
    }
}
