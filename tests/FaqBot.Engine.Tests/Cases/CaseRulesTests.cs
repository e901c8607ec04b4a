using System.Collections.Frozen;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine.Tests;

public sealed class CaseRulesTests
{
    [Theory]
    [InlineData(14, DurationUnit.Day, "2026-12-10", "2026-12-24", "2026-12-28")]
    [InlineData(14, DurationUnit.Day, "2024-12-10", "2024-12-24", "2024-12-24")]
    [InlineData(14, DurationUnit.Day, "2026-03-20", "2026-04-03", "2026-04-03")]
    [InlineData(14, DurationUnit.Day, "2026-03-21", "2026-04-04", "2026-04-07")]
    [InlineData(14, DurationUnit.Day, "2026-05-21", "2026-06-04", "2026-06-05")]
    [InlineData(1, DurationUnit.Day, "2026-05-01", "2026-05-02", "2026-05-04")]
    [InlineData(2, DurationUnit.Week, "2026-12-10", "2026-12-24", "2026-12-28")]
    [InlineData(1, DurationUnit.Month, "2026-01-31", "2026-02-28", "2026-03-02")]
    [InlineData(1, DurationUnit.Month, "2028-01-31", "2028-02-29", "2028-02-29")]
    [InlineData(3, DurationUnit.Month, "2026-11-30", "2027-02-28", "2027-03-01")]
    [InlineData(13, DurationUnit.Month, "2026-12-31", "2028-01-31", "2028-01-31")]
    [InlineData(1, DurationUnit.Month, "2026-02-28", "2026-03-28", "2026-03-30")]
    [InlineData(1, DurationUnit.Year, "2028-02-29", "2029-02-28", "2029-02-28")]
    [InlineData(4, DurationUnit.Year, "2024-02-29", "2028-02-29", "2028-02-29")]
    public void A_Polish_term_ends_by_the_Civil_Code(int count, DurationUnit unit, string from, string nominal, string effective)
    {
        var deadline = CaseRules.Count(Laws.Polish, count, unit, Laws.Day(from));

        Assert.Equal((Laws.Day(nominal), Laws.Day(effective)), (deadline?.NominalEnd, deadline?.Effective));
        Assert.Equal(nominal != effective, deadline?.IsMoved);
    }

    [Theory]
    [InlineData("2026-03-20", "2026-04-07", "2026-04-03 2026-04-04 2026-04-05 2026-04-06")]
    [InlineData("2015-03-20", "2015-04-03", "")]
    [InlineData("2026-06-21", "2026-07-07", "2026-07-05 2026-07-06")]
    [InlineData("2026-05-21", "2026-06-04", "")]
    [InlineData("2026-12-10", "2026-12-28", "2026-12-24 2026-12-25 2026-12-26 2026-12-27")]
    [InlineData("2024-12-10", "2024-12-27", "2024-12-24 2024-12-25 2024-12-26")]
    public void Czech_days_off_are_others(string from, string effective, string passed)
    {
        var deadline = CaseRules.Count(Laws.Czech, 14, DurationUnit.Day, Laws.Day(from));

        Assert.Equal(Laws.Day(effective), deadline?.Effective);
        Assert.Equal(passed, string.Join(' ', deadline?.PassedOver.Select(day => LocalDatePattern.Iso.Format(day.Day)) ?? []));
    }

    [Fact]
    public void The_working_says_why_each_day_is_passed_over()
    {
        var deadline = CaseRules.Count(Laws.Polish, 14, DurationUnit.Day, Laws.Day("2026-12-10"));

        Assert.Equal(
            ["24: Wigilia", "25: Boże Narodzenie", "26: Drugi dzień Bożego Narodzenia, weekend", "27: weekend"],
            deadline?.PassedOver.Select(day => $"{day.Day.Day}: " + string.Join(
                ", ", new[] { day.Holiday?.Name.In("pl"), day.IsWeekend ? "weekend" : null }.OfType<string>())));
    }

    [Theory]
    [InlineData("complaint-reply", 14, DurationUnit.Day)]
    [InlineData("withdrawal", 14, DurationUnit.Day)]
    [InlineData("send-back", 14, DurationUnit.Day)]
    [InlineData("refund", 14, DurationUnit.Day)]
    [InlineData("liability", 2, DurationUnit.Year)]
    public void A_Polish_rule_counts_by_its_length(string rule, int count, DurationUnit unit)
    {
        var deadline = CaseRules.Due(Laws.Polish, rule, Laws.Day("2026-11-22"));

        Assert.Equal((rule, count, unit), (deadline?.Rule?.Id, deadline?.Count, deadline?.Unit));
    }

