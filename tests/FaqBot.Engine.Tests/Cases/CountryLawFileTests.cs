using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>What the shipped files of law say, and what one file gives by itself.</summary>
public sealed class CountryLawFileTests
{
    private static readonly string[] RuleIds = ["complaint-reply", "liability", "refund", "send-back", "withdrawal"];

    [Fact]
    public void Both_countries_have_the_same_rules_but_not_the_same_law()
    {
        Assert.Equal(RuleIds, Laws.Polish.RuleIds);
        Assert.Equal(RuleIds, Laws.Czech.RuleIds);
        Assert.NotEqual(
            Laws.Polish.Rule("complaint-reply", new LocalDate(2026, 11, 22))?.Count,
            Laws.Czech.Rule("complaint-reply", new LocalDate(2026, 11, 22))?.Count);
    }

    [Fact]
    public void The_law_says_how_late_a_shop_may_answer_and_pay_back()
    {
        Assert.Equal([("refund_days", 14m), ("complaint_reply_days", 14m)], MostOf(Laws.Polish));
        Assert.Equal([("refund_days", 14m), ("complaint_reply_days", 30m)], MostOf(Laws.Czech));

        static IEnumerable<(string, decimal)> MostOf(CountryLaw law) =>
            law.Bounds.Where(bound => bound.AtMost is not null).Select(bound => (bound.Fact, bound.AtMost ?? 0));
    }

    [Theory]
    [InlineData(2024, 13)]
    [InlineData(2025, 14)]
    [InlineData(2026, 14)]
    [InlineData(2030, 14)]
    public void Poland_has_fourteen_days_off_since_2025(int year, int count) => Assert.Equal(count, DaysOff(Laws.Polish, year).Count());

    [Theory]
    [InlineData(2015, 12)]
    [InlineData(2016, 13)]
    [InlineData(2026, 13)]
    public void Czechia_has_thirteen_days_off_since_2016(int year, int count) => Assert.Equal(count, DaysOff(Laws.Czech, year).Count());

    [Fact]
    public void Every_day_off_and_reason_has_a_name_and_every_rule_its_sources()
    {
        foreach (var law in new[] { Laws.Polish, Laws.Czech })
        {
            Assert.All(law.DaysOff, dayOff => Assert.NotNull(dayOff.Name.In("pl") ?? dayOff.Name.In("en")));
            Assert.All(law.Exclusions.Values, reason => Assert.NotNull(reason.Name.In("pl-PL") ?? reason.Article));
            Assert.All(law.Rules.Values.SelectMany(versions => versions), rule =>
                Assert.Equal((false, true, true), (rule.Article.Length == 0, rule.Source is not null, rule.CheckedOn is not null)));
        }
    }

    [Fact]
    public void A_reason_is_told_by_name_and_article()
    {
        var reason = Laws.Polish.Exclusions["made_to_order"];

        Assert.Equal(("towar wykonany na zamówienie", null), (reason.Name.In("pl"), reason.Name.In("cs")));
        Assert.Equal(("made_to_order", "art. 38 u.p.k."), (reason.Id, reason.Article));
    }

    [Fact]
    public void A_law_says_where_it_counts()
    {
        Assert.Equal(new CountingArticles("art. 111 § 2 KC", "art. 112 KC", "art. 115 KC"), Laws.Polish.Counting);
        Assert.Equal("§ 607 OZ", Laws.Czech.Counting.DayOff);
    }

    [Fact]
    public void A_file_of_law_is_read_without_shops()
    {
        var reading = CountryLaw.Read(File("country: PL\ndays_off: [{ date: 02-29, name: { en: Leap } }]"));

        Assert.Empty(reading.Diagnostics);
        Assert.Equal("Leap", reading.Law?.DayOffOn(new LocalDate(2028, 2, 29))?.Name.In("en"));
        Assert.Equal(new CountingArticles(null, null, null), reading.Law?.Counting);
        Assert.False(reading.Law?.Rules.ContainsKey("withdrawal"));
    }

    [Theory]
    [InlineData("country: PL\nweekend: [mon, tue, wed, thu, fri, sat, sun]", "KB024")]
    [InlineData("country: CZ", "KB172")]
    [InlineData("country: PL\nrules: { a: [{ count: 0, unit: days, article: x }] }", "KB045")]
    [InlineData("country: [", "KB004")]
    public void A_wrong_file_gives_no_law_and_says_why(string text, string id)
    {
        var reading = CountryLaw.Read(File(text));

        Assert.Null(reading.Law);
        Assert.Contains(id, reading.Diagnostics.Select(found => found.Id));
    }

    [Fact]
    public void An_empty_file_gives_nothing() =>
        Assert.Equal((null, true), (CountryLaw.Read(File("")).Law, CountryLaw.Read(File("")).Diagnostics.IsEmpty));

    private static IEnumerable<LocalDate> DaysOff(CountryLaw law, int year) =>
        Enumerable.Range(0, 366).Select(day => new LocalDate(year, 1, 1).PlusDays(day)).Where(day => day.Year == year && law.IsDayOff(day));

    private static KnowledgeFile File(string text) =>
        new(KnowledgeFiles.Law, KnowledgeFiles.Law, System.Text.Encoding.UTF8.GetBytes(text));
}
