using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>What a template may name, and in which language it is written.</summary>
public sealed record TemplateDialect
{
    /// <summary><c>facts</c>, <c>shop</c>, <c>law</c> and <c>hours</c>, in no known language.</summary>
    public static TemplateDialect Standard { get; } = new();

    /// <summary>The first names that a path may have; another one is KB108.</summary>
    public FrozenSet<string> Roots { get; private init; } = FrozenSet.Create(StringComparer.Ordinal, "facts", "shop", "law", "hours");

    /// <summary>BCP-47; with it the forms of <c>plural</c> are counted (KB115). Null when unknown: two to
    /// <see cref="TemplateLimits.PluralFormsMax"/> are taken.</summary>
    public string? Language { get; init; }

    /// <summary>What may be written for units of time, as an argument of <c>duration</c>.</summary>
    public FactWords Words { get; init; } = FactWords.Format;

    /// <summary>The same with further roots, e.g. what a dialog knows.</summary>
    public TemplateDialect WithRoots(IEnumerable<string> roots) =>
        this with { Roots = Roots.Concat(roots).ToFrozenSet(StringComparer.Ordinal) };
}
