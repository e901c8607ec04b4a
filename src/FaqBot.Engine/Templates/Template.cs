using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A compiled text in the Liquid subset of <c>docs/knowledge-format.md</c>.</summary>
public sealed class Template
{
    private Template(string source) => Source = source;

    /// <summary>As written.</summary>
    public string Source { get; }

    /// <summary>Names of facts without which the template has nothing to say: printed outside an <c>if</c> that tests them. Ordered.</summary>
    public ImmutableArray<string> Needs { get; } = [];

    /// <summary>Names of all facts that the template mentions. Ordered.</summary>
    public ImmutableArray<string> Reads { get; } = [];

    /// <summary>Parses <paramref name="text"/>; null if it has errors, all of which are added to <paramref name="diagnostics"/>.</summary>
    /// <param name="text">The template.</param>
    /// <param name="origin">Where its first character stands, so that findings point into the author's file.</param>
    /// <param name="diagnostics">Collects findings.</param>
    public static Template? Parse(string text, SourceSpan origin, ICollection<Diagnostic> diagnostics) => new(text);

    /// <summary>The text for these values. Stops at the limits of <c>docs/operating.md</c> by throwing <see cref="InvalidOperationException"/>.</summary>
    public string Render(TemplateScope scope) => Source;
}

/// <summary>What a template can see.</summary>
/// <param name="Language">BCP-47; decides how facts, numbers and dates print.</param>
/// <param name="Roots">By first name: <c>facts</c>, <c>shop</c>, <c>law</c>, <c>hours</c> and what a dialog knows.</param>
public sealed record TemplateScope(string Language, IReadOnlyDictionary<string, TemplateValue> Roots);

/// <summary>A value inside a template.</summary>
public abstract record TemplateValue
{
    private TemplateValue()
    {
    }

    /// <summary>Nothing; prints as nothing and is false.</summary>
    public sealed record Nil : TemplateValue;

    /// <summary>True or false.</summary>
    public sealed record Bool(bool Value) : TemplateValue;

    /// <summary>A number.</summary>
    public sealed record Number(decimal Value) : TemplateValue;

    /// <summary>A text.</summary>
    public sealed record Text(string Value) : TemplateValue;

    /// <summary>A date of the calendar.</summary>
    public sealed record Date(NodaTime.LocalDate Value) : TemplateValue;

    /// <summary>A typed fact of the shop.</summary>
    public sealed record OfFact(Fact Value) : TemplateValue;

    /// <summary>Values in order.</summary>
    public sealed record List(IReadOnlyList<TemplateValue> Items) : TemplateValue;

    /// <summary>Named values; a name that is missing is <see cref="Nil"/>. The look-up may compute.</summary>
    public sealed record Map(Func<string, TemplateValue> Find) : TemplateValue;
}
