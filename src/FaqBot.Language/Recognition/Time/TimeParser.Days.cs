using NodaTime;

namespace FaqBot.Language;

/// <summary>Days, weeks, months and years by name.</summary>
internal sealed partial class TimeParser
{
    private TimeSense? Days(int at, TimeSense? context) =>
        DateInDigits(at, context) ?? DaysOfMonth(at) ?? Offset(at) ?? Nth(at) ?? DayAndMonth(at) ?? Turned(at) ?? PartOf(at)
        ?? Weekday(at) ?? RelativeDay(at) ?? WeekendOrNow(at) ?? MonthAndYear(at) ?? Feast(at) ?? Season(at) ?? QuarterOrHalf(at) ?? WeekOf(at) ?? YearAlone(at)
        ?? DayOfMonth(at);

    private static TimeSense? Sense(DaySet? days, int end, bool isFirm = true) =>
        days is null ? null : new TimeSense(end) { Days = days, IsFirm = isFirm };

    private TimeSense? RelativeDay(int at) =>
        Is(at, TimeRole.Day, out var offset, out var end) ? Sense(DaySet.Day(_today.PlusDays(offset)), end) : null;

    /// <summary>The weekend; "in the week", "for the month"; "now" only as a whole message: sentences are full of it.</summary>
    private TimeSense? WeekendOrNow(int at)
    {
        if (Is(at, TimeRole.Now, out _, out var end))
        {
            return new TimeSense(end) { Moments = [new(_now, _now)], IsFirm = false };
        }
        var start = Skip(at, TimeRole.The);
        if (!Is(start, TimeRole.Unit, out var value, out end))
        {
            return null;
        }
        var unit = (TimeUnit)value;
        return unit == TimeUnit.Weekend && !_text[start].Is("weekends") ? Sense(DaySet.Recurring(DayRule.Weekly(week => CivilCalendar.Weekend(week.From)), _today, unit), end)
            : start > at && unit is TimeUnit.Week or TimeUnit.Month or TimeUnit.Year && _text[at - 1].Text is "in" or "for" or "during" && MayEnd(end)
            ? Sense(DaySet.Anchored(unit, CivilCalendar.Around(_today, unit)), end)
            : null;
    }

    /// <summary>"12 maja 2024", "the 12th of May", "May 12", "luty 15".</summary>
    private TimeSense? DayAndMonth(int at)
    {
        var start = Skip(at, TimeRole.The);
        return DayThenMonth(start) ?? MonthThenDay(start);
    }

    private TimeSense? DayThenMonth(int at)
    {
        if (DayNumber(at) is not { } day)
        {
            return null;
        }
        var next = _text[day.End].IsMark('.') && !_text.IsGlued(day.End + 1) ? day.End + 1 : day.End;
        var isOf = Is(next, TimeRole.Of, out _, out var behindOf);
        return MonthAt(isOf ? behindOf : next, isBehindDay: true, out var month, out var end, out var isWeak)
            && (!isWeak || day.IsOrdinal || isOf || IsLast(end)) ? WithYear(month, day.Value, end, mayBeShort: true) : null;
    }

    private TimeSense? MonthThenDay(int at)
    {
        // "MAY20" is a code.
        if (IsOfAddress(at) || !MonthAt(at, isBehindDay: false, out var month, out var end, out _) || (_text.IsGlued(end) && _text[end].IsDigits))
        {
            return null;
        }
        end = Skip(Past(end), TimeRole.The);
        return DayNumber(end) is { } day && (day.IsOrdinal || MayEnd(day.End) || IsYear(day.End) || Separator(day.End, isBetween: false, out _)) && !IsClock(end)
            ? WithYear(month, day.Value, day.End, mayBeShort: day.IsOrdinal && !day.IsDigits)
            : null;
    }

    /// <summary>The month of a street: "ul. 11 Listopada 4".</summary>
    private bool IsOfAddress(int at) => _text[at - 1].IsDigits && IsLabelled(at - 1);

    /// <summary>1 to 31; in Polish words only as an ordinal, and none of an hour.</summary>
    private TimeNumber? DayNumber(int at) =>
        NumberIn(at, 1, 31) is { } day && day.DigitCount <= 2 && (day.IsDigits ? !day.IsFeminine : !_text.IsPolish || (day.IsOrdinal && !day.IsFeminine))
            ? day
            : null;

    private bool MonthAt(int at, bool isBehindDay, out int month, out int end, out bool isWeak)
    {
        isWeak = false;
        if (Is(at, TimeRole.Month, out month, out end) || (isBehindDay && Is(at, TimeRole.MonthOfDay, out month, out end)))
        {
            return true;
        }
        isWeak = Is(at, TimeRole.WeakMonth, out month, out end);
        // "się" is the commonest word of all, folded as August's abbreviation is.
        return isWeak && _text.Written(at).IndexOfAny('ę', 'Ę') < 0;
    }

