namespace FaqBot.Engine.Tests;

public sealed class TemplateDiagnosticsTests
{
    [Theory]
    [InlineData("a {{ facts.x", "KB101", 3)]
    [InlineData("a {% if facts.x", "KB101", 3)]
    [InlineData("{{ }}", "KB102", 3)]
    [InlineData("{{ facts.x y }}", "KB102", 12)]
    [InlineData("{{ facts.x | }}", "KB102", 14)]
    [InlineData("{{ (1..3) }}", "KB102", 4)]
    [InlineData("{{ facts. }}", "KB102", 11)]
    [InlineData("{{ shop[1 }}", "KB102", 11)]
    [InlineData("{{ [shop] }}", "KB102", 5)]
    [InlineData("{% if %}{% endif %}", "KB102", 6)]
    [InlineData("{% if facts.x = 1 %}{% endif %}", "KB102", 15)]
    [InlineData("{% if facts.x | size > 1 %}{% endif %}", "KB102", 15)]
    [InlineData("{% if facts.x %}{% else facts.y %}{% endif %}", "KB102", 24)]
    [InlineData("{% # one\n two %}", "KB102", 2)]
    [InlineData("{% for x in list %}", "KB103", 1)]
    [InlineData("{% assign x = 1 %}", "KB103", 1)]
    [InlineData("{% %}", "KB103", 1)]
    [InlineData("{% else %}", "KB104", 1)]
    [InlineData("{% endif %}", "KB104", 1)]
    [InlineData("{% if true %}{% else %}{% elsif true %}{% endif %}", "KB104", 24)]
    [InlineData("b{% if true %}", "KB105", 2)]
    [InlineData("b{% comment %}", "KB105", 2)]
    [InlineData("b{% raw %}", "KB105", 2)]
    [InlineData("{{ facts.x | mony }}", "KB106", 14)]
    [InlineData("{{ facts.x | append }}", "KB107", 14)]
    [InlineData("{{ facts.x | upcase: 1 }}", "KB107", 14)]
    [InlineData("{{ facts.x | append: with: 1 }}", "KB107", 22)]
    [InlineData("{{ facts.x | plural: 'day' }}", "KB107", 14)]
    [InlineData("{{ fact.x }}", "KB108", 4)]
    [InlineData("{{ 'x }}", "KB111", 4)]
    [InlineData("{{ 123456789012345678901 }}", "KB111", 4)]
    [InlineData("{{ facts }}", "KB112", 4)]
    [InlineData("{{ facts[shop.x] }}", "KB112", 4)]
    [InlineData("{{ facts.x.size }}", "KB112", 4)]
    [InlineData("{{ 1 | money: 'zlotys' }}", "KB113", 8)]
    [InlineData("{{ 1 | duration: 'fortnight' }}", "KB113", 8)]
    public void A_mistake_is_found_where_it_stands(string source, string id, int column)
    {
        var finding = Assert.Single(TemplateDriver.Findings(source));

        var line = source.Contains('\n', StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal((id, Severity.Error), (finding.Id, finding.Severity));
        Assert.Equal(TemplateDriver.Origin with { Line = 12 + line, Column = 9 + column }, finding.Span);
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        var findings = TemplateDriver.Findings(
            "{{ fact.a }}\n{% if facts.x | size %}{{ facts.b | mony | mony }}{% endfor %}{% for %}{% endfor %}");

        Assert.Equal(
            ["KB108 12:13", "KB102 13:24", "KB106 13:46", "KB106 13:53", "KB103 13:60", "KB103 13:72", "KB105 13:10"],
            findings.Select(finding => $"{finding.Id} {finding.Span.Line}:{finding.Span.Column}"));
    }

    [Fact]
    public void A_diagnostic_reads_like_a_compilers() => Assert.Equal(
        "knowledge/demo/faq/shipping.yaml:12:10: error KB103: There is no tag 'elseif'. Write 'elsif'.",
        Assert.Single(TemplateDriver.Findings("{% elseif %}")).ToString());

    [Fact]
    public void A_single_brace_is_warned_of_and_stays()
    {
        const string source = "Kurier: { facts.x }}.";

        var finding = Assert.Single(TemplateDriver.Findings(source));

        Assert.Equal(("KB114", Severity.Warning, 28), (finding.Id, finding.Severity, finding.Span.Column));
        Assert.Equal(source, TemplateDriver.Render(source));
    }

    [Theory]
    [InlineData("pl", "'a', 'b'", "KB115")]
    [InlineData("pl", "'a', 'b', 'c'", null)]
    [InlineData("pl", "'a', 'b', 'c', 'd'", null)]
    [InlineData("pl", "'a', 'b', 'c', 'd', 'e'", "KB115")]
    [InlineData("en-GB", "'a', 'b'", null)]
    [InlineData("en-GB", "'a', 'b', 'c'", "KB115")]
    [InlineData(null, "'a', 'b', 'c', 'd', 'e', 'f'", null)]
    public void Forms_of_a_word_are_counted_in_a_known_language(string? language, string forms, string? id) =>
        Assert.Equal(id, TemplateDriver.Findings($"{{{{ 1 | plural: {forms} }}}}", language).SingleOrDefault()?.Id);

    [Fact]
    public void A_source_that_is_too_long_is_not_read() =>
        Assert.Equal("KB100", Assert.Single(TemplateDriver.Findings(new string('{', TemplateLimits.SourceCharactersMax + 1))).Id);

    [Fact]
    public void Too_deep_an_if_is_found_once()
    {
        var source = string.Concat(Enumerable.Repeat("{% if true %}", TemplateLimits.NestingMax + 3))
            + string.Concat(Enumerable.Repeat("{% endif %}", TemplateLimits.NestingMax + 3));

        Assert.Equal("KB109", Assert.Single(TemplateDriver.Findings(source)).Id);
    }

    [Fact]
    public void Too_deep_a_path_is_found_once()
    {
        var source = "{{ " + string.Concat(Enumerable.Repeat("shop[", TemplateLimits.NestingMax + 3)) + "1 }}";

        Assert.Equal("KB109", Assert.Single(TemplateDriver.Findings(source)).Id);
    }

    [Fact]
    public void Too_many_parts_are_found_once() =>
        Assert.Equal("KB110", Assert.Single(TemplateDriver.Findings(string.Concat(Enumerable.Repeat("{{1}}", 600)))).Id);
}