    [Fact]
    public void A_Czech_complaint_has_thirty_days()
    {
        var deadline = CaseRules.Due(Laws.Czech, "complaint-reply", Laws.Day("2026-11-24"));

        Assert.Equal((Laws.Day("2026-12-24"), Laws.Day("2026-12-28")), (deadline?.NominalEnd, deadline?.Effective));
        Assert.Equal("§ 19 odst. 3 ZOS", deadline?.Rule?.Article);
        Assert.StartsWith("the customer may withdraw", deadline?.Rule?.IfMissed.In("en-GB"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("complaint-reply", "2022-12-31", "art. 561(5) KC")]
    [InlineData("complaint-reply", "2023-01-01", "art. 7a u.p.k.")]
    [InlineData("complaint-reply", null, "art. 7a u.p.k.")]
    [InlineData("liability", "2022-12-31", "art. 568 § 1 KC")]
    [InlineData("liability", "2023-01-01", "art. 43c ust. 1 u.p.k.")]
    [InlineData("liability", "2016-12-31", null)]
    [InlineData("warranty", null, null)]
    public void The_version_of_a_rule_is_that_of_the_contract(string rule, string? contract, string? article)
    {
        var day = contract is null ? default(LocalDate?) : Laws.Day(contract);

        Assert.Equal(article, CaseRules.Due(Laws.Polish, rule, Laws.Day("2024-01-05"), day)?.Rule?.Article);
    }

    [Theory]
    [InlineData("2024-11-24", "2026-11-24")]
    [InlineData("2024-11-22", "2026-11-22")]
    [InlineData("2024-12-25", "2026-12-25")]
    [InlineData("2024-02-29", "2026-02-28")]
    public void Liability_ends_on_its_day_though_it_be_a_day_off(string delivered, string ends)
    {
        foreach (var law in new[] { Laws.Polish, Laws.Czech })
        {
            var deadline = CaseRules.Due(law, "liability", Laws.Day(delivered));

            Assert.Equal((Laws.Day(ends), Laws.Day(ends), false), (deadline?.NominalEnd, deadline?.Effective, deadline?.IsMoved));
        }
    }

    [Theory]
    [InlineData(1, DurationUnit.Day, "9999-12-31")]
    [InlineData(1, DurationUnit.Week, "9999-12-25")]
    [InlineData(1, DurationUnit.Month, "9999-12-01")]
    [InlineData(1, DurationUnit.Year, "9999-01-01")]
    [InlineData(int.MaxValue, DurationUnit.Day, "0001-01-01")]
    [InlineData(int.MaxValue, DurationUnit.Week, "-9998-01-01")]
    [InlineData(int.MaxValue, DurationUnit.Month, "2026-01-01")]
    [InlineData(int.MaxValue, DurationUnit.Year, "-9998-01-01")]
    [InlineData(1, DurationUnit.Day, "9999-12-30")]
    public void An_end_beyond_the_calendar_is_none(int count, DurationUnit unit, string from)
    {
        var lastOfYear = new DayOff { Name = LawText.None, Date = new AnnualDate(12, 31), DaysAfterEaster = null };
        var law = Laws.Polish with { DaysOff = Laws.Polish.DaysOff.Add(lastOfYear) };

        Assert.Null(CaseRules.Count(law, count, unit, Laws.Day(from)));
    }

    [Theory]
    [InlineData("0001-01-01", "0001-01-15")]
    [InlineData("-9998-01-01", "-9998-01-15")]
    [InlineData("9999-12-17", "9999-12-31")]
    public void The_ends_of_the_calendar_are_counted_too(string from, string nominal) => Assert.Equal(
        Laws.Day(nominal), CaseRules.Count(Laws.Polish, 14, DurationUnit.Day, Laws.Day(from))?.NominalEnd);

    [Fact]
    public void No_year_of_the_calendar_is_too_much_for_Easter() => Assert.All(
        Enumerable.Range(-9998, 19_998).Select(year => new LocalDate(year, 4, 1)), day => Laws.Czech.IsDayOff(day));

    [Fact]
    public void A_term_never_ends_where_no_day_is_left()
    {
        var law = Laws.Polish with { Weekend = Enum.GetValues<IsoDayOfWeek>().ToFrozenSet() };

        Assert.Null(CaseRules.Count(law, 1, DurationUnit.Day, Laws.Day("2026-11-22")));
    }

    [Theory]
    [InlineData(0, DurationUnit.Day)]
    [InlineData(-1, DurationUnit.Month)]
    [InlineData(int.MinValue, DurationUnit.Year)]
    [InlineData(14, DurationUnit.WorkingDay)]
    [InlineData(24, DurationUnit.Hour)]
    public void A_length_that_the_law_does_not_count_is_refused(int count, DurationUnit unit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseRules.Count(Laws.Polish, count, unit, Laws.Day("2026-11-22")));

    [Theory]
    [InlineData("2026-11-21T22:59:59Z", "2026-11-21")]
    [InlineData("2026-11-21T23:00:00Z", "2026-11-22")]
    [InlineData("2026-11-21T23:30:00Z", "2026-11-22")]
    [InlineData("2026-07-21T21:59:59Z", "2026-07-21")]
    [InlineData("2026-07-21T22:00:00Z", "2026-07-22")]
    [InlineData("2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void A_message_counts_on_the_local_day_of_the_shop(string at, string day)
    {
        var warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

        Assert.Equal(Laws.Day(day), CaseRules.LocalDay(InstantPattern.General.Parse(at).Value, warsaw));
    }
}
