using NodaTime;

namespace FaqBot.Language;

/// <summary>Dates in digits, and days from one to another in the same month.</summary>
internal sealed partial class TimeParser
{
    /// <summary>A part of a written date: digits, or the name of a month between marks (05-Aug-2016).</summary>
    private readonly record struct DatePart(int Value, int DigitCount, bool IsMonth, int End)
    {
        public bool IsYear => DigitCount == 4;
    }

    /// <summary>12.05.2024, 2024-05-12, 12/05, 05-Aug-2016, 10/2014.</summary>
    private TimeSense? DateInDigits(int at, TimeSense? context)
    {
        if (PartOfDate(at) is not { } first)
        {
            return null;
        }
        if (_text[first.End] is not { Kind: PieceKind.Mark, Text: "." or "/" or "-" } mark)
        {
            return Spaced(first);
        }
        if (PartOfDate(Glued(first.End, mark)) is not { } second)
        {
            return null;
        }
        var isThird =
            _text[second.End].Kind == PieceKind.Mark && string.Equals(_text[second.End].Text, mark.Text, StringComparison.Ordinal);
        if (isThird && PartOfDate(Glued(second.End, mark)) is { } third && Date(first, second, third) is { } date)
        {
            return Sense(date, Is(third.End, TimeRole.Year, out _, out var end) ? end : third.End);
        }
        return (first.IsMonth || second.IsMonth) && first.DigitCount + second.DigitCount == 0 ? null
            : MonthOfYear(first, second) ?? DayOfYear(at, first, second, mark, context);
    }

    /// <summary>"31 10 1974", "2016 10 16": only with a whole year and two digits for the others, and no further digits.</summary>
    private TimeSense? Spaced(DatePart first) =>
        PartOfDate(first.End) is { DigitCount: 2 } second && PartOfDate(second.End) is { DigitCount: > 0 } third
            && first.DigitCount + third.DigitCount == 6 && !_text[third.End].IsDigits && !_text[first.End - 2].IsDigits
            && (first.IsYear ? first.Value : third.Value) is >= YearMin and <= YearMax && Date(first, second, third) is { } date
            ? Sense(date, third.End)
            : null;

    /// <summary>Behind a mark that touches its neighbours; a slash may stand apart.</summary>
    private int Glued(int mark, Piece piece) =>
        (_text.IsGlued(mark) && _text.IsGlued(mark + 1)) || (piece.IsMark('/') && !_text.IsGlued(mark) && !_text.IsGlued(mark + 1))
            ? mark + 1
            : -1;

    private DatePart? PartOfDate(int at)
    {
        if (Plain(at) is { DigitCount: 1 or 2 or 4 } number)
        {
            return new DatePart(number.Value, number.DigitCount, false, number.End);
        }
        return _text[at].IsWord && MonthAt(at, isBehindDay: false, out var month, out var end, out _) && end == at + 1
            ? new DatePart(month, 0, true, end)
            : null;
    }

    private DaySet? Date(DatePart first, DatePart second, DatePart third)
    {
        if (first.IsMonth || second.IsMonth || third.IsMonth)
        {
            var (month, one, other) =
                first.IsMonth ? (first, second, third) : second.IsMonth ? (second, first, third) : (third, first, second);
            var (year, day) = one.IsYear ? (one, other) : (other, one);
            return one.IsMonth || other.IsMonth || day.IsYear ? null : Of(year, (month.Value, day.Value));
        }
        return (first.IsYear, second.IsYear, third.IsYear) switch
        {
            (true, false, false) => Of(first, (second.Value, third.Value)) ?? Of(first, (third.Value, second.Value)),
            (false, false, _) when third.DigitCount >= 2 => Of(third, InOrder(first.Value, second.Value, isWhole: true)),
            _ => null,
        };
    }

    private DaySet? Of(DatePart year, params ReadOnlySpan<(int Month, int Day)> days)
    {
        var dates = new List<DaySpan?>();
        foreach (var (month, day) in days)
        {
            dates.AddRange(FullYears(year.Value).Select(full => DaySpan.Day(CivilCalendar.Date(full, month, day))));
        }
        return DaySet.Some(DaySet.Anchored(TimeUnit.Day, [.. dates]));
    }

    /// <summary>Month and day as the country writes them; the other way where that is no date, of a date with its year.</summary>
    private (int Month, int Day)[] InOrder(int first, int second, bool isWhole)
    {
        (int, int) monthFirst = (first, second), dayFirst = (second, first);
        return (_order, first > 12, second > 12) switch
        {
            (_, true, _) => [dayFirst],
            (DateOrder.DayFirst, _, true) when isWhole => [monthFirst],
            (DateOrder.DayFirst, _, _) => [dayFirst],
            (_, _, true) => [monthFirst],
            (DateOrder.MonthFirst, _, _) => [monthFirst],
            _ => [monthFirst, dayFirst],
        };
    }

    /// <summary>2/2013, 2014-10, dec-2018.</summary>
    private TimeSense? MonthOfYear(DatePart first, DatePart second)
    {
        var (year, month) = first.IsYear ? (first, second) : (second, first);
        return year.IsYear && !month.IsYear && month.Value is >= 1 and <= 12 && year.Value is >= YearMin and <= YearMax
            ? Sense(DaySet.Anchored(TimeUnit.Month, CivilCalendar.Month(year.Value, month.Value)), second.End)
            : null;
    }

