using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class TemplateRootsTests
{
    private const string Shop = """
        name: Demo
        languages: [en, pl]
        country: PL
        contact: { email: a@b.example }
        hours: { chat: { mon-fri: [09:00-17:00] } }
        facts: { courier_price: 14.99 PLN, guarantee: { pl: rok } }
        """;

    private static readonly Instant Friday = Instant.FromUtc(2026, 11, 20, 12, 0);
    private static readonly Instant Saturday = Instant.FromUtc(2026, 11, 21, 12, 0);

    [Theory]
    [InlineData("{{ facts.courier_price }}", "PLN 14.99", "14,99 zł")]
    [InlineData("{% if facts.guarantee %}yes{% else %}no{% endif %}", "no", "yes")]
    [InlineData("{{ shop.name }} {{ shop.email }}{{ shop.phone }}", "Demo a@b.example", "Demo a@b.example")]
    [InlineData("{{ law.withdrawal }}{{ law.liability }}", "14 days", "14 dni")]
    [InlineData("{{ hours.chat }}{{ hours.phone }}", "Mon-Fri 9:00-17:00", "pn.-pt. 9:00-17:00")]
    [InlineData("{% if hours.chat_open %}open{% else %}{{ hours.chat_opens }}{% endif %}", "on Monday at 9:00", "w poniedziałek o 9:00")]
    public void A_template_sees_facts_shop_law_and_hours(string template, string english, string polish)
    {
        Assert.Equal(english, Rendered(template, "en", Saturday));
        Assert.Equal(polish, Rendered(template, "pl", Saturday));
    }

    [Fact]
    public void While_open_nothing_is_said_of_the_next_opening()
    {
        Assert.Equal("open", Rendered("{% if hours.chat_open %}open{% endif %}{{ hours.chat_opens }}", "en", Friday));
    }

    private static string Rendered(string template, string language, Instant now)
    {
        var shop = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, Shop).CompiledShop();
        var parsed = Template.Parse(template, new SourceSpan("test", 1, 1), new List<Diagnostic>());
        return parsed?.Render(TemplateRoots.For(shop, language, now)) ?? "not a template";
    }
}
