using System.Collections.Frozen;
using FaqBot.Files;
using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine.Tests;

/// <summary>The shipped laws, read by themselves, and others made up.</summary>
internal static class Laws
{
    public static CountryLaw Polish { get; } = Shipped("PL");

    public static CountryLaw Czech { get; } = Shipped("CZ");

    /// <summary>Laws with days off at random, in and around Easter and fixed, and any weekend but seven days.</summary>
    public static Gen<CountryLaw> Any =>
        from daysOff in DaysOff.ListOf()
        from weekend in Gen.Choose(1, 7).ListOf()
        select Polish with
        {
            DaysOff = [.. daysOff],
            Weekend = weekend.Distinct().Take(6).Select(day => (IsoDayOfWeek)day).ToFrozenSet(),
        };

    public static Gen<DayOff> DaysOff =>
        from moves in Gen.Elements(true, false)
        from days in Gen.Choose(-60, 70)
        from day in Dates(2024, 2024)
        select new DayOff
        {
            Name = LawText.None,
            Date = moves ? null : new AnnualDate(day.Month, day.Day),
            DaysAfterEaster = moves ? days : null,
        };

    public static Gen<LocalDate> Dates(int firstYear, int lastYear) =>
        from year in Gen.Choose(firstYear, lastYear)
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, CalendarSystem.Iso.GetDaysInMonth(year, month))
        select new LocalDate(year, month, day);

    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static CountryLaw Shipped(string country)
    {
        var reading = CountryLaw.Read(KnowledgeFolder.Laws(Repository.PathOf("knowledge"))[country]);
        return reading.Law ?? throw new InvalidOperationException(string.Join('\n', reading.Diagnostics));
    }
}
