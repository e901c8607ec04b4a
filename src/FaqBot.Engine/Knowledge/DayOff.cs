using NodaTime;

namespace FaqBot.Engine;

/// <summary>A public holiday: a day of each year, or a number of days after Easter Sunday.</summary>
public sealed record DayOff
{
    /// <summary>Empty when not stated.</summary>
    public required LawText Name { get; init; }

    /// <summary>Null for one that moves with Easter; 29 February falls on no day of other years.</summary>
    public required AnnualDate? Date { get; init; }

    /// <summary>Negative before Easter Sunday: -2 is Good Friday. Null for one with a date.</summary>
    public required int? DaysAfterEaster { get; init; }

    /// <summary>First day on which the law knows it; null for always.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>Last day on which the law knows it; null for as long as is known.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>Whether <paramref name="day"/> is this holiday, in its year.</summary>
    public bool FallsOn(LocalDate day) =>
        Validity.Holds(day, ValidFrom, ValidTo)
        && (Date is { } date
            ? date.Month == day.Month && date.Day == day.Day
            : DaysAfterEaster == Period.DaysBetween(Easter.Sunday(day.Year), day));
}
