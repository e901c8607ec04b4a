using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("pl", "Kurier kosztuje 14,99 zł, dostawa trwa 1-2 dni.")]
    [InlineData("en", "Kurier kosztuje PLN 14.99, dostawa trwa 1-2 days.")]
    public void Facts_print_by_the_language_of_the_answer(string language, string expected)
    {
        var scope = TemplateDriver.Facts(language, ("price", "14.99 PLN"), ("time", "1-2 days"));

        var answer = TemplateDriver.Render("Kurier kosztuje {{ facts.price }}, dostawa trwa {{ facts.time }}.", scope);

        Assert.Equal(expected, answer);
    }

    [Fact]
    public void What_is_missing_prints_as_nothing() =>
        Assert.Equal("[][]", TemplateDriver.Render("[{{ shop.name }}][{{ shop.a.b[0] }}]"));

    [Fact]
    public void Data_is_never_evaluated()
    {
        var scope = TemplateDriver.Facts("pl", ("note", "{{ facts.secret }}{% if true %}"), ("secret", "x"));

        Assert.Equal("{{ facts.secret }}{% if true %}", TemplateDriver.Render("{{ facts.note }}", scope));
    }

    [Fact]
    public void Nothing_is_escaped() => Assert.Equal("<b> & \"", TemplateDriver.Render("{{ '<b> & \"' }}"));

    [Fact]
    public void A_text_fact_is_true_whatever_its_words()
    {
        var scope = TemplateDriver.Facts("pl", ("blik", "nie"));

        Assert.Equal("BLIK: nie.", TemplateDriver.Render("{% if facts.blik %}BLIK: {{ facts.blik }}.{% endif %}", scope));
    }

    [Fact]
    public void A_fact_that_is_not_said_in_the_language_is_missing()
    {
        var fact = Fact.Parse(new Dictionary<string, string> { ["pl"] = "kurier" }).Fact;
        Assert.NotNull(fact);
        var roots = new Dictionary<string, TemplateValue> { ["facts"] = new TemplateValue.Map(_ => new TemplateValue.OfFact(fact)) };

        var answer = TemplateDriver.Render("{% if facts.courier_name %}yes{% else %}no{% endif %}", TemplateDriver.Scope("en", roots));

        Assert.Equal("no", answer);
    }

    [Fact]
    public void A_date_prints_by_language()
    {
        var roots = new Dictionary<string, TemplateValue> { ["day"] = new TemplateValue.Date(new LocalDate(2026, 11, 21)) };

        var printed = new[] { "pl", "en-GB", "de" }
            .Select(language => TemplateDriver.Render("{{ day }}", TemplateDriver.Scope(language, roots)));

        Assert.Equal(["21 listopada 2026", "21 November 2026", "2026-11-21"], printed);
    }

    [Theory]
    [InlineData("facts.price > 10", true)]
    [InlineData("facts.price < 10", false)]
    [InlineData("10 < facts.price", true)]
    [InlineData("facts.price == 14.99", true)]
    [InlineData("facts.price == '14,99 zł'", true)]
    [InlineData("facts.price < facts.limit", true)]
    [InlineData("facts.price == facts.euros", false)]
    [InlineData("facts.price < facts.euros", false)]
    [InlineData("facts.days >= 14", true)]
    [InlineData("facts.day < facts.month", true)]
    [InlineData("facts.year == facts.month", true)]
    [InlineData("facts.range > facts.day", true)]
    [InlineData("facts.noon < facts.evening", true)]
    [InlineData("facts.share > 90", true)]
    [InlineData("facts.name == 'InPost'", true)]
    [InlineData("facts.name contains 'Post'", true)]
    [InlineData("facts.name < 'J'", true)]
    [InlineData("facts.name > 3", false)]
    [InlineData("facts.missing > 3", false)]
    [InlineData("facts.missing == nil", true)]
    [InlineData("facts.missing == blank", true)]
    [InlineData("facts.name != blank", true)]
    public void Facts_compare_with_their_kind(string condition, bool expected)
    {
        var scope = TemplateDriver.Facts(
            "pl",
            ("price", "14.99 PLN"), ("limit", "200 PLN"), ("euros", "14.99 EUR"), ("days", "14"), ("day", "1 day"), ("range", "1-2 days"),
            ("month", "12 months"), ("year", "1 year"), ("noon", "12:00"), ("evening", "18:30"), ("share", "98%"), ("name", "InPost"));

        Assert.Equal(expected ? "yes" : "no", TemplateDriver.Render($"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}", scope));
    }

    [Theory]
    [InlineData("true or false and false", "yes")]
    [InlineData("false and false or true", "no")]
    [InlineData("false or true and true", "yes")]
    public void And_and_or_bind_from_the_right(string condition, string expected) =>
        Assert.Equal(expected, TemplateDriver.Render($"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}"));

    [Fact]
    public void Whitespace_control_keeps_no_break_spaces() =>
        Assert.Equal("a\u00A0b", TemplateDriver.Render("a\u00A0 \n{{- 'b' }}"));

    [Theory]
    [InlineData("1.5", "pl", "1,5")]
    [InlineData("12345", "en", "12345")]
    public void A_bare_number_keeps_its_digits(string number, string language, string expected) =>
        Assert.Equal(expected, TemplateDriver.Render($"{{{{ {number} }}}}", language));

    [Fact]
    public void A_template_remembers_its_source_and_all_that_it_names()
    {
        var template = TemplateDriver.Parse("{{ shop.name }}: {{ facts.b | append: facts.a }}{% if shop %}{{ shop[facts.c] }}{% endif %}");

        Assert.Equal(
            ["shop.name@3", "facts.b@20", "facts.a@38", "shop.@54", "shop.@64", "facts.c@69"],
            template.Mentions.Select(mention => $"{mention.Root}.{mention.Name}@{mention.Offset}"));
        Assert.Equal("a b c", string.Join(' ', template.Reads));
    }
}
