using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class TemplateLimitTests
{
    private static readonly Config ManyCases = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly string[] Fragments =
    [
        "{{", "}}", "{%", "%}", "{{-", "-}}", "{%-", "-%}", " ", "\n", "if ", "elsif ", "else", "endif", "unless ", "endunless", "comment",
        "endcomment", "raw", "endraw", "#", "for x", "facts", "facts.a", "shop.b", "shop", "[", "]", ".", "|", ":", ",", "'", "\"", "'x'",
        "1", "-2.5", "==", "<", ">=", "contains", "and", "or", "nil", "blank", "default: 1", "plural: 1, 2", "replace: '', shop.b",
        "truncate: 3", "{{ facts.a }}", "{{ shop.b | size }}", "{% if facts.a > 1 %}", "{% endif %}", "{% else %}", "ż", "👍", "\uD83D",
    ];

    private static readonly string[] Filters =
    [
        "money", "money: 'PLN'", "number", "date", "duration", "duration: 'days'", "plural: 'a', shop.b", "default: facts.a",
        "append: shop.b", "prepend: list", "capitalize", "upcase", "downcase",
        "strip", "lstrip", "rstrip", "strip_newlines", "replace: '', shop.b",
        "replace: shop.b, list", "replace_first: shop.b, 'x'", "remove: shop.b", "remove_first: list", "truncate: facts.a, shop.b",
        "truncatewords: facts.a", "slice: facts.a, facts.a", "slice: -3, 2", "size",
    ];

    [Fact]
    public void Parsing_never_throws_and_says_why_it_fails() => Check.One(ManyCases, Prop.ForAll(
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""),
            Gen.Elements(Fragments).ListOf().Select(string.Concat)).ToArbitrary(),
        text =>
        {
            var diagnostics = new List<Diagnostic>();
            var template = Template.Parse(text, TemplateDriver.Origin, diagnostics);
            return template is null == diagnostics.Exists(diagnostic => diagnostic.Severity == Severity.Error);
        }));

    [Fact]
    public void Rendering_throws_nothing_but_the_limit()
    {
        var expressions = Gen.Elements("facts.a", "shop.b", "list", "list[0]", "list[facts.a]", "1.5", "'x'").SelectMany(
            value => Gen.Elements(Filters).ListOf().Select(filters => string.Join(" | ", filters.Take(6).Prepend(value))));
        var conditions = Gen.Elements("==", "!=", "<", ">=", "contains").SelectMany(
            comparison => Gen.Elements("facts.a", "shop.b", "list", "1", "'x'", "nil", "blank", "true").Two()
                .Select(pair => $"{pair.Item1} {comparison} {pair.Item2}"));

        Check.One(ManyCases, Prop.ForAll(
            expressions.ToArbitrary(),
            conditions.ToArbitrary(),
            Gen.Zip(Values(), Values()).Zip(Gen.Elements("pl", "en", "ar", "xx", "")).ToArbitrary(),
            (expression, condition, given) =>
            {
                var ((first, second), language) = given;
                var roots = new Dictionary<string, TemplateValue>
                {
                    ["facts"] = new TemplateValue.Map(_ => first),
                    ["shop"] = new TemplateValue.Map(_ => second),
                    ["list"] = new TemplateValue.List([first, second, new TemplateValue.List([first])]),
                };
                var template = TemplateDriver.Parse($"{{% if {condition} %}}x{{% endif %}}{{{{ {expression} }}}}", "list");
                return RendersOrStops(template, TemplateDriver.Scope(language, roots));
            }));
    }

    [Fact]
    public void A_text_that_grows_too_long_stops_the_rendering()
    {
        var roots = new Dictionary<string, TemplateValue> { ["shop"] = new TemplateValue.Text(new string('a', 5_000)) };
        var scope = TemplateDriver.Scope("en", roots);

        Assert.Throws<TemplateLimitException>(() => TemplateDriver.Render("{{ shop }}{{ shop }}{{ shop }}{{ shop }}", scope));
        Assert.Throws<TemplateLimitException>(() => TemplateDriver.Render("{{ shop | replace: '', shop | size }}", scope));
        Assert.Throws<TemplateLimitException>(() => TemplateDriver.Render("{{ shop | replace: 'a', shop | size }}", scope));
        Assert.Throws<TemplateLimitException>(
            () => TemplateDriver.Render("{{ shop | append: shop | append: shop | append: shop | size }}", scope));
    }

    [Fact]
    public void A_long_list_is_not_searched_for_ever()
    {
        var items = Enumerable.Repeat<TemplateValue>(new TemplateValue.Number(1), TemplateLimits.RenderStepsMax);
        var list = new TemplateValue.List([.. items]);
        var scope = TemplateDriver.Scope("en", new Dictionary<string, TemplateValue> { ["shop"] = list });

        Assert.Throws<TemplateLimitException>(() => TemplateDriver.Render("{% if shop contains 2 %}x{% endif %}", scope));
        Assert.Throws<TemplateLimitException>(() => TemplateDriver.Render("{{ shop }}", scope));
    }

    private static bool RendersOrStops(Template template, TemplateScope scope)
    {
        try
        {
            return template.Render(scope).Length <= TemplateLimits.OutputCharactersMax;
        }
        catch (TemplateLimitException)
        {
            return true;
        }
    }

    private static Gen<TemplateValue> Values() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>().Select(TemplateValue (text) => new TemplateValue.Text(text ?? "")),
        Gen.Choose(0, 6_000).Select(TemplateValue (length) => new TemplateValue.Text(new string('a', length))),
        ArbMap.Default.GeneratorFor<decimal>().Select(TemplateValue (number) => new TemplateValue.Number(number)),
        ArbMap.Default.GeneratorFor<bool>().Select(TemplateValue (flag) => new TemplateValue.Bool(flag)),
        Gen.Elements<TemplateValue>(
            new TemplateValue.Nil(),
            new TemplateValue.Number(decimal.MaxValue),
            new TemplateValue.Number(decimal.MinValue),
            new TemplateValue.Date(LocalDate.MinIsoValue),
            new TemplateValue.Date(LocalDate.MaxIsoValue),
            new TemplateValue.List([]),
            new TemplateValue.Text("\uD83D"),
            new TemplateValue.OfFact(new Fact.Duration(decimal.MaxValue, null, DurationUnit.Year)),
            new TemplateValue.OfFact(new Fact.Duration(1, 2, DurationUnit.Day)),
            new TemplateValue.OfFact(new Fact.Money(decimal.MaxValue, "PLN")),
            new TemplateValue.OfFact(new Fact.Quantity(-1, decimal.MaxValue, "%")),
            new TemplateValue.OfFact(new Fact.Percent(decimal.MinValue)),
            new TemplateValue.OfFact(new Fact.Time(LocalTime.MaxValue)),
            new TemplateValue.OfFact(new Fact.Url("https://sklep.example")),
            new TemplateValue.OfFact(new Fact.Text(new Dictionary<string, string> { ["pl"] = "tak" }))));
}
