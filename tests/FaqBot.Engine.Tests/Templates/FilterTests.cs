using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>The examples of <c>docs/knowledge-format.md</c>, and the edges that Liquid's own cases leave open.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("14.99 | money: 'PLN'", "14,99 zł", "PLN 14.99")]
    [InlineData("'200 zł' | money", "200 zł", "PLN 200")]
    [InlineData("facts.price | money", "14,99 zł", "PLN 14.99")]
    [InlineData("'soon' | money", "soon", "soon")]
    [InlineData("12500.5 | number", "12\u00A0500,5", "12,500.5")]
    [InlineData("'1,5' | number", "1,5", "1.5")]
    [InlineData("facts.price | number", "14,99 zł", "PLN 14.99")]
    [InlineData("'2026-11-21' | date", "21 listopada 2026", "21 November 2026")]
    [InlineData("'2026-11-21T14:00' | date", "21 listopada 2026", "21 November 2026")]
    [InlineData("'2026-13-01' | date", "2026-13-01", "2026-13-01")]
    [InlineData("day | date", "3 maja 2026", "3 May 2026")]
    [InlineData("14 | duration: 'days'", "14 dni", "14 days")]
    [InlineData("facts.days | duration: 'day'", "1 dzień", "1 day")]
    [InlineData("'1-2 days' | duration", "1-2 dni", "1-2 days")]
    [InlineData("facts.time | duration", "1-2 dni", "1-2 days")]
    public void Values_print_by_language(string expression, string polish, string english) =>
        Assert.Equal((polish, english), (Print(expression, "pl"), Print(expression, "en")));

    [Theory]
    [InlineData("1", "pl", "dzień")]
    [InlineData("3", "pl", "dni")]
    [InlineData("22", "pl", "dni")]
    [InlineData("12", "pl", "dni-wiele")]
    [InlineData("1.5", "pl", "dni-wiele")]
    [InlineData("facts.time", "pl", "dni")]
    [InlineData("'5'", "pl", "dni-wiele")]
    [InlineData("shop.nothing", "pl", "dni-wiele")]
    [InlineData("1", "en", "dzień")]
    [InlineData("2", "en", "dni")]
    public void Plural_gives_the_word_alone(string count, string language, string expected) =>
        Assert.Equal(expected, Print($"{count} | plural: 'dzień', 'dni', 'dni-wiele'", language));

    [Fact]
    public void Plural_has_a_form_for_fractions() =>
        Assert.Equal("dnia", Print("1.5 | plural: 'dzień', 'dni', 'dni', 'dnia'", "pl"));

    [Theory]
    [InlineData("facts.missing | default: 'kurier'", "kurier")]
    [InlineData("'kurier DPD' | capitalize", "Kurier DPD")]
    [InlineData("'żółw' | capitalize", "Żółw")]
    [InlineData("'łódź' | upcase", "ŁÓDŹ")]
    [InlineData("'aba' | replace_first: 'a', 'x'", "xba")]
    [InlineData("'aba' | replace_first: 'a'", "ba")]
    [InlineData("'aba' | replace_first: 'q', 'x'", "aba")]
    [InlineData("'aba' | remove_first: 'a'", "ba")]
    [InlineData("'raz dwa trzy' | truncatewords: 2", "raz dwa...")]
    [InlineData("'raz dwa trzy' | truncatewords: 2, ''", "raz dwa")]
    [InlineData("'raz dwa' | truncatewords: 2", "raz dwa")]
    [InlineData("'👩‍👩‍👧‍👦abc' | truncate: 2, ''", "👩‍👩‍👧‍👦a")]
    [InlineData("'👩‍👩‍👧‍👦abc' | size", "4")]
    [InlineData("'abcdef' | truncate: -5", "...")]
    [InlineData("'' | truncate: -5", "")]
    [InlineData("'abcdef' | slice: 2", "c")]
    [InlineData("'abcdef' | slice: 2, 3", "cde")]
    [InlineData("'abcdef' | slice: -2, 9", "ef")]
    [InlineData("'abcdef' | slice: 9", "")]
    [InlineData("'abcdef' | slice: -9", "")]
    [InlineData("5 | size", "0")]
    [InlineData("list | upcase", "AB2")]
    public void Texts_are_filtered(string expression, string expected) => Assert.Equal(expected, Print(expression, "pl"));

    private static string Print(string expression, string language)
    {
        var facts = TemplateDriver.Facts(language, ("price", "14.99 PLN"), ("time", "1-2 days"), ("days", "1"));
        var roots = new Dictionary<string, TemplateValue>(facts.Roots)
        {
            ["day"] = new TemplateValue.Date(new LocalDate(2026, 5, 3)),
            ["list"] = new TemplateValue.List(
                [new TemplateValue.Text("a"), new TemplateValue.Text("b"), new TemplateValue.Number(2), new TemplateValue.List([])]),
        };
        return TemplateDriver.Render($"{{{{ {expression} }}}}", TemplateDriver.Scope(language, roots));
    }
}
