using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Language.Tests;

public sealed class CivilCalendarTests
{
    private static readonly LocalDate Wednesday = new(2026, 11, 18);

    [Fact]
    public void Working_days_are_counted_one_by_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-1_500, 1_500).ToArbitrary(),
        Gen.Choose(0, 6).ToArbitrary(),
        static (count, later) =>
        {
            var start = Wednesday.PlusDays(later);

            Assert.Equal(OneByOne(start, count), CivilCalendar.Plus(start, TimeUnit.WorkingDay, count));
        }));

    [Theory]
    [InlineData(250_000, false)]
    [InlineData(280_000, true)]
    [InlineData(-280_000, true)]
    [InlineData(int.MaxValue, true)]
    [InlineData(int.MinValue, true)]
    public void More_working_days_than_anybody_means_lead_nowhere(int count, bool isNowhere) =>
        Assert.Equal(isNowhere, CivilCalendar.Plus(Wednesday, TimeUnit.WorkingDay, count) is null);

    private static LocalDate OneByOne(LocalDate date, int count)
    {
        for (var left = Math.Abs(count); left > 0; left -= date.DayOfWeek < IsoDayOfWeek.Saturday ? 1 : 0)
        {
            date = date.PlusDays(Math.Sign(count));
        }
        return date;
    }
}
