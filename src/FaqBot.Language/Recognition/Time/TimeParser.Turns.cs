using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>Times named from now: this, next and last; the first and the last of something; its beginning and its end.</summary>
internal sealed partial class TimeParser
{
    /// <summary>"w przyszłym tygodniu", "last Friday", "next three days", "2 upcoming weeks", "to lato".</summary>
    private TimeSense? Turned(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (IsVerb(start))
        {
            return null;
        }
        if (Is(start, TimeRole.Turn, out var value, out var end))
        {
            var turn = (TimeTurn)value;
            end = Past(end);
            return (IsNoUnit(start, end) ? null : TurnedUnit(turn, end))
                ?? TurnedDays(turn, end)
                ?? (Count(end) is { } count ? Rolling(turn, count, count.To) : null);
        }
        return Count(start) is { } before && Is(before.To, TimeRole.Turn, out value, out end)
            ? Rolling((TimeTurn)value, before, end)
            : TurnBehind(start);
    }

    /// <summary>"the week before last", "الأسبوع الماضي".</summary>
    private TimeSense? TurnBehind(int at) =>
        Is(at, TimeRole.Unit, out _, out var behind) && Is(behind, TimeRole.Turn, out var value, out var end)
        && (_text.Language == "ar" || (_text.IsEnglish && (TimeTurn)value is TimeTurn.BeforeLast or TimeTurn.AfterNext))
        && TurnedUnit((TimeTurn)value, at) is { } sense
            ? sense with { End = end }
            : null;

    /// <summary>"It will last two hours" says how long.</summary>
    private bool IsVerb(int at) => _text[at].Is("last") && _text[at - 1].Text
        is "will" or "to" or "not" or "should" or "shouldnt" or "would" or "wouldnt" or "could" or "does" or "doesnt" or "wont"
        or "can" or "cant" or "may" or "might";

    /// <summary>"to tydzień" is an answer to "how long", "tego lata" one summer and not years.</summary>
    private bool IsNoUnit(int turn, int unit) =>
        _text[turn].Is("to") || (_text[unit].Is("lata") && _text[turn].Text is { } word && word.EndsWith("ego", StringComparison.Ordinal));

    private TimeSense? TurnedUnit(TimeTurn turn, int at)
    {
        at = Is(at, TimeRole.Working, out _, out var behind) ? behind : at;
        if (!Is(at, TimeRole.Unit, out var value, out var end))
        {
            return null;
        }
        var unit = (TimeUnit)value;
        if (unit <= TimeUnit.Hour)
        {
            return TurnedMoment(turn, unit, end);
        }
        // "ostatni dzień" is the last of something; "this day" is today.
        if (unit == TimeUnit.Day && turn != TimeTurn.This && turn != TimeTurn.Next && turn != TimeTurn.Coming)
        {
            return null;
        }
        return Sense(unit switch
        {
            TimeUnit.Weekend => Weekend(turn),
            TimeUnit.Season => Season(turn),
            TimeUnit.Fortnight => Rolling(turn, TimeUnit.Week, 2),
            TimeUnit.WorkingDay => CivilCalendar.Plus(_today, unit, Steps(turn)) is { } day ? DaySet.Day(day) : null,
            _ => DaySet.Some(DaySet.Anchored(unit, CivilCalendar.Neighbour(_today, unit, Steps(turn)))),
        }, end);
    }

    private static int Steps(TimeTurn turn) => turn switch
    {
        TimeTurn.AfterNext => 2,
        TimeTurn.BeforeLast => -2,
        _ => Math.Sign((sbyte)turn),
    };

    private DaySet? Weekend(TimeTurn turn)
    {
        DaySpan? At(int weeks) => CivilCalendar.Neighbour(_today, TimeUnit.Weekend, weeks);
        return DaySet.Some(turn switch
        {
            TimeTurn.Coming => DaySet.Anchored(TimeUnit.Weekend, At(0) is { } near && near.From > _today ? near : At(1), At(1)),
            _ => DaySet.Anchored(TimeUnit.Weekend, At(Steps(turn))),
        });
    }

    private DaySet? Season(TimeTurn turn)
    {
        var now = Feasts.SeasonAround(_today);
        return DaySet.Some(DaySet.Anchored(TimeUnit.Season, Steps(turn) switch
        {
            > 0 => Feasts.SeasonAround(now.To.PlusDays(2)),
            < 0 => Feasts.SeasonAround(now.From.PlusDays(-2)),
            _ => now,
        }));
    }

    private TimeSense? TurnedMoment(TimeTurn turn, TimeUnit unit, int end)
    {
        var length = Length(unit, 1);
        return Steps(turn) switch
        {
            0 => new TimeSense(end) { Moments = [new(_now, _now)] },
            < 0 => new TimeSense(end) { Moments = [new(_now.Minus(length), _now)] },
            _ => new TimeSense(end) { Moments = [new(_now, _now.Plus(length))] },
        };
    }

    private static Period Length(TimeUnit unit, int count) => unit switch
    {
        TimeUnit.Second => Period.FromSeconds(count),
        TimeUnit.Minute => Period.FromMinutes(count),
        _ => Period.FromHours(count),
    };