    private bool IsLast(int at) => _text[at].Kind is PieceKind.None or PieceKind.Mark or PieceKind.Digits || IsTimeWord(at);

    private bool IsClock(int at) => _text[at].IsDigits && _text[at + 1] is { IsGlued: true } mark && (mark.IsMark(':') || mark.IsMark('.')) && _text[at + 2] is { IsDigits: true, IsGlued: true };

    private bool IsYear(int at) => YearNumber(_text[at].IsMark(',') ? at + 1 : at) is not null;

    private TimeSense? WithYear(int month, int day, int end, bool mayBeShort)
    {
        if (YearBehind(end, mayBeShort) is { } year)
        {
            var dates = FullYears(year.Value).Select(full => CivilCalendar.Date(full, month, day)).Select(date => date is { } real ? DaySpan.Day(real) : (DaySpan?)null);
            return Sense(DaySet.Some(DaySet.Anchored(TimeUnit.Day, [.. dates])), year.End);
        }
        return Sense(DaySet.Recurring(DayRule.DayOfYear(month, day), _today, TimeUnit.Day), end);
    }

    /// <summary>A year behind a month or a feast: "2024", ", 2024", "of 1995", "'87", "2024 roku"; with two digits where nothing else can
    /// be meant.</summary>
    private TimeNumber? YearBehind(int at, bool mayBeShort)
    {
        if (_text.IsGlued(at) && _text[at].IsDigits)
        {
            return null;
        }
        at = Past(at);
        if (Is(at, TimeRole.YearFromNow, out var years, out var known))
        {
            return new TimeNumber(_today.Year + years, known, 0);
        }
        at = _text[at].IsMark(',') || (_text[at].IsMark('-') && _text.IsGlued(at)) ? at + 1 : at;
        var isOf = Is(at, TimeRole.Of, out _, out var behind);
        at = isOf ? behind : at;
        at = Is(at, TimeRole.Year, out _, out var named) || (Is(at, TimeRole.Unit, out var unit, out named) && unit == (int)TimeUnit.Year) ? named : at;
        if (YearNumber(at) is { } year && !IsMeasured(year.End))
        {
            return year with { End = Is(year.End, TimeRole.Year, out _, out var end) ? end : year.End };
        }
        var isCut = _text[at].IsMark('\'') || _text[at].IsMark('’');
        return (mayBeShort || isOf || isCut) && Plain(isCut ? at + 1 : at) is { DigitCount: 2 } two && MayEnd(two.End) && _text[two.End] is var next
            && !next.IsMark('-') && !Is(two.End, TimeRole.HalfDay) ? two : null;
    }

    private TimeSense? MonthAndYear(int at)
    {
        if (YearNumber(at) is { IsDigits: true } before && MonthAt(_text[before.End].IsMark('-') ? before.End + 1 : before.End, false, out var month, out var end, out _))
        {
            return Sense(DaySet.Anchored(TimeUnit.Month, CivilCalendar.Month(before.Value, month)), end);
        }
        if (IsOfAddress(at))
        {
            return null;
        }
        if (!MonthAt(at, isBehindDay: false, out month, out end, out var isWeak))
        {
            return Is(at, TimeRole.MonthOfDay, out month, out end) ? YearOf(month, end, TimeUnit.Month) : null;
        }
        return YearOf(month, end, TimeUnit.Month)
            ?? Recurring(DayRule.Month(month), TimeUnit.Month, end, (!isWeak && !IsName(end)) || (IsBehindPreposition(at) && (!Is(at - 1, TimeRole.Turn) || IsLast(end))));
    }

    private TimeSense? YearOf(int month, int end, TimeUnit grain) => YearBehind(end, mayBeShort: false) is { } year
        ? Sense(DaySet.Anchored(grain, [.. FullYears(year.Value).Select(full => (DaySpan?)CivilCalendar.Month(full, month))]), year.End)
        : null;

    /// <summary>With "after next" behind: the second to come.</summary>
    private TimeSense? Recurring(DayRule rule, TimeUnit grain, int end, bool isFirm) =>
        Is(end, TimeRole.Turn, out var turn, out var behind) && turn == (int)TimeTurn.AfterNext
            ? Sense(DaySet.Anchored(grain, rule.Next(_today.PlusDays(1)) is { } next ? rule.Next(next.To.PlusDays(1)) : null), behind)
            : Sense(DaySet.Recurring(rule, _today, grain), end, isFirm);