    /// <summary>A day and a month. Decimals, fractions and scores look the same, so one digit for the month is a date only beside words
    /// of time, and a dash only beside a weekday.</summary>
    private TimeSense? DayOfYear(int at, DatePart first, DatePart second, Piece mark, TimeSense? context)
    {
        if (first.IsYear
            || second.IsYear
            || (mark.IsMark('-') && context is { Days.IsWeekday: true } && !IsThatWeekday(first, second, context)))
        {
            return null;
        }
        var isPlain = context is { Days: not null } || first.IsMonth || second.IsMonth;
        if (!isPlain && !IsDayAndMonth(at, first, second, mark))
        {
            return null;
        }
        var sets = MonthsAndDays(first, second)
            .Select(day => DaySet.Recurring(DayRule.DayOfYear(day.Month, day.Day), _today, TimeUnit.Day)).OfType<DaySet>().ToList();
        return sets.Count == 0 ? null
            : Sense(sets[0] with { Readings = [.. sets.SelectMany(static set => set.Readings).Distinct()] }, second.End,
                isFirm: isPlain || !mark.IsMark('-') || IsBehindDateWord(at));
    }

    private (int Month, int Day)[] MonthsAndDays(DatePart first, DatePart second) =>
        first.IsMonth ? [(first.Value, second.Value)] : second.IsMonth ? [(second.Value, first.Value)]
        : InOrder(first.Value, second.Value, isWhole: false);

    /// <summary>"Friday 7-6" is 6 July if that is a Friday, else from 7 to 6 o'clock.</summary>
    private bool IsThatWeekday(DatePart first, DatePart second, TimeSense weekday) => InOrder(first.Value, second.Value, isWhole: false)
        .Any(
            day => DayRule.DayOfYear(day.Month, day.Day).Next(_today) is { } next
                && next.From.DayOfWeek == weekday.Days?.Readings[0].From.DayOfWeek);

    private bool IsDayAndMonth(int at, DatePart first, DatePart second, Piece mark) => mark.Text switch
    {
        "." => MayEnd(second.End) && (IsBehindWeekday(at) || (_text.Language is "pl" or "uk" && second.DigitCount == 2)),
        "/" => MayEnd(second.End) && (_text[at + 2].Text is ['0', _] || IsBehindDateWord(at) || IsNoFraction(at, first, second)),
        _ => Math.Max(first.Value, second.Value) is > 12 and <= 31 || IsBehindDateWord(at),
    };

    /// <summary>A slash parts fractions, scores, 24/7 and, in Poland, the house from the flat.</summary>
    private bool IsNoFraction(int at, DatePart first, DatePart second) =>
        Math.Max(first.Value, second.Value) is > 12 and <= 31 && (first.Value, second.Value) is not (24, 7)
        && (!_text.IsPolish || Codes.IsWhole(_text, at, second.End));

    private bool IsBehindWeekday(int at) => IsAny(at - 1, out _, TimeRole.Weekday, TimeRole.WeakWeekday);

    private bool IsBehindDateWord(int at) => IsBehindWeekday(at)
        || IsAny(at - 1, out _, TimeRole.On, TimeRole.From, TimeRole.To, TimeRole.By, TimeRole.Before, TimeRole.After, TimeRole.Turn);

    /// <summary>"od 1 do 5 maja", "July 13-15", "13 to 15 July", "1-5.05".</summary>
    private TimeSense? DaysOfMonth(int at)
    {
        var isBetween = Is(at, TimeRole.Between, out _, out var start);
        start = isBetween || Is(at, TimeRole.From, out _, out start) ? Skip(start, TimeRole.The) : Skip(at, TimeRole.The);
        if (DayNumber(start) is { } first && Separator(first.End, isBetween, out var behind))
        {
            behind = Skip(behind, TimeRole.The);
            var last = DayThenMonth(behind) ?? DateInDigits(behind, null);
            return last is { Days.IsDay: true } end && first.DigitCount <= 2 ? Together(first.Value, end) : null;
        }
        return MonthThenDay(start) is { Days.IsDay: true } from && Separator(from.End, isBetween, out behind)
            && LastDay(Skip(behind, TimeRole.The)) is { } to ? Until(from, to) : null;
    }

    /// <summary>The second of two days of a month; no hour, and none of another month.</summary>
    private TimeNumber? LastDay(int at) => DayNumber(at) is { } day && (MayEnd(day.End) || IsYear(day.End)) && !IsClock(at)
        && !MonthAt(Skip(day.End, TimeRole.Of), isBehindDay: true, out _, out _, out _) ? day : null;

    /// <summary>From the day of that number to a whole date in the same month.</summary>
    private static TimeSense? Together(int day, TimeSense last)
    {
        var days = last.Days?.Readings.Where(span => day < span.From.Day)
            .Select(span => (DaySpan?)new DaySpan(new LocalDate(span.From.Year, span.From.Month, day), span.From));
        return days is null ? null : Sense(DaySet.Some(DaySet.Anchored(TimeUnit.Days, [.. days])), last.End);
    }

    private TimeSense? Until(TimeSense from, TimeNumber to)
    {
        var year = YearBehind(to.End, mayBeShort: false);
        var starts = from.Days?.Readings.Select(
            span => year is { } known ? span.From.PlusYears(FullYears(known.Value)[0] - span.From.Year) : span.From);
        var days = starts?.Select(start =>
            CivilCalendar.Date(start.Year, start.Month, to.Value) is { } end && start < end
                ? new DaySpan(start, end)
                : (DaySpan?)null) ?? [];
        return Sense(DaySet.Some(DaySet.Anchored(TimeUnit.Days, [.. days])), year?.End ?? to.End);
    }
}