    /// <summary>What comes again, and which of them: "next Monday" is that of next week and may be the first that comes.</summary>
    private TimeSense? TurnedDays(TimeTurn turn, int at)
    {
        if ((DayAndMonth(at) ?? Weekday(at) ?? Feast(at) ?? Season(at) ?? MonthTurned(at) ?? QuarterOrHalf(at))
            is not { Days: { Rule: { } rule } days } sense)
        {
            return null;
        }
        var frame = days.IsWeekday ? TimeUnit.Week : TimeUnit.Year;
        DaySpan? In(int steps) => CivilCalendar.Neighbour(_today, frame, steps) is { } span ? rule.In(span) : null;
        var coming = rule.Next(_today.PlusDays(1));
        var past = rule.Previous(_today);
        var readings = turn switch
        {
            TimeTurn.This => DaySet.Distinct(rule.Now(_today), In(0) is { } here && here.From >= _today ? here : null, coming, In(0)),
            TimeTurn.Next => DaySet.Distinct(In(1), coming),
            TimeTurn.Coming => DaySet.Distinct(coming, days.IsWeekday ? In(1) : null),
            TimeTurn.Past => DaySet.Distinct(past),
            TimeTurn.Last => DaySet.Distinct(past, In(-1)),
            TimeTurn.AfterNext => DaySet.Distinct(coming is { } next ? rule.Next(next.To.PlusDays(1)) : null),
            _ => DaySet.Distinct(past is { } last ? rule.Previous(last.From) : null),
        };
        return Sense(DaySet.Some(new DaySet(readings, days.Grain) { IsAnchored = true }), sense.End);
    }

    private TimeSense? MonthTurned(int at) =>
        MonthAt(at, isBehindDay: false, out var month, out var end, out var isWeak) && (!isWeak || IsLast(end))
            ? Sense(DaySet.Recurring(DayRule.Month(month), _today, TimeUnit.Month), end)
            : null;

    /// <summary>A small whole number: 3, "dwa", "kilka", "couple of".</summary>
    private Numeral? Count(int at)
    {
        // Before the unit: "two quarters" is half of something only to those who count nothing but numbers.
        if (NumberIn(at, 1, 1000) is { IsOrdinal: false } whole && (Is(whole.End, TimeRole.Unit) || Is(whole.End, TimeRole.Turn)))
        {
            return new Numeral(at, whole.End, whole.Value, null, IsOrdinal: false, whole.IsDigits);
        }
        if (Is(at, TimeRole.Count, out var few, out var end) && !Is(end, TimeRole.Count))
        {
            return new Numeral(at, Skip(end, TimeRole.Of), few, null, IsOrdinal: false, IsDigits: false);
        }
        return Numerals.At(_text, at) is { IsOrdinal: false, Value: >= 1 and <= 1000 } number
            && number.Value == decimal.Truncate(number.Value)
            ? number
            : null;
    }

    /// <summary>"ostatnie 2 tygodnie": as many days back from now, or whole weeks of the calendar.</summary>
    private TimeSense? Rolling(TimeTurn turn, Numeral count, int at)
    {
        at = Is(at, TimeRole.Turn, out _, out var more) ? more : at;
        if (turn == TimeTurn.This || !Is(at, TimeRole.Unit, out var value, out var end))
        {
            return null;
        }
        var (unit, number) = ((TimeUnit)value, (int)count.Value);
        if (unit <= TimeUnit.Hour)
        {
            return RollingMoments(Math.Sign((sbyte)turn), number, unit, end);
        }
        return unit == TimeUnit.Fortnight ? Sense(Rolling(turn, TimeUnit.Week, 2 * number), end) : Sense(Rolling(turn, unit, number), end);
    }

    private DaySet? Rolling(TimeTurn turn, TimeUnit unit, int count)
    {
        var isAhead = Math.Sign((sbyte)turn) > 0;
        DaySpan? exact = null;
        if (CivilCalendar.Plus(_today, unit, isAhead ? count : -count) is { } other)
        {
            exact = isAhead ? new DaySpan(_today.PlusDays(1), other) : new DaySpan(other, _today.PlusDays(-1));
        }
        var (first, last) = isAhead ? (1, count) : (-count, -1);
        var whole = CivilCalendar.Neighbour(_today, unit, first) is { } from && CivilCalendar.Neighbour(_today, unit, last) is { } to
            ? new DaySpan(from.From, to.To)
            : (DaySpan?)null;
        return DaySet.Some(DaySet.Anchored(
            TimeUnit.Days, exact is { } days && days.From <= days.To ? days : null, unit == TimeUnit.WorkingDay ? null : whole));
    }

    private TimeSense RollingMoments(int direction, int count, TimeUnit unit, int end)
    {
        var whole = unit switch
        {
            TimeUnit.Hour => _now.Date.At(new LocalTime(_now.Hour, 0)),
            TimeUnit.Minute => _now.Date.At(new LocalTime(_now.Hour, _now.Minute)),
            _ => _now,
        };
        var length = Length(unit, count);
        ImmutableArray<MomentSpan> moments = direction > 0
            ? [new(_now, _now.Plus(length)), new(whole.Plus(Length(unit, 1)), whole.Plus(Length(unit, 1)).Plus(length))]
            : [new(_now.Minus(length), _now), new(whole.Minus(length), whole)];
        return new TimeSense(end) { Moments = [.. moments.Distinct()] };
    }
}
