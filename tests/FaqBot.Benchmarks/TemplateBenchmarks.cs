using BenchmarkDotNet.Attributes;
using FaqBot.Engine;

namespace FaqBot.Benchmarks;

/// <summary>One typical answer: three facts, a test, a plural.</summary>
[MemoryDiagnoser]
public class TemplateBenchmarks
{
    private const string Source =
        "Kurier kosztuje {{ facts.courier_price }}, dostawa trwa {{ facts.courier_time }}."
        + "{% if facts.free_shipping_from %} Od {{ facts.free_shipping_from }} wysyłka jest gratis.{% endif %}"
        + " Na zwrot masz {{ facts.return_days }} {{ facts.return_days | plural: 'dzień', 'dni', 'dni' }}.";

    private static readonly SourceSpan Origin = new("knowledge/demo/faq/shipping.yaml", 1, 1);

    private readonly Template template = Parsed();
    private readonly TemplateScope scope = Scope();

    [Benchmark]
    public string Render() => template.Render(scope);

    /// <summary>Returns a number: the code that BenchmarkDotNet generates does not see our types.</summary>
    [Benchmark]
    public int Parse() => Parsed().Needs.Length;

    private static Template Parsed() =>
        Template.Parse(Source, Origin, []) ?? throw new InvalidOperationException("The benchmark's template has errors.");

    private static TemplateScope Scope()
    {
        var facts = new Dictionary<string, string>
        {
            ["courier_price"] = "14.99 PLN",
            ["courier_time"] = "1-2 days",
            ["free_shipping_from"] = "200 PLN",
            ["return_days"] = "14",
        }.ToDictionary(fact => fact.Key, fact => Fact.Parse(fact.Value).Fact);
        return new TemplateScope(Locales.None["pl"], new Dictionary<string, TemplateValue>
        {
            ["facts"] = new TemplateValue.Map(name =>
                facts.GetValueOrDefault(name) is { } fact ? new TemplateValue.OfFact(fact) : new TemplateValue.Nil()),
        });
    }
}
