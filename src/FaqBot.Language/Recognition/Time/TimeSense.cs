using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>From one moment to another; null is open.</summary>
internal readonly record struct MomentSpan(LocalDateTime? From, LocalDateTime? To);

/// <summary>What a phrase, or a part of one, says about time.</summary>
/// <param name="End">Behind its last piece.</param>
internal sealed record TimeSense(int End)
{
    public DaySet? Days { get; init; }

    public ClockSet? Clock { get; init; }

    /// <summary>Moments counted from now to the minute or second; nothing joins them.</summary>
    public ImmutableArray<MomentSpan> Moments { get; init; } = [];

    /// <summary>Whether it may stand alone in a sentence; else only as a whole message, or beside what says that time is meant.</summary>
    public bool IsFirm { get; init; } = true;

    /// <summary>Both at once: day and hour, weekday and date; null where they do not go together.</summary>
    public TimeSense? And(TimeSense next)
    {
        if (Moments.Length + next.Moments.Length > 0)
        {
            return null;
        }
        var days = Days is null ? next.Days : next.Days is null ? Days : Days.And(next.Days);
        var clock = Clock is null ? next.Clock : next.Clock is null ? Clock : Clock.And(next.Clock);
        var isLost = (days is null && (Days ?? next.Days) is not null) || (clock is null && (Clock ?? next.Clock) is not null);
        var isOfNoDay = clock is not null && days is { IsDay: false };
        return isLost || isOfNoDay ? null : new TimeSense(next.End) { Days = days, Clock = clock, IsFirm = IsFirm || next.IsFirm };
    }
}
