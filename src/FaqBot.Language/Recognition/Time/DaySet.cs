using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>What a phrase says about days.</summary>
/// <param name="Readings">The days it may mean, likeliest first; not empty.</param>
/// <param name="Grain">Day for single days, else what the readings are one of.</param>
internal sealed record DaySet(ImmutableArray<DaySpan> Readings, TimeUnit Grain)
{
    /// <summary>Set where the days come again and nothing said which of them is meant.</summary>
    public DayRule? Rule { get; init; }

    /// <summary>The calendar unit that it points into: "in two weeks" is a day of a week.</summary>
    public TimeUnit Frame { get; init; } = Grain;

    /// <summary>Whether it was said which one: next week, May 2024; not just May.</summary>
    public bool IsAnchored { get; init; }

    public bool IsWeekday { get; init; }

    public bool IsDay => Grain == TimeUnit.Day;

    public static DaySet Anchored(TimeUnit grain, params ReadOnlySpan<DaySpan?> readings) =>
        new(Distinct(readings), grain) { IsAnchored = true };

    public static DaySet Day(LocalDate date, TimeUnit frame = TimeUnit.Day) =>
        new([DaySpan.Day(date)], TimeUnit.Day) { IsAnchored = true, Frame = frame };

    /// <summary>What comes again: the next one, today's included, then the one before.</summary>
    public static DaySet? Recurring(DayRule rule, LocalDate today, TimeUnit grain) =>
        Some(new DaySet(Distinct(rule.Now(today), rule.Next(today), rule.Previous(today)), grain) { Rule = rule });

    /// <summary>A weekday: the next one, today skipped, then the last one; on the day itself perhaps today.</summary>
    public static DaySet Weekday(int weekday, LocalDate today)
    {
        var rule = DayRule.Weekday(weekday);
        var readings = Distinct(rule.Next(today.PlusDays(1)), rule.Previous(today), rule.Now(today));
        return new DaySet(readings, TimeUnit.Day) { Rule = rule, IsWeekday = true };
    }

    /// <summary>Null without readings.</summary>
    public static DaySet? Some(DaySet? days) => days is { Readings.Length: > 0 } ? days : null;

    public static ImmutableArray<DaySpan> Distinct(params ReadOnlySpan<DaySpan?> readings)
    {
        var distinct = ImmutableArray.CreateBuilder<DaySpan>(readings.Length);
        foreach (var reading in readings)
        {
            if (reading is { } span && !distinct.Contains(span))
            {
                distinct.Add(span);
            }
        }
        return distinct.ToImmutable();
    }

    /// <summary>Both at once: "Monday, 12 May", "next week on Friday", "Easter next year"; null where they contradict each other.</summary>
    public DaySet? And(DaySet other) =>
        IsFrameOf(other) ? other.Within(this)
        : other.IsFrameOf(this) ? Within(other)
        : Frame <= TimeUnit.WorkingDay && other.Frame <= TimeUnit.WorkingDay ? Agreeing(other)
        : null;

    /// <summary>The first of these that lie in the readings of a longer time.</summary>
    public DaySet? Within(DaySet frame)
    {
        if (Rule is not { } rule)
        {
            return null;
        }
        var found = frame.Readings.Select(span => frame.IsDay
            ? rule.In(CivilCalendar.Around(span.From, frame.Frame)) ?? rule.Next(span.From)
            : rule.In(span));
        return Some(new DaySet(Distinct([.. found]), Grain) { IsAnchored = true });
    }

    private bool IsFrameOf(DaySet other) => IsAnchored && other.Rule is not null && Frame > other.Frame && Frame > TimeUnit.WorkingDay;

    private DaySet? Agreeing(DaySet other)
    {
        if (IsWeekday == other.IsWeekday)
        {
            return Some(other with { Readings = [.. Readings.Where(other.Readings.Contains)], IsAnchored = true, Rule = null });
        }
        var (weekday, day) = IsWeekday ? (this, other) : (other, this);
        var wanted = weekday.Readings[0].From.DayOfWeek;
        var matching = day.Readings.Where(span => span.From.DayOfWeek == wanted).ToImmutableArray();
        // A weekday that is wrong by a year's shift is a slip; the date is what was looked up.
        return day with { Readings = matching.IsEmpty ? day.Readings : matching, IsAnchored = true, Rule = null };
    }
}