    /// <summary>Whether "in", "since", "this" stand before a word that could be another one.</summary>
    private bool IsBehindPreposition(int at)
    {
        var before = at - 1;
        return before >= 0 && _text[before].Text is not ("." or "the" or "for" or "of" or "na")
            && (Is(before, TimeRole.On) || Is(before, TimeRole.Turn) || Is(before, TimeRole.Since) || Is(before, TimeRole.By) || Is(before, TimeRole.Before)
                || Is(before, TimeRole.After) || (Is(before, TimeRole.Until) && !_text[before].Is("to")));
    }

    /// <summary>"piątek", "Friday the 13th", "Mon 13th", "friday after next".</summary>
    private TimeSense? Weekday(int at)
    {
        var isFirm = Is(at, TimeRole.Weekday, out var weekday, out var end);
        if (!isFirm && !Is(at, TimeRole.WeakWeekday, out weekday, out end))
        {
            return null;
        }
        isFirm |= IsBehindPreposition(at);
        if (Is(end, TimeRole.Turn, out var turn, out var behind) && turn == (int)TimeTurn.AfterNext)
        {
            return Recurring(DayRule.Weekday(weekday), TimeUnit.Day, end, isFirm: true) is { } sense ? sense with { End = behind } : null;
        }
        var next = Skip(Past(end), TimeRole.The);
        if (DayNumber(next) is { } day && (day.IsOrdinal || (!_text.IsPolish && MayEnd(day.End) && !_text[day.End].IsMark('-') && !_text[day.End].IsMark('/')))
            && DayAndMonth(next) is null && !IsClock(next) && !Is(day.End, TimeRole.To) && !Is(day.End, TimeRole.HalfDay))
        {
            var rule = DayRule.Monthly(start => CivilCalendar.Date(start.Year, start.Month, day.Value) is { } date && (int)date.DayOfWeek == weekday
                ? DaySpan.Day(date)
                : null);
            return Sense(DaySet.Recurring(rule, _today, TimeUnit.Day), day.End);
        }
        return Sense(DaySet.Weekday(weekday, _today), end, isFirm);
    }

    private TimeSense? Feast(int at)
    {
        var isFirm = Is(at, TimeRole.Feast, out var index, out var end);
        if (!isFirm && !Is(at, TimeRole.WeakFeast, out index, out end))
        {
            return null;
        }
        var (rule, grain) = Feasts.At(index);
        if (YearBehind(end, mayBeShort: false) is { } year)
        {
            return Sense(DaySet.Some(DaySet.Anchored(grain, [.. FullYears(year.Value).Select(full => rule.In(CivilCalendar.Years(full)))])), year.End);
        }
        return Recurring(rule, grain, end, isFirm || IsBehindPreposition(at));
    }

    /// <summary>A season by itself says when something is worn; with a year or a preposition it says when.</summary>
    private TimeSense? Season(int at)
    {
        if (!Is(at, TimeRole.Season, out var season, out var end))
        {
            return null;
        }
        var rule = Feasts.Season(season);
        return YearBehind(end, mayBeShort: false) is { } year
            ? Sense(DaySet.Some(DaySet.Anchored(TimeUnit.Season, rule.In(CivilCalendar.Years(year.Value)))), year.End)
            : Recurring(rule, TimeUnit.Season, end, isFirm: _text[_text[at - 1].Is("the") ? at - 2 : at - 1].Text is "in" or "during" or "w" or "we" || _text[at].Is("latem"));
    }

    /// <summary>Q4 2018, 2018Q4, 2019-H2, "trzeci kwartał", "3rd quarter of 2018".</summary>
    private TimeSense? QuarterOrHalf(int at)
    {
        var year = YearNumber(at) is { IsDigits: true } before ? before : (TimeNumber?)null;
        var start = year is { } found ? found.End : at;
        start = year is not null && _text[start].IsMark('-') ? start + 1 : start;
        if (!QuarterAt(start, out var part, out var isHalf, out var end))
        {
            return null;
        }
        year ??= YearBehind(end, mayBeShort: false);
        end = Math.Max(end, year?.End ?? 0);
        var grain = isHalf ? TimeUnit.HalfYear : TimeUnit.Quarter;
        DaySpan Of(int full) => isHalf ? CivilCalendar.HalfYear(full, part) : CivilCalendar.Quarter(full, part);
        return year is { } known
            ? Sense(DaySet.Anchored(grain, [.. FullYears(known.Value).Select(full => (DaySpan?)Of(full))]), end)
            : isHalf ? null : Sense(DaySet.Recurring(DayRule.Yearly(full => Of(full)), _today, grain), end);
    }

