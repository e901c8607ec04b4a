using NodaTime;
using NodaTime.Calendars;

namespace FaqBot.Language;

/// <summary>Arithmetic on days: weeks begin on Monday; a month later than the 31st is the last of a shorter month.</summary>
internal static class CivilCalendar
{
    private const int YearMin = 1_000;
    private const int YearMax = 2_999;
    private const int DaysInWeek = 7;
    private const int WorkingDaysInWeek = 5;
    private const int MonthsInQuarter = 3;

    /// <summary>So many years may be added, in whatever unit: more leave the years above and, in the end, the calendar.</summary>
    private const int AddedYearsMax = 1_500;

    /// <summary>Null where there is no such day: 30 February, month 13, a year that nobody means.</summary>
    public static LocalDate? Date(int year, int month, int day) =>
        year is >= YearMin and <= YearMax && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    public static LocalTime? Time(int hour, int minute, int second = 0) =>
        hour is >= 0 and <= 24 && minute is >= 0 and < 60 && second is >= 0 and < 60 && (hour < 24 || minute + second == 0)
            ? new LocalTime(hour % 24, minute, second)
            : null;

    public static DaySpan Week(LocalDate of) => DaySpan.Of(of.PlusDays(1 - (int)of.DayOfWeek), Period.FromWeeks(1));

    /// <summary>By ISO 8601: the first week holds the first Thursday. A year has 52 or 53.</summary>
    public static DaySpan WeekOfYear(int year, int week) =>
        Week(WeekYearRules.Iso.GetLocalDate(year, Math.Min(week, WeekYearRules.Iso.GetWeeksInWeekYear(year)), IsoDayOfWeek.Monday));

    public static DaySpan Weekend(LocalDate of)
    {
        var saturday = Week(of).From.PlusDays(5);
        return new DaySpan(saturday, saturday.PlusDays(1));
    }

    public static DaySpan Month(int year, int month) => DaySpan.Of(new LocalDate(year, month, 1), Period.FromMonths(1));

    public static DaySpan Quarter(int year, int quarter) =>
        DaySpan.Of(new LocalDate(year, ((quarter - 1) * MonthsInQuarter) + 1, 1), Period.FromMonths(MonthsInQuarter));

    public static DaySpan HalfYear(int year, int half) => DaySpan.Of(new LocalDate(year, half == 1 ? 1 : 7, 1), Period.FromMonths(6));

    public static DaySpan Years(int first, int count = 1) => DaySpan.Of(new LocalDate(first, 1, 1), Period.FromYears(count));

    /// <summary>The week, month, year... that <paramref name="date"/> lies in.</summary>
    public static DaySpan Around(LocalDate date, TimeUnit unit) => unit switch
    {
        TimeUnit.Week or TimeUnit.Fortnight => Week(date),
        TimeUnit.Weekend => Weekend(date),
        TimeUnit.Month => Month(date.Year, date.Month),
        TimeUnit.Quarter => Quarter(date.Year, ((date.Month - 1) / MonthsInQuarter) + 1),
        TimeUnit.HalfYear => HalfYear(date.Year, date.Month <= 6 ? 1 : 2),
        TimeUnit.Year => Years(date.Year),
        TimeUnit.Decade => Years(date.Year / 10 * 10, 10),
        TimeUnit.Century => Years(date.Year / 100 * 100, 100),
        _ => DaySpan.Day(date),
    };

    /// <summary>Null past the years that anybody means.</summary>
    public static LocalDate? Plus(LocalDate date, TimeUnit unit, int count)
    {
        if (Math.Abs((long)count) * ((31 * Months(unit)) + Days(unit)) > 365 * AddedYearsMax)
        {
            return null;
        }
        var later = unit == TimeUnit.WorkingDay
            ? PlusWorkingDays(date, count)
            : date.PlusMonths(count * Months(unit)).PlusDays(count * Days(unit));
        return later.Year is >= YearMin and <= YearMax ? later : null;
    }

    /// <summary>The week, month... so many further on; 0 is the one that <paramref name="date"/> lies in.</summary>
    public static DaySpan? Neighbour(LocalDate date, TimeUnit unit, int count) =>
        Plus(Around(date, unit).From, unit, count) is { } there ? Around(there, unit) : null;

    /// <summary>Easter Sunday of the western churches: the anonymous Gregorian computus (Meeus, Jones and Butcher).</summary>
    public static LocalDate Easter(int year)
    {
        var golden = year % 19;
        var century = Math.DivRem(year, 100, out var ofCentury);
        var leaps = Math.DivRem(century, 4, out var centuryRest);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leaps - correction + 15) % 30;
        var leapYears = Math.DivRem(ofCentury, 4, out var yearRest);
        var toSunday = (32 + (2 * centuryRest) + (2 * leapYears) - epact - yearRest) % 7;
        var late = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var month = Math.DivRem(epact + toSunday - (7 * late) + 114, 31, out var day);
        return new LocalDate(year, month, day + 1);
    }

    /// <summary>Easter Sunday of the orthodox churches: the Julian computus (Meeus), in our calendar.</summary>
    public static LocalDate OrthodoxEaster(int year)
    {
        var moon = ((19 * (year % 19)) + 15) % 30;
        var toSunday = ((2 * (year % 4)) + (4 * (year % 7)) - moon + 34) % 7;
        var month = Math.DivRem(moon + toSunday + 114, 31, out var day);
        return new LocalDate(year, month, day + 1, CalendarSystem.Julian).WithCalendar(CalendarSystem.Iso);
    }

    /// <summary>The second Tuesday, the last Monday (-1), the last but one (-2) of some days; null if they hold no such day.</summary>
    public static LocalDate? Nth(DaySpan days, IsoDayOfWeek weekday, int nth)
    {
        var offset = nth > 0
            ? (((int)weekday - (int)days.From.DayOfWeek + DaysInWeek) % DaysInWeek) + ((nth - 1) * DaysInWeek)
            : -(((int)days.To.DayOfWeek - (int)weekday + DaysInWeek) % DaysInWeek) + ((nth + 1) * DaysInWeek);
        var date = nth > 0 ? days.From.PlusDays(offset) : days.To.PlusDays(offset);
        return days.Contains(date) ? date : null;
    }

    /// <summary>Whole weeks at once; they are counted from a working day, which a weekend is taken back to.</summary>
    private static LocalDate PlusWorkingDays(LocalDate date, int count)
    {
        var step = Math.Sign(count);
        while (step != 0 && date.DayOfWeek >= IsoDayOfWeek.Saturday)
        {
            date = date.PlusDays(-step);
        }
        var weeks = Math.DivRem(count, WorkingDaysInWeek, out var rest);
        date = date.PlusWeeks(weeks);
        for (var left = Math.Abs(rest); left > 0;)
        {
            date = date.PlusDays(step);
            left -= date.DayOfWeek < IsoDayOfWeek.Saturday ? 1 : 0;
        }
        return date;
    }

    private static int Months(TimeUnit unit) => unit switch
    {
        TimeUnit.Month => 1,
        TimeUnit.Quarter or TimeUnit.Season => MonthsInQuarter,
        TimeUnit.HalfYear => 6,
        TimeUnit.Year => 12,
        TimeUnit.Decade => 120,
        TimeUnit.Century => 1_200,
        _ => 0,
    };

    private static int Days(TimeUnit unit) => unit switch
    {
        TimeUnit.Day => 1,
        // At most: with the weekends between.
        TimeUnit.WorkingDay => 2,
        TimeUnit.Week or TimeUnit.Weekend => DaysInWeek,
        TimeUnit.Fortnight => 2 * DaysInWeek,
        _ => 0,
    };
}
