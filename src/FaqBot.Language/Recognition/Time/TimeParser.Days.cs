namespace FaqBot.Language;

/// <summary>Days, weeks, months and years by name.</summary>
internal sealed partial class TimeParser
{
    /// <summary>So many days before today, and after it, a weekday with a number is looked for.</summary>
    private const int AgreedBefore = 31;

    private const int AgreedAfter = 14;

    private TimeSense? Days(int at, TimeSense? context) =>
        DateInDigits(at, context) ?? DaysOfMonth(at) ?? Offset(at) ?? Nth(at) ?? DayAndMonth(at) ?? Turned(at) ?? PartOf(at) ?? Named(at);

    /// <summary>The days that others are counted from: "3 days after Easter". Nested deeper than this nobody speaks, and each level could
    /// be read in two ways.</summary>
    private TimeSense? InnerDays(int at)
    {
        if (_depth == DepthMax)
        {
            return null;
        }
        _depth++;
        var days = Days(at, null);
        _depth--;
        return days;
    }

    private TimeSense? Named(int at) =>
        Weekday(at) ?? RelativeDay(at) ?? WeekendOrNow(at) ?? MonthAndYear(at) ?? Feast(at) ?? Season(at) ?? QuarterOrHalf(at) ?? WeekOf(at)
        ?? YearAlone(at) ?? DayOfMonth(at);

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
        if (unit == TimeUnit.Weekend && !_text[start].Is("weekends"))
        {
            return Sense(DaySet.Recurring(DayRule.Weekly(static week => CivilCalendar.Weekend(week.From)), _today, unit), end);
        }
        var isThis =
            start > at && unit is TimeUnit.Week or TimeUnit.Month or TimeUnit.Year && _text[at - 1].Text is "in" or "for" or "during";
        return isThis && MayEnd(end) ? Sense(DaySet.Anchored(unit, CivilCalendar.Around(_today, unit)), end) : null;
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
        if (IsOfAddress(at)
            || !MonthAt(at, isBehindDay: false, out var month, out var end, out _)
            || (_text.IsGlued(end) && _text[end].IsDigits))
        {
            return null;
        }
        var start = Past(end);
        end = Skip(start, TimeRole.The);
        // "in October, the one with a hood": behind "the" only an ordinal or digits are a day.
        return DayNumber(end) is { } day && (end == start || day.IsDigits || day.IsOrdinal) && !IsClock(end)
            && (day.IsOrdinal || MayEnd(day.End) || IsYear(day.End) || Separator(day.End, isBetween: false, out _))
            ? WithYear(month, day.Value, day.End, mayBeShort: day.IsOrdinal && !day.IsDigits)
            : null;
    }

    /// <summary>The month of a street: "ul. 11 Listopada 4".</summary>
    private bool IsOfAddress(int at) => _text[at - 1].IsDigits && IsLabelled(at - 1);

    /// <summary>1 to 31; in Polish words only as an ordinal, and none of an hour.</summary>
    private TimeNumber? DayNumber(int at) =>
        NumberIn(at, 1, 31) is { DigitCount: <= 2 } day
        && !(day.IsFeminine && (day.IsDigits || _text.IsPolish))
        && (day.IsDigits || day.IsOrdinal || !_text.IsPolish)
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

    private bool IsClock(int at) =>
        _text[at].IsDigits && IsMark(at + 1, ":.") && _text.IsGlued(at + 1) && _text[at + 2] is { IsDigits: true, IsGlued: true };

    private bool IsYear(int at) => YearNumber(_text[at].IsMark(',') ? at + 1 : at) is not null;

    private TimeSense? WithYear(int month, int day, int end, bool mayBeShort)
    {
        if (YearBehind(end, mayBeShort) is { } year)
        {
            var dates = FullYears(year.Value).Select(full => DaySpan.Day(CivilCalendar.Date(full, month, day)));
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
        at = BehindYear(isOf ? behind : at);
        if (YearNumber(at) is { } year && !IsMeasured(year.End))
        {
            return year with { End = Is(year.End, TimeRole.Year, out _, out var end) ? end : year.End };
        }
        var isCut = IsMark(at, "'’");
        return mayBeShort || isOf || isCut ? ShortYear(isCut ? at + 1 : at) : null;
    }

    /// <summary>Behind the word "year" or "rok", if it stands there.</summary>
    private int BehindYear(int at) => Is(at, TimeRole.Year, out _, out var named) || IsUnit(at, TimeUnit.Year, out named) ? named : at;

    private TimeNumber? ShortYear(int at) =>
        Plain(at) is { DigitCount: 2 } year && MayEnd(year.End) && !_text[year.End].IsMark('-') && !Is(year.End, TimeRole.HalfDay)
            ? year
            : null;

    private TimeSense? MonthAndYear(int at)
    {
        if (YearNumber(at) is { IsDigits: true } before
            && MonthAt(_text[before.End].IsMark('-') ? before.End + 1 : before.End, isBehindDay: false, out var month, out var end, out _))
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
        var isNamed = IsBehindPreposition(at) && (!Is(at - 1, TimeRole.Turn) || IsLast(end));
        return YearOf(month, end, TimeUnit.Month)
            ?? Recurring(DayRule.Month(month), TimeUnit.Month, end, isNamed || (!isWeak && !IsName(end)));
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
        return _text[before].Text is not (null or "." or "the" or "for" or "of" or "na" or "to")
            && IsAny(
                before, out _, TimeRole.On, TimeRole.Turn, TimeRole.Since, TimeRole.By, TimeRole.Before, TimeRole.After, TimeRole.Until);
    }

    /// <summary>"piątek", "Friday the 13th", "Mon 13th", "friday after next".</summary>
    private TimeSense? Weekday(int at)
    {
        if (!WeekdayAt(at, out var weekday, out var end, out var isFirm) || IsEachWeek(at))
        {
            return null;
        }
        isFirm |= IsBehindPreposition(at);
        if (Is(end, TimeRole.Turn, out var turn, out var behind) && turn == (int)TimeTurn.AfterNext)
        {
            return Recurring(DayRule.Weekday(weekday), TimeUnit.Day, end, isFirm: true) is { } sense ? sense with { End = behind } : null;
        }
        return WeekdayAndDay(weekday, Skip(Past(end), TimeRole.The)) ?? Sense(DaySet.Weekday(weekday, _today), end, isFirm);
    }

    /// <summary>"Tuesday 19th": a number that is neither an hour nor the day of a month that follows.</summary>
    private TimeSense? WeekdayAndDay(int weekday, int at)
    {
        if (DayNumber(at) is not { } day
            || IsClock(at)
            || DayAndMonth(at) is not null
            || IsAny(day.End, out _, TimeRole.To, TimeRole.HalfDay))
        {
            return null;
        }
        if (_text.IsPolish && day is { IsDigits: true, IsOrdinal: false })
        {
            return Agreed(weekday, day);
        }
        // "last Tuesday, the one with a hood": in words only an ordinal is a day.
        if (!day.IsOrdinal && (_text.IsPolish || !day.IsDigits || !MayEnd(day.End) || IsMark(day.End, "-/")))
        {
            return null;
        }
        var rule = DayRule.Monthly(start =>
            CivilCalendar.Date(start.Year, start.Month, day.Value) is { } date && (int)date.DayOfWeek == weekday
                ? DaySpan.Day(date)
                : null);
        return Sense(DaySet.Recurring(rule, _today, TimeUnit.Day), day.End);
    }

    /// <summary>"W sobotę 14": a day of the month where it is that weekday about now, else perhaps an hour.</summary>
    private TimeSense? Agreed(int weekday, TimeNumber day)
    {
        var first = _today.PlusDays(-AgreedBefore);
        var days = Enumerable.Range(0, AgreedBefore + AgreedAfter).Select(first.PlusDays)
            .Where(date => date.Day == day.Value && (int)date.DayOfWeek == weekday)
            .ToList();
        return days is [var only] && MayEnd(day.End) && !IsMark(day.End, "-/:")
            ? Sense(
                DaySet.Anchored(
                    TimeUnit.Day,
                    [DaySpan.Day(only), .. DaySet.Weekday(weekday, _today).Readings.Select(static span => (DaySpan?)span)]),
                day.End)
            : null;
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
            return Sense(
                DaySet.Some(DaySet.Anchored(grain, [.. FullYears(year.Value).Select(full => rule.In(CivilCalendar.Years(full)))])),
                year.End);
        }
        return Recurring(rule, grain, end, isFirm || IsBehindPreposition(at));
    }

    /// <summary>A season by itself says when something is worn; with a year or a preposition it says when.</summary>
    private TimeSense? Season(int at)
    {
        if (!Is(at, TimeRole.Season, out var season, out var end) || (AreYears(at) && _text[at + 2].IsMark('-')))
        {
            return null;
        }
        var rule = Feasts.Season(season);
        if (YearBehind(end, mayBeShort: false) is { } year)
        {
            return Sense(DaySet.Some(DaySet.Anchored(
                TimeUnit.Season, [.. FullYears(year.Value).Select(full => rule.In(CivilCalendar.Years(full)))])), year.End);
        }
        var before = _text[at - 1].Is("the") ? at - 2 : at - 1;
        return Recurring(
            rule, TimeUnit.Season, end, isFirm: _text[before].Text is "in" or "during" or "w" or "we" || _text[at].Is("latem"));
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

    /// <summary>Q4, H2.</summary>
    private TimeNumber? Lettered(int at, int max) =>
        _text[at].Text is "q" or "h" && _text.IsGlued(at + 1) && Plain(at + 1) is { DigitCount: 1 } part && part.IsIn(1, max) ? part : null;

    private bool QuarterAt(int at, out int part, out bool isHalf, out int end)
    {
        isHalf = _text[at].Is("h");
        if (Lettered(at, isHalf ? 2 : 4) is { } letter)
        {
            (part, end) = (letter.Value, letter.End);
            return true;
        }
        (part, end) = (0, at);
        if ((NumberIn(Skip(at, TimeRole.The), 1, 4) ?? Roman(at)) is not { } number)
        {
            return false;
        }
        part = number.Value;
        var next = _text[number.End].IsMark('.') ? number.End + 1 : number.End;
        isHalf = _text[next].Length > 1 && part <= 2 && Is(next, TimeRole.HalfOfYear, out _, out end);
        return (number.IsOrdinal || next > number.End || _text.IsPolish) && (isHalf || Is(next, TimeRole.QuarterOfYear, out _, out end));
    }

    /// <summary>"week of October 6th", "the week commencing February 4", "week 23", "week 3 of 2027".</summary>
    private TimeSense? WeekOf(int at)
    {
        var start = Skip(at, TimeRole.The);
        if (!IsUnit(start, TimeUnit.Week, out var end))
        {
            return null;
        }
        if (NumberIn(end, 1, 53) is { IsDigits: true } week && !_text[week.End].IsMark('-') && !IsMeasured(week.End))
        {
            var year = YearBehind(week.End, mayBeShort: false);
            var weeks = FullYears(year?.Value ?? _today.Year).Select(full => (DaySpan?)CivilCalendar.WeekOfYear(full, week.Value));
            return Sense(DaySet.Anchored(TimeUnit.Week, [.. weeks]), year?.End ?? week.End);
        }
        return IsAny(end, out var next, TimeRole.Of, TimeRole.Since, TimeRole.From)
            && InnerDays(Skip(next, TimeRole.The)) is { Days: { IsDay: true } days } sense
            ? Sense(DaySet.Anchored(TimeUnit.Week, [.. days.Readings.Select(span => (DaySpan?)CivilCalendar.Week(span.From))]), sense.End)
            : null;
    }

    /// <summary>"w 2023", "rok 2023", "2023 r.", "in 2014".</summary>
    private TimeSense? YearAlone(int at)
    {
        var start = BehindYear(at);
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
        var isOn = IsAny(at - 1, out _, TimeRole.On, TimeRole.By, TimeRole.Since, TimeRole.Before);
        var isFirm = _text.IsPolish ? IsPolishDay(at, day, isOn) : IsEnglishDay(day, isOn, isThe: start > at);
        return isFirm || MayBeDay(day)
            ? Sense(DaySet.Recurring(DayRule.DayOfMonth(day.Value), _today, TimeUnit.Day), day.End, isFirm)
            : null;
    }

    /// <summary>As a whole message: "dziesiątego", "10.", "10th".</summary>
    private bool MayBeDay(TimeNumber day) => _text.IsPolish
        ? IsGenitive(day) || (day.IsDigits && _text.Count == 2 && IsMark(day.End, ".") && _text.IsGlued(day.End))
        : day is { IsDigits: true, IsOrdinal: true };

    /// <summary>"4ty" is the fourth of anything, "4-go" and "dnia 4" a day; in words only where nothing follows that it could
    /// count.</summary>
    private bool IsPolishDay(int at, TimeNumber day, bool isOn) => day.IsOrdinal
        ? day.IsDigits ? isOn || IsGenitive(day) : isOn && _text[day.End].Kind is PieceKind.None or PieceKind.Mark
        : day.IsDigits && _text[at - 1].Text is "dnia" or "dniu";

    private bool IsGenitive(TimeNumber day) => day.IsOrdinal && _text[day.End - 1].Text is [.., 'g', 'o'];

    private bool IsEnglishDay(TimeNumber day, bool isOn, bool isThe) => (day.IsDigits, day.IsOrdinal) switch
    {
        (true, true) => isThe || isOn,
        (true, false) => isThe && isOn,
        _ => day.IsOrdinal && isThe && isOn && _text[day.End].Kind is PieceKind.None or PieceKind.Mark,
    };
}
