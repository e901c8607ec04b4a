using NodaTime;

namespace FaqBot.Language;

/// <summary>
/// Days that come again: Mondays, each 12 May, Easter, May, the weekend. What is said without a year is the next of them, and for those
/// who speak of the past the one before.
/// </summary>
/// <param name="step">Each week, month or year holds one of them, or none.</param>
/// <param name="within">The one that belongs to the week, month or year which begins on the day given; null where there is none.</param>
internal sealed class DayRule(TimeUnit step, Func<LocalDate, DaySpan?> within)
{
    /// <summary>29 February may be eight years off, Friday the 13th fourteen months, Monday 31 December eleven years.</summary>
    private const int StepsMax = 150;

    /// <summary>The first that begins on the day or later.</summary>
    public DaySpan? Next(LocalDate from) => Search(from, +1, span => span.From >= from);

    /// <summary>The last that begins before the day.</summary>
    public DaySpan? Previous(LocalDate before) => Search(before, -1, span => span.From < before);

    /// <summary>The one that holds the day, if any does.</summary>
    public DaySpan? Now(LocalDate day) => Previous(day.PlusDays(1)) is { } span && span.Contains(day) ? span : null;

    /// <summary>The first that begins within the days.</summary>
    public DaySpan? In(DaySpan days) => Next(days.From) is { } span && span.From <= days.To ? span : null;

    public static DayRule Weekly(Func<DaySpan, DaySpan> within) => new(TimeUnit.Week, start => within(CivilCalendar.Week(start)));

    public static DayRule Monthly(Func<LocalDate, DaySpan?> within) => new(TimeUnit.Month, within);

    public static DayRule Yearly(Func<int, DaySpan?> within) => new(TimeUnit.Year, start => within(start.Year));

    public static DayRule Weekday(int weekday) => Weekly(week => DaySpan.Day(week.From.PlusDays(weekday - 1)));

    public static DayRule DayOfYear(int month, int day) =>
        Yearly(year => CivilCalendar.Date(year, month, day) is { } date ? DaySpan.Day(date) : null);

    public static DayRule DayOfMonth(int day) =>
        Monthly(start => CivilCalendar.Date(start.Year, start.Month, day) is { } date ? DaySpan.Day(date) : null);

    public static DayRule Month(int month) => Yearly(year => CivilCalendar.Month(year, month));

    private DaySpan? Search(LocalDate day, int direction, Func<DaySpan, bool> isIt)
    {
        var start = CivilCalendar.Plus(CivilCalendar.Around(day, step).From, step, -direction);
        for (var steps = 0; start is { } at && steps < StepsMax; steps++)
        {
            if (within(at) is { } span && isIt(span))
            {
                return span;
            }
            start = CivilCalendar.Plus(at, step, direction);
        }
        return null;
    }
}
