namespace FaqBot.Engine;

/// <summary>The types of facts, spelled in lower case in files and documents.</summary>
public enum FactType
{
    /// <summary><c>14.99 PLN</c></summary>
    Money,

    /// <summary><c>14</c></summary>
    Number,

    /// <summary><c>98%</c></summary>
    Percent,

    /// <summary><c>5-25 °C</c></summary>
    Quantity,

    /// <summary><c>1-2 days</c></summary>
    Duration,

    /// <summary><c>14:00</c></summary>
    Time,

    /// <summary><c>https://sklep.example/zwroty</c></summary>
    Url,

    /// <summary>Any phrase.</summary>
    Text,
}

/// <summary>A fact, or why there is none. The caller knows the file and the line, and makes the <see cref="Diagnostic"/>.</summary>
/// <param name="Fact">Null if and only if the text is not a fact of the type.</param>
/// <param name="Problem">What is wrong, as a sentence; empty where there is a fact.</param>
/// <param name="Hint">What to write instead, as a sentence; empty where there is a fact.</param>
public sealed record FactReading(Fact? Fact, string Problem, string Hint)
{
    internal static FactReading Of(Fact fact) => new(fact, "", "");

    internal static FactReading Refused(string problem, string hint) => new(null, problem, hint);
}
