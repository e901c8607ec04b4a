using NodaTime;

namespace FaqBot.Language;

/// <summary>The first and the last of something: days, weeks, months of a longer time.</summary>
internal sealed partial class TimeParser
{
    /// <summary>"third Tuesday of September", "ostatni dzień miesiąca", "20th of next month", "the first 2 weeks of 2021".</summary>
    private TimeSense? Nth(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (!NthNumber(start, out var nth, out var end))
        {
            return null;
        }
        return DayOf(start, nth, end) ?? NthWeekday(nth, end) ?? NthUnit(nth, end);
    }

    /// <summary>"20th of next month", "15 następnego miesiąca".</summary>
    private TimeSense? DayOf(int start, int nth, int at)
    {
        var isOf = Is(at, TimeRole.Of, out _, out var behind);
        var isDay = nth > 0 && (isOf || (_text[start].IsDigits && Is(at, TimeRole.Turn)));
        return isDay && Longer(isOf ? behind : at) is { Days.Grain: TimeUnit.Month } month ? NthIn(nth, TimeUnit.Day, 0, 1, month) : null;
    }

    private TimeSense? NthWeekday(int nth, int at)
    {
        if (!Is(at, TimeRole.Weekday, out var weekday, out var end) && !Is(at, TimeRole.WeakWeekday, out weekday, out end))
        {
            return null;
        }
        if (nth > 0 && AfterDay(end, weekday, nth) is { } after)
        {
            return after;
        }
        return Longer(end) is { } frame ? NthIn(nth, TimeUnit.Day, weekday, 1, frame) : null;
    }

    private TimeSense? NthUnit(int nth, int at)
    {
        var count = Count(at) is { IsDigits: true, Value: < 60 } some ? some : (Numeral?)null;
        if (!Is(count?.To ?? at, TimeRole.Unit, out var value, out var end))
        {
            return null;
        }
        var unit = (TimeUnit)value;
        if (unit == TimeUnit.Century)
        {
            return nth is > 10 and < 29 ? Sense(DaySet.Anchored(unit, CivilCalendar.Years((nth - 1) * 100, 100)), end) : null;
        }
        return Longer(end) is { } frame ? NthIn(nth, unit, 0, (int)(count?.Value ?? 1), frame) : null;
    }

    /// <summary>"the second Tuesday after Christmas".</summary>
    private TimeSense? AfterDay(int at, int weekday, int nth)
    {
        if (!Is(at, TimeRole.After, out _, out var behind) || InnerDays(behind) is not { Days: { IsDay: true } days } sense)
        {
            return null;
        }
        var rule = DayRule.Weekday(weekday);
        var found =
            days.Readings.Select(span => rule.Next(span.From.PlusDays(1)) is { } first ? first.PlusDays(7 * (nth - 1)) : (DaySpan?)null);
        return Sense(DaySet.Anchored(TimeUnit.Day, [.. found]), sense.End);
    }

    /// <summary>"15 następnego miesiąca" is a day, "2 następne miesiące" are two months.</summary>
    private bool IsSingular(int at) =>
        Is(at, TimeRole.Turn) && _text[at].Text is { } word && word.EndsWith("ego", StringComparison.Ordinal);

    /// <summary>Third, last (-1), last but one (-2), third last (-3); 20 before "of".</summary>
    private bool NthNumber(int at, out int nth, out int end)
    {
        if (Is(at, TimeRole.Turn, out var turn, out end) && turn is (int)TimeTurn.Last or (int)TimeTurn.BeforeLast)
        {
            nth = turn == (int)TimeTurn.Last ? -1 : -2;
            return true;
        }
        nth = 0;
        if (NumberIn(at, 1, 60) is not { } number)
        {
            return false;
        }
        if (!number.IsOrdinal && !(number.IsDigits && (Is(number.End, TimeRole.Of) || IsSingular(number.End))))
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
            if (LongerAt(at) is { Days.Grain: > TimeUnit.Weekend } sense)
            {
                return sense;
            }
            if (!IsAny(at, out at, TimeRole.Of, TimeRole.The, TimeRole.Filler))
            {
                return null;
            }
        }
        return null;
    }

    private TimeSense? LongerAt(int at) =>
        Turned(at) ?? MonthAndYear(at) ?? MonthInGenitive(at) ?? QuarterOrHalf(at) ?? Season(at) ?? YearIn(at) ?? PresentUnit(at);

    private TimeSense? PresentUnit(int at) =>
        Is(at, TimeRole.Unit, out var unit, out var end)
        && (TimeUnit)unit is TimeUnit.Week or TimeUnit.Month or TimeUnit.Quarter or TimeUnit.Year
            ? Sense(DaySet.Anchored((TimeUnit)unit, CivilCalendar.Around(_today, (TimeUnit)unit)), end)
            : null;

    /// <summary>"koniec maja": behind a noun it is the month and nobody's name.</summary>
    private TimeSense? MonthInGenitive(int at) =>
        Is(at, TimeRole.MonthOfDay, out var month, out var end)
            ? Sense(DaySet.Recurring(DayRule.Month(month), _today, TimeUnit.Month), end)
            : null;

    private TimeSense? YearIn(int at) => YearAlone(at) is { } year ? year with { IsFirm = true } : null;

    private static TimeSense? NthIn(int nth, TimeUnit unit, int weekday, int count, TimeSense frame)
    {
        var readings =
            frame.Days?.Readings.SelectMany(span => Parts(span, nth, unit, weekday)).Select(first => (DaySpan?)Many(first, unit, count))
            ?? [];
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
        var start = nth > 0
            ? CivilCalendar.Plus(CivilCalendar.Around(span.From, unit).From, unit, nth - 1)
            : CivilCalendar.Plus(CivilCalendar.Around(span.To, unit).From, unit, nth + 1);
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
}
