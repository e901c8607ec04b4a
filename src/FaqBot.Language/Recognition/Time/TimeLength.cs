using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>How long, as it was said: "2 godziny i 15 minut".</summary>
/// <param name="End">Behind its last piece.</param>
/// <param name="Parts">Of different units; not empty.</param>
internal sealed record TimeLength(int End, ImmutableArray<(decimal Count, TimeUnit Unit)> Parts)
{
    private const decimal CountMax = 100_000;

    /// <summary>Whether it is counted in days or longer units.</summary>
    public bool IsOfDays => Parts.All(static part => part.Unit >= TimeUnit.Day && part.Count == decimal.Truncate(part.Count));

    public TimeUnit Longest => Parts.Max(static part => part.Unit);

    /// <summary>Halves and quarters of long units in days and months, as people count them: half a year is six months, half a month 15
    /// days.</summary>
    public static ImmutableArray<(decimal Count, TimeUnit Unit)> Halved(decimal count, TimeUnit unit)
    {
        var whole = decimal.Truncate(count);
        return (unit, count - whole) switch
        {
            (TimeUnit.Year, 0.25m or 0.5m or 0.75m) => [(count * 12, TimeUnit.Month)],
            (TimeUnit.Month, 0.5m) when whole == 0 => [(15, TimeUnit.Day)],
            (TimeUnit.Month, 0.5m) => [(whole, TimeUnit.Month), (15, TimeUnit.Day)],
            _ => [(count, unit)],
        };
    }

    /// <summary>Null where it leads out of the calendar.</summary>
    public LocalDate? From(LocalDate date, int sign)
    {
        LocalDate? sum = date;
        foreach (var (count, unit) in Parts)
        {
            sum = sum is { } day && count <= CountMax ? CivilCalendar.Plus(day, unit, sign * (int)count) : null;
        }
        return sum;
    }

    /// <summary>The same to the second; halves of longer units are counted in shorter ones.</summary>
    public LocalDateTime? From(LocalDateTime moment, int sign)
    {
        LocalDateTime? sum = moment;
        foreach (var (count, unit) in Parts)
        {
            sum = sum is { } time && count <= CountMax ? Plus(time, sign * count, unit) : null;
        }
        return sum;
    }

    private static LocalDateTime? Plus(LocalDateTime time, decimal count, TimeUnit unit)
    {
        var whole = (int)decimal.Truncate(count);
        var rest = count - whole;
        return unit switch
        {
            TimeUnit.Second => time.PlusSeconds(whole),
            TimeUnit.Minute => time.PlusSeconds((long)(count * 60)),
            TimeUnit.Hour => time.PlusSeconds((long)(count * 3_600)),
            _ when CivilCalendar.Plus(time.Date, unit, whole) is { } date =>
                date.At(time.TimeOfDay).PlusMinutes((long)(rest * MinutesOf(unit))),
            _ => null,
        };
    }

    private static int MinutesOf(TimeUnit unit) => 24 * 60 * unit switch
    {
        TimeUnit.Week => 7,
        TimeUnit.Fortnight => 14,
        TimeUnit.Month => 30,
        TimeUnit.Quarter => 91,
        TimeUnit.Year => 365,
        _ => 1,
    };
}
