using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>From one time of the clock to another; the end may lie on the next day (midnight is 00:00), null is open.</summary>
internal readonly record struct ClockSpan(LocalTime? From, LocalTime? To)
{
    public bool Contains(LocalTime time) => From is not { } from || To is not { } to
        || (from < to ? from <= time && time <= to : time >= from || time <= to);
}

/// <summary>What a phrase says about the clock.</summary>
/// <param name="Readings">Likeliest first; not empty.</param>
/// <param name="IsPoint">One time; both ends of each reading are it.</param>
internal sealed record ClockSet(ImmutableArray<ClockSpan> Readings, bool IsPoint)
{
    private const int HalfDayHours = 12;
    private const int FirstWakingHour = 7;

    /// <summary>A part of the day: "in the morning".</summary>
    public DayPart? Part { get; init; }

    /// <summary>Whether it was said, or is plain, which half of the day is meant.</summary>
    public bool IsCertain { get; init; }

    public static ClockSet At(LocalTime time) => new([new ClockSpan(time, time)], IsPoint: true) { IsCertain = true };

    /// <summary>An hour of the twelve: morning or afternoon.</summary>
    public static ClockSet Either(LocalTime time)
    {
        var other = time.PlusHours(HalfDayHours);
        return new([.. InWakingOrder(time, other).Select(static at => new ClockSpan(at, at))], IsPoint: true);
    }

    public static ClockSet Of(DayPart part) => new(DayParts.Of(part), IsPoint: false) { Part = part, IsCertain = true };

    /// <summary>Times of which several are possible, the next to come first.</summary>
    public ClockSet From(LocalTime now) =>
        IsPoint && !IsCertain ? this with { Readings = [.. Readings.OrderBy(span => span.From > now ? 0 : 1)] } : this;

    /// <summary>The readings in that half or part of the day; all if none is.</summary>
    public ClockSet In(DayPart part)
    {
        var fitting = Readings.Where(span => span.From is { } from && DayParts.Fits(part, from)).ToImmutableArray();
        return fitting.IsEmpty || IsCertain ? this : this with { Readings = fitting, IsCertain = true };
    }

    public ClockSet InHalf(int hour)
    {
        var fitting = Readings.Where(span => span.From is { } from && from.Hour / HalfDayHours == hour / HalfDayHours).ToImmutableArray();
        return this with { Readings = fitting.IsEmpty ? Readings : fitting, IsCertain = true };
    }

    /// <summary>A part of the day with a time: "in the morning at 7"; null for two times.</summary>
    public ClockSet? And(ClockSet other) => (Part, other.Part) switch
    {
        ({ } part, null) => other.In(part),
        (null, { } part) => In(part),
        _ => null,
    };

    /// <summary>From this time to that one.</summary>
    public ClockSet To(ClockSet end)
    {
        var pairs = ImmutableArray.CreateBuilder<ClockSpan>();
        if (end.IsCertain && !IsCertain)
        {
            pairs.AddRange(end.Readings.Select(span => new ClockSpan(LatestBefore(span.To), span.To)));
        }
        else
        {
            pairs.AddRange(Readings.Select(span => new ClockSpan(span.From, end.EarliestAfter(span.From))));
        }
        return new ClockSet([.. pairs.Distinct()], IsPoint: false) { IsCertain = IsCertain || end.IsCertain };
    }

    /// <summary>From then on.</summary>
    public ClockSet OrLater() => this with { Readings = [.. Readings.Select(static span => span with { To = null })], IsPoint = false };

    /// <summary>From then until so long after.</summary>
    public ClockSet For(TimeLength length) => this with
    {
        IsPoint = false,
        Readings = [.. Readings.Select(span => span with
        {
            To = span.From is { } from ? length.From(new LocalDate(2000, 1, 1).At(from), +1)?.TimeOfDay : null,
        })],
    };

    private LocalTime? LatestBefore(LocalTime? end) =>
        Readings.Select(static span => span.From).Where(from => from < end).Max() ?? Readings[0].From;

    private LocalTime? EarliestAfter(LocalTime? start) =>
        Readings.Select(static span => span.To).Where(to => to > start).Min() ?? Readings.Select(static span => span.To).Min();

    private static LocalTime[] InWakingOrder(LocalTime time, LocalTime other)
    {
        var (early, late) = time < other ? (time, other) : (other, time);
        return early.Hour < FirstWakingHour ? [late, early] : [early, late];
    }
}
