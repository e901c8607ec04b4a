using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>Times named from now: this, next and last; the first and the last of something; its beginning and its end.</summary>
internal sealed partial class TimeParser
{
    private static readonly LocalTime LastSecond = new(23, 59, 59);

    /// <summary>"w przyszłym tygodniu", "last Friday", "next three days", "2 upcoming weeks", "to lato".</summary>
    private TimeSense? Turned(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (Is(start, TimeRole.Turn, out var value, out var end))
        {
            var turn = (TimeTurn)value;
            end = Past(end);
            return (IsNoUnit(start, end) ? null : TurnedUnit(turn, end)) ?? TurnedDays(turn, end) ?? (Count(end) is { } count ? Rolling(turn, count, count.To, start) : null);
        }
        return Count(start) is { } before && Is(before.To, TimeRole.Turn, out value, out end) ? Rolling((TimeTurn)value, before, end, start) : null;
    }

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
        if ((DayAndMonth(at) ?? Weekday(at) ?? Feast(at) ?? Season(at) ?? MonthTurned(at) ?? QuarterOrHalf(at)) is not { Days: { Rule: { } rule } days } sense)
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

    private TimeSense? MonthTurned(int at) => MonthAt(at, isBehindDay: false, out var month, out var end, out var isWeak) && (!isWeak || IsLast(end))
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
        return Numerals.At(_text, at) is { IsOrdinal: false, Value: >= 1 and <= 1000 } number && number.Value == decimal.Truncate(number.Value) ? number : null;
    }

    /// <summary>"ostatnie 2 tygodnie": as many days back from now, or whole weeks of the calendar.</summary>
    private TimeSense? Rolling(TimeTurn turn, Numeral count, int at, int start)
    {
        at = Is(at, TimeRole.Turn, out _, out var more) ? more : at;
        if (turn == TimeTurn.This || !Is(at, TimeRole.Unit, out var value, out var end) || start < 0)
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
        return DaySet.Some(DaySet.Anchored(TimeUnit.Days, exact is { } days && days.From <= days.To ? days : null, unit == TimeUnit.WorkingDay ? null : whole));
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

    /// <summary>"third Tuesday of September", "ostatni dzień miesiąca", "20th of next month", "the first 2 weeks of 2021".</summary>
    private TimeSense? Nth(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (!NthNumber(start, out var nth, out var end))
        {
            return null;
        }
        if (nth > 0 && Is(end, TimeRole.Of, out _, out var behind) && Longer(behind) is { Days.Grain: TimeUnit.Month } month)
        {
            return NthIn(nth, TimeUnit.Day, 0, 1, month);
        }
        if (nth > 0 && _text[start].IsDigits && Is(end, TimeRole.Turn) && Longer(end) is { Days.Grain: TimeUnit.Month } turned)
        {
            return NthIn(nth, TimeUnit.Day, 0, 1, turned);
        }
        var count = Count(end) is { IsDigits: true, Value: < 60 } some ? some : (Numeral?)null;
        end = count?.To ?? end;
        var isWeekday = Is(end, TimeRole.Weekday, out var weekday, out var noun) || Is(end, TimeRole.WeakWeekday, out weekday, out noun);
        if ((!isWeekday && !Is(end, TimeRole.Unit, out _, out noun)) || nth == 0)
        {
            return null;
        }
        if (isWeekday && nth > 0 && AfterDay(noun, weekday, nth) is { } after)
        {
            return after;
        }
        var unit = isWeekday ? TimeUnit.Day : (TimeUnit)UnitAt(end);
        if (unit == TimeUnit.Century)
        {
            return Sense(DaySet.Anchored(unit, nth is > 10 and < 29 ? CivilCalendar.Years((nth - 1) * 100, 100) : null) is { Readings.Length: > 0 } century ? century : null, noun);
        }
        return Longer(noun) is { } frame ? NthIn(nth, unit, isWeekday ? weekday : 0, (int)(count?.Value ?? 1), frame) : null;
    }

    /// <summary>"the second Tuesday after Christmas".</summary>
    private TimeSense? AfterDay(int at, int weekday, int nth) => Is(at, TimeRole.After, out _, out var behind) && Days(behind, null) is { Days: { IsDay: true } days } sense
        ? Sense(DaySet.Anchored(TimeUnit.Day, [.. days.Readings.Select(span =>
            DayRule.Weekday(weekday).Next(span.From.PlusDays(1)) is { } first ? first.PlusDays(7 * (nth - 1)) : (DaySpan?)null)]), sense.End)
        : null;

    private int UnitAt(int at) => Is(at, TimeRole.Unit, out var unit, out _) ? unit : 0;

    /// <summary>"15 następnego miesiąca" is a day, "2 następne miesiące" are two months.</summary>
    private bool IsSingular(int at) => Is(at, TimeRole.Turn) && _text[at].Text is { } word && word.EndsWith("ego", StringComparison.Ordinal);

    /// <summary>Third, last (-1), last but one (-2), third last (-3); 20 before "of".</summary>
    private bool NthNumber(int at, out int nth, out int end)
    {
        if (Is(at, TimeRole.Turn, out var turn, out end) && turn is (int)TimeTurn.Last or (int)TimeTurn.BeforeLast)
        {
            nth = turn == (int)TimeTurn.Last ? -1 : -2;
            return true;
        }
        nth = 0;
        if (NumberIn(at, 1, 60) is not { } number || (!number.IsOrdinal && !(number.IsDigits && (Is(number.End, TimeRole.Of) || IsSingular(number.End)))))
        {
            return false;
        }
        var isLast = Is(number.End, TimeRole.Turn, out turn, out var behind) && turn == (int)TimeTurn.Last;
        (nth, end) = isLast ? (-number.Value, behind) : (number.Value, _text[number.End].IsMark('.') ? number.End + 1 : number.End);
        return true;
    }

    /// <summary>The month, year... that something is a part of, behind "of the".</summary>
    private TimeSense? Longer(int at)
    {
        for (var words = 0; words < 3; words++)
        {
            if ((Turned(at) ?? MonthAndYear(at) ?? MonthInGenitive(at) ?? QuarterOrHalf(at) ?? Season(at) ?? YearIn(at)) is { Days.Grain: > TimeUnit.Weekend } sense)
            {
                return sense;
            }
            if (Is(at, TimeRole.Unit, out var unit, out var end) && (TimeUnit)unit is TimeUnit.Week or TimeUnit.Month or TimeUnit.Quarter or TimeUnit.Year)
            {
                return YearIn(at) ?? Sense(DaySet.Anchored((TimeUnit)unit, CivilCalendar.Around(_today, (TimeUnit)unit)), end);
            }
            if (!Is(at, TimeRole.Of, out _, out end) && !Is(at, TimeRole.The, out _, out end) && !Is(at, TimeRole.Filler, out _, out end))
            {
                return null;
            }
            at = end;
        }
        return null;
    }

    /// <summary>"koniec maja": behind a noun it is the month and nobody's name.</summary>
    private TimeSense? MonthInGenitive(int at) =>
        Is(at, TimeRole.MonthOfDay, out var month, out var end) ? Sense(DaySet.Recurring(DayRule.Month(month), _today, TimeUnit.Month), end) : null;

    private TimeSense? YearIn(int at) => YearAlone(at) is { } year ? year with { IsFirm = true } : null;

    private static TimeSense? NthIn(int nth, TimeUnit unit, int weekday, int count, TimeSense frame)
    {
        var readings = frame.Days?.Readings.SelectMany(span => Parts(span, nth, unit, weekday)).Select(first => (DaySpan?)Many(first, unit, count)) ?? [];
        var grain = weekday > 0 ? TimeUnit.Day : count > 1 ? TimeUnit.Days : unit;
        return Sense(DaySet.Some(DaySet.Anchored(grain, [.. readings])), frame.End);
    }

    private static DaySpan Many(DaySpan first, TimeUnit unit, int count) =>
        count > 1 && CivilCalendar.Plus(first.From, unit, count) is { } end ? new DaySpan(first.From, end.PlusDays(-1)) : first;

    private static IEnumerable<DaySpan> Parts(DaySpan span, int nth, TimeUnit unit, int weekday)
    {
        if (weekday > 0)
        {
            return CivilCalendar.Nth(span, (IsoDayOfWeek)weekday, nth) is { } date ? [DaySpan.Day(date)] : [];
        }
        if (unit is TimeUnit.Week or TimeUnit.Weekend)
        {
            return Weeks(span, nth, unit);
        }
        // Days, months and quarters fill the longer time without a rest.
        var start = nth > 0 ? CivilCalendar.Plus(CivilCalendar.Around(span.From, unit).From, unit, nth - 1) : CivilCalendar.Plus(CivilCalendar.Around(span.To, unit).From, unit, nth + 1);
        return start is { } from && span.Contains(from) ? [CivilCalendar.Around(from, unit)] : [];
    }

    /// <summary>The first week may be the one with the greater part in the month (ISO 8601), or the first whole one.</summary>
    private static IEnumerable<DaySpan> Weeks(DaySpan span, int nth, TimeUnit unit)
    {
        if (unit == TimeUnit.Weekend)
        {
            return CivilCalendar.Nth(span, IsoDayOfWeek.Saturday, nth) is { } saturday ? [CivilCalendar.Weekend(saturday)] : [];
        }
        var byMost = CivilCalendar.Nth(span, IsoDayOfWeek.Thursday, nth);
        var whole = CivilCalendar.Nth(span, nth > 0 ? IsoDayOfWeek.Monday : IsoDayOfWeek.Sunday, nth);
        return new[] { byMost, whole }.OfType<LocalDate>().Select(CivilCalendar.Week).Distinct();
    }

    /// <summary>"koniec miesiąca", "mid January", "EOM", "later this week", "end of today".</summary>
    private TimeSense? PartOf(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (Is(start, TimeRole.EdgeOfUnit, out var both, out var end))
        {
            var unit = (TimeUnit)(both % TimeWords.EdgeFactor);
            return EdgeOf((TimeEdge)(both / TimeWords.EdgeFactor), CivilCalendar.Around(_today, unit), unit, end);
        }
        if (!Is(start, TimeRole.Edge, out var edge, out end))
        {
            return null;
        }
        end = _text[end].IsMark('-') ? end + 1 : end;
        var inner = Skip(Skip(end, TimeRole.Of), TimeRole.The);
        if ((RelativeDay(inner) ?? ThisDay(inner)) is { Days: { } day } today)
        {
            return (TimeEdge)edge switch
            {
                TimeEdge.End => today with { Clock = ClockSet.At(LastSecond), Days = day },
                TimeEdge.Late => today with { Clock = Rest(day), Days = day },
                _ => null,
            };
        }
        if (Longer(end) is not { Days: { } frame } sense)
        {
            return null;
        }
        var parts = frame.Readings.SelectMany(span => Edges((TimeEdge)edge, span, frame.Grain, _today)).Select(span => (DaySpan?)span);
        return Sense(DaySet.Anchored(TimeUnit.Days, [.. parts]) with { Rule = null }, sense.End);
    }

    /// <summary>What is left of today; of another day its second half.</summary>
    private ClockSet Rest(DaySet day) => new(
        [new(day.Readings[0].From == _today && _now.Hour >= 12 ? _now.TimeOfDay : LocalTime.Noon, LocalTime.Midnight)], IsPoint: false);

    private TimeSense? ThisDay(int at) => UnitAt(at) == (int)TimeUnit.Day && Is(at, TimeRole.Unit, out _, out var end) ? Sense(DaySet.Day(_today), end) : null;

    private static TimeSense? EdgeOf(TimeEdge edge, DaySpan span, TimeUnit unit, int end) => unit == TimeUnit.Day
        ? new TimeSense(end) { Days = DaySet.Day(span.From), Clock = ClockSet.At(LastSecond) }
        : Sense(DaySet.Anchored(TimeUnit.Days, [.. Edges(edge, span, unit, default).Select(part => (DaySpan?)part)]), end);

    /// <summary>There is no standard for how long a beginning is: a third or a half (Duckling, Recognizers-Text), as people say it.</summary>
    private static IEnumerable<DaySpan> Edges(TimeEdge edge, DaySpan span, TimeUnit unit, LocalDate today)
    {
        if (edge is TimeEdge.Early or TimeEdge.Late)
        {
            var isEarly = edge == TimeEdge.Early;
            var named = Edges(isEarly ? TimeEdge.Beginning : TimeEdge.End, span, unit, today);
            return !span.Contains(today) ? named
                : isEarly ? span.From < today ? named.Append(span with { To = today.PlusDays(-1) }) : named
                : named.Append(span with { From = today });
        }
        DaySpan Days(int from, int to) => new(span.From.PlusDays(from - 1), to == 0 ? span.To : span.From.PlusDays(to - 1));
        DaySpan Months(int from, int to) => new(span.From.PlusMonths(from - 1), span.From.PlusMonths(to).PlusDays(-1));
        return (unit, edge) switch
        {
            (TimeUnit.Week, TimeEdge.Beginning) => [Days(1, 3), Days(1, 2)],
            (TimeUnit.Week, TimeEdge.Middle) => [Days(3, 4), Days(2, 4)],
            (TimeUnit.Week, _) => [Days(5, 7), Days(4, 7)],
            (TimeUnit.Month, TimeEdge.Beginning) => [Days(1, 10), Days(1, 15)],
            (TimeUnit.Month, TimeEdge.Middle) => [Days(11, 20), Days(10, 20)],
            (TimeUnit.Month, _) => [Days(21, 0), Days(16, 0)],
            (TimeUnit.Year, TimeEdge.Beginning) => [Months(1, 3), Months(1, 6)],
            (TimeUnit.Year, TimeEdge.Middle) => [Months(5, 8), Months(6, 7)],
            (TimeUnit.Year, _) => [Months(9, 12), Months(7, 12)],
            _ => Thirds(edge, span),
        };
    }

    private static IEnumerable<DaySpan> Thirds(TimeEdge edge, DaySpan span)
    {
        var third = (Period.DaysBetween(span.From, span.To) + 1) / 3;
        return [edge switch
        {
            TimeEdge.Beginning => new DaySpan(span.From, span.From.PlusDays(third - 1)),
            TimeEdge.End => new DaySpan(span.To.PlusDays(1 - third), span.To),
            _ => new DaySpan(span.From.PlusDays(third), span.To.PlusDays(-third)),
        }];
    }
}
