using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>A whole phrase of time with its values.</summary>
/// <param name="Kind">Of all values.</param>
/// <param name="End">Behind its last piece.</param>
/// <param name="Values">Likeliest first; not empty.</param>
internal sealed record TimeReading(EntityKind Kind, int End, ImmutableArray<EntityValue> Values)
{
    private const int ValuesMax = 8;

    /// <summary>Whether it may stand in a sentence; else only as a whole message.</summary>
    public bool IsFirm { get; init; } = true;

    public static TimeReading? Of(TimeSense sense, LocalDateTime now)
    {
        var (kind, values) = sense switch
        {
            { Moments: [var first, ..] } => OfMoments(sense.Moments, first.From == first.To),
            { Days: { } days, Clock: { } clock } => OnDays(days, clock, now),
            { Days: { } days } => OfDays(days),
            { Clock: { } clock } => OfClock(clock.From(now.TimeOfDay)),
            _ => (EntityKind.Date, []),
        };
        var distinct = values.Distinct().Take(ValuesMax).ToImmutableArray();
        return distinct.IsEmpty ? null : new TimeReading(kind, sense.End, distinct) { IsFirm = sense.IsFirm };
    }

    private static (EntityKind Kind, IEnumerable<EntityValue> Values) OfMoments(ImmutableArray<MomentSpan> moments, bool isPoint) => isPoint
        ? (EntityKind.DateTime, moments
            .Select(static span => span.From)
            .OfType<LocalDateTime>()
            .Select(static moment => new EntityValue.DateTime(moment)))
        : (EntityKind.DateTimeRange, moments.Select(static span => new EntityValue.DateTimeRange(span.From, span.To)));

    private static (EntityKind Kind, IEnumerable<EntityValue> Values) OfDays(DaySet days) =>
        days.IsDay && days.Readings.All(static span => span.IsDay)
            ? (EntityKind.Date, days.Readings.Select(static span => new EntityValue.Date(span.From)))
            : (EntityKind.DateRange, days.Readings.Select(static span => new EntityValue.DateRange(span.From, span.To)));

    private static (EntityKind Kind, IEnumerable<EntityValue> Values) OfClock(ClockSet clock) => clock.IsPoint
        ? (EntityKind.Time, clock.Readings.Select(static span => new EntityValue.Time(span.From ?? LocalTime.Midnight)))
        : (EntityKind.TimeRange, clock.Readings.Select(static span => new EntityValue.TimeRange(span.From, span.To)));

    private static (EntityKind Kind, IEnumerable<EntityValue> Values) OnDays(DaySet days, ClockSet clock, LocalDateTime now)
    {
        var isToday = days.Readings is [{ IsDay: true } only] && only.From == now.Date;
        var times = isToday ? clock.From(now.TimeOfDay) : clock;
        var pairs = days.Readings.SelectMany(span => times.Readings.Select(time => (span.From, time)));
        return clock.IsPoint
            ? (EntityKind.DateTime, pairs.Select(static pair =>
                new EntityValue.DateTime(pair.From.At(pair.time.From ?? LocalTime.Midnight))))
            : (EntityKind.DateTimeRange, pairs.Select(static pair => OnDay(pair.From, pair.time)));
    }

    /// <summary>What ends no later than it begins ends on the next day.</summary>
    private static EntityValue.DateTimeRange OnDay(LocalDate day, ClockSpan span) => new(
        span.From is { } from ? day.At(from) : null,
        span.To is { } to ? (span.From is { } start && to <= start ? day.PlusDays(1) : day).At(to) : null);
}
