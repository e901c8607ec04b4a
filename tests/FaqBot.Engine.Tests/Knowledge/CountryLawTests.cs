using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine.Tests;

public sealed class CountryLawTests
{
    public const string PolishDaysOff = """
        country: PL
        weekend: [sat, sun]
        days_off:
          - { date: 01-01 }
          - { easter: 0 }
          - { easter: 1 }
          - { easter: 60 }
          - { date: 11-11 }
          - { date: 12-24, valid_from: 2025-01-01 }
          - { date: 12-25 }
          - { date: 12-26 }
        rules:
          refund:
            - { count: 30, unit: days, article: old, valid_to: 2019-12-31 }
            - { count: 14, unit: days, article: new, valid_from: 2020-01-01 }
          liability:
            - { count: 2, unit: years, article: art. 43c, rolls_over: false }
        """;

    [Theory]
    [InlineData("2000-04-23")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2038-04-25")]
    [InlineData("2285-03-22")]
    public void Easter_falls_on_its_day(string date)
    {
        var expected = LocalDatePattern.Iso.Parse(date).Value;

        Assert.Equal(expected, Easter.Sunday(expected.Year));
    }

    [Fact]
    public void Easter_is_a_Sunday_between_22_March_and_25_April()
    {
        Assert.All(Enumerable.Range(1583, 2500), year =>
        {
            var easter = Easter.Sunday(year);
            Assert.Equal(IsoDayOfWeek.Sunday, easter.DayOfWeek);
            Assert.InRange(easter, new LocalDate(year, 3, 22), new LocalDate(year, 4, 25));
        });
    }

    [Theory]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-04-05", true)]
    [InlineData("2026-04-06", true)]
    [InlineData("2026-04-07", false)]
    [InlineData("2025-06-19", true)]
    [InlineData("2026-06-04", true)]
    [InlineData("2027-05-27", true)]
    [InlineData("2028-06-15", true)]
    [InlineData("2024-12-24", false)]
    [InlineData("2025-12-24", true)]
    [InlineData("2026-11-22", false)]
    public void Days_off_are_fixed_dates_and_days_after_Easter(string date, bool isDayOff)
    {
        Assert.Equal(isDayOff, Law().IsDayOff(LocalDatePattern.Iso.Parse(date).Value));
    }

    [Fact]
    public void The_version_of_a_rule_is_that_of_the_day()
    {
        var law = Law();

        Assert.Equal("30 days", law.Length("refund", new LocalDate(2019, 12, 31))?.Print(Shipped.Locale("en")));
        Assert.Equal("14 dni", law.Length("refund", new LocalDate(2020, 1, 1))?.Print(Shipped.Locale("pl")));
        Assert.Equal("2 lata", law.Length("liability", new LocalDate(2026, 1, 1))?.Print(Shipped.Locale("pl")));
        Assert.Null(law.Length("unknown", new LocalDate(2026, 1, 1)));
        Assert.False(law.Rule("liability", new LocalDate(2026, 1, 1))?.RollsOver);
        Assert.Equal([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], law.Weekend.Order());
    }

    [Fact]
    public void A_fact_below_the_floor_names_the_article()
    {
        var compilation = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en], country: PL, facts: { return_days: 10 } }").Compile();

        var finding = Assert.Single(compilation.Diagnostics);
        Assert.Equal("The fact 'return_days' is 10; the law requires at least 14 (art. 27).", finding.Message);
    }

    private static CountryLaw Law() =>
        KnowledgeFiles.Minimal.With(KnowledgeFiles.Law, PolishDaysOff).CompiledShop().Law
        ?? throw new InvalidOperationException("No law was compiled.");
}
