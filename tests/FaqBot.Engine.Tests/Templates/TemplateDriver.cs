using System.Text.Json;

namespace FaqBot.Engine.Tests;

/// <summary>Parses and renders in one call, and builds values out of JSON.</summary>
internal static class TemplateDriver
{
    public static SourceSpan Origin { get; } = new("knowledge/demo/faq/shipping.yaml", 12, 10);

    public static TemplateScope Scope(string language, IReadOnlyDictionary<string, TemplateValue> roots) =>
        new(Shipped.Locale(language), roots);

    /// <summary>A scope in which the facts are stated as in <c>shop.yaml</c>.</summary>
    public static TemplateScope Facts(string language, params (string Name, string Text)[] facts)
    {
        var stated = facts.ToDictionary(fact => fact.Name, fact => Shipped.Parse(fact.Text).Fact);
        return Scope(language, new Dictionary<string, TemplateValue>
        {
            ["facts"] = new TemplateValue.Map(name =>
                stated.GetValueOrDefault(name) is { } fact ? new TemplateValue.OfFact(fact) : new TemplateValue.Nil()),
        });
    }

    public static Template Parse(string source, params string[] roots)
    {
        var diagnostics = new List<Diagnostic>();
        var template =
            Template.Parse(source, Origin, diagnostics, TemplateDialect.Standard.WithRoots(roots) with { Words = Shipped.Words });
        return template ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
    }

    public static IReadOnlyList<Diagnostic> Findings(string source, string? language = null)
    {
        var diagnostics = new List<Diagnostic>();
        Template.Parse(source, Origin, diagnostics, TemplateDialect.Standard with { Language = language, Words = Shipped.Words });
        return diagnostics;
    }

    public static string Render(string source, TemplateScope scope) => Parse(source, [.. scope.Roots.Keys]).Render(scope);

    public static string Render(string source, string language = "en") =>
        Render(source, Scope(language, new Dictionary<string, TemplateValue>()));

    public static TemplateValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Map(json.EnumerateObject().ToDictionary(pair => pair.Name, pair => Value(pair.Value))),
        JsonValueKind.Array => new TemplateValue.List([.. json.EnumerateArray().Select(Value)]),
        JsonValueKind.String => new TemplateValue.Text(json.GetString() ?? ""),
        JsonValueKind.Number => new TemplateValue.Number(json.GetDecimal()),
        JsonValueKind.True or JsonValueKind.False => new TemplateValue.Bool(json.GetBoolean()),
        _ => new TemplateValue.Nil(),
    };

    private static TemplateValue.Map Map(Dictionary<string, TemplateValue> values) =>
        new(name => values.GetValueOrDefault(name) ?? new TemplateValue.Nil());
}
