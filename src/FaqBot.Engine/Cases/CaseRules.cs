using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Computes with the dates of a country's law. What is Polish or Czech stands in its file, not here.</summary>
public static class CaseRules
{
    private const int DaysPerWeek = 7;
    private const int MonthsPerYear = 12;

    /// <summary>Days off in a row after which no working day is expected any more: those of a leap year.</summary>
    private const int PassedOverMax = 366;

    /// <summary>The day of the calendar that <paramref name="at"/> falls on where the shop is.</summary>
    /// <example>2026-11-21T23:30Z in Warsaw → 2026-11-22</example>
    public static LocalDate LocalDay(Instant at, DateTimeZone zone) => at.InZone(zone).Date;

    /// <summary>When the term of a rule ends.</summary>
    /// <param name="law">Of the shop's country.</param>
    /// <param name="rule">E.g. <c>complaint-reply</c>.</param>
    /// <param name="from">The day of the event, in the shop's zone.</param>
    /// <param name="contract">The day of the contract, whose version of the rule holds; null for unknown, then <paramref name="from"/>
    /// decides.</param>
    /// <returns>Null where the law knows no such rule on that day, or the term ends beyond the calendar.</returns>
    /// <example>PL, <c>complaint-reply</c>, 2026-12-10 → nominal 2026-12-24, effective 2026-12-28</example>
    public static Deadline? Due(CountryLaw law, string rule, LocalDate from, LocalDate? contract = null) =>
        law.Rule(rule, contract ?? from) is { } version
            && Count(law, version.Count, version.Unit, from, version.RollsOver) is { } counted
                ? counted with { Rule = version }
                : null;

    /// <summary>When a term of that length ends: the day of the event is not counted; weeks, months and years end on the day that
    /// corresponds to it, else on the last of the month.</summary>
    /// <param name="law">Knows the days off.</param>
    /// <param name="count">At least one.</param>
    /// <param name="unit">Days, weeks, months or years; the law counts by no others.</param>
    /// <param name="from">The day of the event, in the shop's zone.</param>
    /// <param name="rollsOver">Whether an end on a day off or of the weekend moves to the next day that is neither.</param>
    /// <returns>Null where the term ends beyond the calendar (after the year 9999), or the law leaves no working day in a year.</returns>
    /// <example>31 January and a month → 28 February; 29 February 2028 and a year → 28 February 2029</example>
    public static Deadline? Count(CountryLaw law, int count, DurationUnit unit, LocalDate from, bool rollsOver = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (NominalEnd(count, unit, from) is not { } end || (rollsOver ? PassedOver(law, end) : []) is not { } passed)
        {
            return null;
        }
        return new Deadline { From = from, Count = count, Unit = unit, NominalEnd = end, PassedOver = passed };
    }

    private static LocalDate? NominalEnd(int count, DurationUnit unit, LocalDate from) => unit switch
    {
        DurationUnit.Day => PlusDays(from, count),
        DurationUnit.Week => PlusDays(from, (long)count * DaysPerWeek),
        DurationUnit.Month => PlusMonths(from, count),
        DurationUnit.Year => PlusMonths(from, (long)count * MonthsPerYear),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "The law counts in days, weeks, months or years."),
    };

    private static LocalDate? PlusDays(LocalDate from, long days) =>
        days <= Period.DaysBetween(from, LocalDate.MaxIsoValue) ? from.PlusDays((int)days) : null;

    private static LocalDate? PlusMonths(LocalDate from, long months)
    {
        var left = (LocalDate.MaxIsoValue.Year - from.Year) * MonthsPerYear + (MonthsPerYear - from.Month);
        return months <= left ? from.PlusMonths((int)months) : null;
    }

    private static ImmutableArray<PassedDay>? PassedOver(CountryLaw law, LocalDate end)
    {
        var passed = ImmutableArray.CreateBuilder<PassedDay>();
        var day = end;
        while (DayOff(law, day) is { } closed)
        {
            passed.Add(closed);
            if (day == LocalDate.MaxIsoValue || passed.Count == PassedOverMax)
            {
                return null;
            }
            day = day.PlusDays(1);
        }
        return passed.ToImmutable();
    }

    private static PassedDay? DayOff(CountryLaw law, LocalDate day)
    {
        var (holiday, isWeekend) = (law.DayOffOn(day), law.Weekend.Contains(day.DayOfWeek));
        return holiday is null && !isWeekend ? null : new PassedDay(day, holiday, isWeekend);
    }
}
