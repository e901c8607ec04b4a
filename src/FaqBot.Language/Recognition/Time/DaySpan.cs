using NodaTime;

namespace FaqBot.Language;

/// <summary>Days in a row, both ends included.</summary>
internal readonly record struct DaySpan(LocalDate From, LocalDate To)
{
    public bool IsDay => From == To;

    public static DaySpan Day(LocalDate date) => new(date, date);

    public static DaySpan? Day(LocalDate? date) => date is { } day ? Day(day) : null;

    public static DaySpan Of(LocalDate from, Period length) => new(from, from.Plus(length).PlusDays(-1));

    public bool Contains(LocalDate date) => From <= date && date <= To;

    public DaySpan PlusDays(int days) => new(From.PlusDays(days), To.PlusDays(days));
}
