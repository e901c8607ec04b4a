using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Chooses among the readings of a wanted time the one in which somebody at the shop can call.</summary>
internal static class CallTimeReading
{
    /// <summary>"At two" is the hour that begins then.</summary>
    private const int HoursOfMoment = 1;

    /// <summary>Whether it says when.</summary>
    public static bool IsOfTime(RecognizedEntity entity) => entity.Kind is EntityKind.Date or EntityKind.Time or EntityKind.DateTime
        or EntityKind.DateRange or EntityKind.TimeRange or EntityKind.DateTimeRange;

    /// <summary>The window; null where nobody can call then.</summary>
    /// <param name="entity">What was recognised.</param>
    /// <param name="windows">When people can call.</param>
    /// <param name="today">Where the shop is.</param>
    public static CallWindow? Of(RecognizedEntity entity, CallWindows windows, LocalDate today) => entity.Values
        .Where(value => !IsPast(value, today))
        .Select(value => Of(value, windows, today))
        .OfType<CallWindow>()
        .FirstOrDefault();

    /// <summary>"Wednesday morning" may be last week's.</summary>
    private static bool IsPast(EntityValue value, LocalDate today) => value switch
    {
        EntityValue.Date day => day.Value < today,
        EntityValue.DateTime moment => moment.Value.Date < today,
        EntityValue.DateRange { To: { } to } => to < today,
        EntityValue.DateTimeRange { To: { } to } => to.Date < today,
        _ => false,
    };

    private static CallWindow? Of(EntityValue value, CallWindows windows, LocalDate today) => value switch
    {
        EntityValue.DateTimeRange range => windows.Within(range.From, range.To ?? EndOf(range.From?.Date)),
        EntityValue.DateTime moment => windows.Within(moment.Value, moment.Value.PlusHours(HoursOfMoment)),
        EntityValue.Date day => windows.Within(day.Value.AtMidnight(), EndOf(day.Value)),
        EntityValue.DateRange range => windows.Within(range.From?.AtMidnight(), EndOf(range.To)),
        EntityValue.Time time => OnDay(windows, today, time.Value, time.Value.PlusHours(HoursOfMoment)),
        EntityValue.TimeRange range => OnDay(windows, today, range.From, range.To),
        _ => null,
    };

    /// <summary>A time without a day is that of the first day on which it can be.</summary>
    private static CallWindow? OnDay(CallWindows windows, LocalDate today, LocalTime? from, LocalTime? to) => windows.DaysFrom(today)
        .Select(day => windows.Within(
            (from is { } start ? day.At(start) : day.AtMidnight()),
            to is { } end && end > (from ?? LocalTime.Midnight) ? day.At(end) : EndOf(day)))
        .OfType<CallWindow>()
        .FirstOrDefault();

    private static LocalDateTime? EndOf(LocalDate? day) => day?.PlusDays(1).AtMidnight();
}