    /// <summary>I to IV before a quarter of the year.</summary>
    private TimeNumber? Roman(int at) => Array.IndexOf(["i", "ii", "iii", "iv"], _text[at].Text) is >= 0 and var value
        ? new TimeNumber(value + 1, at + 1, 0, IsOrdinal: true)
        : null;

    private bool QuarterAt(int at, out int part, out bool isHalf, out int end)
    {
        isHalf = _text[at].Is("h");
        if ((isHalf || _text[at].Is("q")) && _text.IsGlued(at + 1) && Plain(at + 1) is { DigitCount: 1 } letter && letter.IsIn(1, isHalf ? 2 : 4))
        {
            (part, end) = (letter.Value, letter.End);
            return true;
        }
        var number = NumberIn(Skip(at, TimeRole.The), 1, 4) ?? Roman(at);
        var next = number is { } ordinal ? _text[ordinal.End].IsMark('.') ? ordinal.End + 1 : ordinal.End : at;
        isHalf = Is(next, TimeRole.HalfOfYear, out _, out end);
        part = number?.Value ?? 0;
        return number is { } read && (read.IsOrdinal || next > read.End || _text.IsPolish) && (isHalf ? part <= 2 && _text[next].Length > 1 : Is(next, TimeRole.QuarterOfYear, out _, out end));
    }

    /// <summary>"week of October 6th", "the week commencing February 4", "week 23", "week 3 of 2027".</summary>
    private TimeSense? WeekOf(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (!Is(start, TimeRole.Unit, out var unit, out var end) || unit != (int)TimeUnit.Week)
        {
            return null;
        }
        if (NumberIn(end, 1, 53) is { IsDigits: true } week && !_text[week.End].IsMark('-') && !IsMeasured(week.End))
        {
            var year = YearBehind(week.End, mayBeShort: false);
            return Sense(DaySet.Anchored(TimeUnit.Week, CivilCalendar.WeekOfYear(year?.Value ?? _today.Year, week.Value)), year?.End ?? week.End);
        }
        var isOf = Is(end, TimeRole.Of, out _, out var next) || Is(end, TimeRole.Since, out _, out next) || Is(end, TimeRole.From, out _, out next);
        return isOf && Days(Skip(next, TimeRole.The), null) is { Days: { IsDay: true } days } sense
            ? Sense(DaySet.Anchored(TimeUnit.Week, [.. days.Readings.Select(span => (DaySpan?)CivilCalendar.Week(span.From))]), sense.End)
            : null;
    }

    /// <summary>"w 2023", "rok 2023", "2023 r.", "in 2014".</summary>
    private TimeSense? YearAlone(int at)
    {
        var start = Is(at, TimeRole.Year, out _, out var named) || (Is(at, TimeRole.Unit, out var unit, out named) && unit == (int)TimeUnit.Year) ? named : at;
        if (YearNumber(start) is not { IsDigits: true } year || IsMeasured(year.End) || IsCurrency(_text[year.End]))
        {
            return null;
        }
        var isNamed = Is(year.End, TimeRole.Year, out _, out var end);
        var isBehind = (IsBehindPreposition(at) && !(_text.IsPolish && Is(at - 1, TimeRole.Until))) || start > at;
        return Sense(DaySet.Anchored(TimeUnit.Year, CivilCalendar.Years(year.Value)), isNamed ? end : year.End,
            isNamed || (isBehind && MayEnd(year.End) && !_text[year.End].IsMark('-')));
    }

    /// <summary>"the 3rd", "12-go", "dnia dwunastego": a day of this month or of those beside it.</summary>
    private TimeSense? DayOfMonth(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (DayNumber(start) is not { } day || !MayEnd(day.End))
        {
            return null;
        }
        var isOn = at > 0 && (Is(at - 1, TimeRole.On) || Is(at - 1, TimeRole.By) || Is(at - 1, TimeRole.Since) || Is(at - 1, TimeRole.Before));
        var isFirm = day.IsDigits
            ? day.IsOrdinal && (_text.IsPolish || start > at || isOn) || (start > at && isOn)
            : day.IsOrdinal && isOn && (_text.IsPolish || start > at) && _text[day.End].Kind is PieceKind.None or PieceKind.Mark;
        var isGenitive = _text.IsPolish && day.IsOrdinal && _text[day.End - 1].Text is ['e', 'g', 'o'] or [.., 'e', 'g', 'o'];
        return isFirm || isGenitive ? Sense(DaySet.Recurring(DayRule.DayOfMonth(day.Value), _today, TimeUnit.Day), day.End, isFirm) : null;
    }
}
