using NodaTime;

namespace FaqBot.Language;

/// <summary>Times of the clock.</summary>
internal sealed partial class TimeParser
{
    private const int ContextualAt = 0;

    /// <summary>A time: "o 14", "14:30", "half past three", "noon".</summary>
    /// <param name="at">Where it begins.</param>
    /// <param name="context">What was said before, which may tell what a bare number is.</param>
    private TimeSense? Clock(int at, TimeSense? context)
    {
        var isCued = CueEnd(at, context, out var start);
        return SpokenMinutes(start, isCued) ?? NamedHour(at, start, isCued) ?? Hour(start, isCued, context) ?? HourBeforePart(start);
    }

    /// <summary>Past "o", "at about", "o godz."; whether that makes an hour of a bare number.</summary>
    private bool CueEnd(int at, TimeSense? context, out int start)
    {
        var isCued = false;
        start = at;
        for (var words = 0; words < 3; words++)
        {
            if (Is(start, TimeRole.At, out var strength, out var end))
            {
                isCued |= strength > ContextualAt || context is { Days: not null } or { Clock.Part: not null };
            }
            else if (_text[start].IsMark('@'))
            {
                (isCued, end) = (true, start + 1);
            }
            else if (Is(start, TimeRole.Hour, out _, out end) && !IsLetterOfCode(start))
            {
                isCued = true;
            }
            else if (words == 0 || !Is(start, TimeRole.Filler, out _, out end))
            {
                break;
            }
            start = Past(end);
        }
        return isCued;
    }

    /// <summary>"H13" is a type.</summary>
    private bool IsLetterOfCode(int at) => _text[at].Length == 1 && char.IsUpper(_text.Written(at)[0]) && _text.IsGlued(at + 1);

    /// <summary>Noon and midnight. Polish has one word for each of them and a point of the compass: it takes "w", "o", "do".</summary>
    private TimeSense? NamedHour(int at, int start, bool isCued)
    {
        var word = Is(start, TimeRole.On, out _, out var behindOn) && Is(behindOn, TimeRole.Clock) ? behindOn : start;
        if (!Is(word, TimeRole.Clock, out var hour, out var end))
        {
            return null;
        }
        var time = ClockSet.At(new LocalTime(hour, 0));
        return new TimeSense(end) { Clock = time, IsFirm = isCued || !_text.IsPolish || word != at };
    }

    /// <summary>An hour with what stands around it; bare it is none without a cue.</summary>
    private TimeSense? Hour(int at, bool isCued, TimeSense? context)
    {
        if (HourAndMinutes(at, isCued) is not { } read)
        {
            return null;
        }
        var sense = Suffixes(read with { IsFirm = false }, isCued);
        if (read.IsFirm || sense.IsFirm)
        {
            return sense with { IsFirm = true };
        }
        if (!MayEnd(sense.End))
        {
            return null;
        }
        var hasMinutes = read.Clock is { Readings: [{ From.Minute: > 0 }, ..] };
        var isInPlace = isCued
            || context is { Clock.Part: not null }
            || (hasMinutes && (context is { Days: not null } || (_text.IsPolish && !_text[at].IsDigits)));
        // "14.30" alone answers when; in a sentence it may be a price.
        return isInPlace || (hasMinutes && context is null && _text[at].IsDigits) ? sense with { IsFirm = isInPlace } : null;
    }

    /// <summary>"8 this evening", "9 tomorrow morning", "10, tonight".</summary>
    private TimeSense? HourBeforePart(int at)
    {
        if (Plain(at) is not { DigitCount: <= 2 } && WordNumber(at) is null)
        {
            return null;
        }
        if (HourAndMinutes(at, isCued: true) is not { } hour)
        {
            return null;
        }
        var next = _text[hour.End].IsMark(',') ? hour.End + 1 : hour.End;
        return (Is(next, TimeRole.PartToday) || Is(next, TimeRole.Turn) || Is(next, TimeRole.Day))
            && Sense(next) is { Clock: { Part: { } part, IsPoint: false }, Days: not null }
            ? hour with { Clock = hour.Clock?.In(part), IsFirm = true }
            : null;
    }

    /// <summary>Behind the time: pm, o'clock, "in the morning", "-ish". Firm if any of them stood there.</summary>
    private TimeSense Suffixes(TimeSense time, bool isCued)
    {
        var clock = time.Clock ?? throw new System.Diagnostics.UnreachableException();
        var (end, isFirm) = (time.End, time.IsFirm);
        for (var suffixes = 0; suffixes < 3; suffixes++)
        {
            var at = _text[end].IsMark('.') && _text.IsGlued(end) && _text.IsGlued(end + 1) ? end + 1 : end;
            if (HalfDayAt(at, clock, isCued, out var half, out var next))
            {
                clock = clock.InHalf(half);
            }
            else if (_text[at].Is("ish") && _text.IsGlued(at))
            {
                next = at + 1;
            }
            else if (PartAt(at, out var part, out next))
            {
                clock = clock.In(part);
            }
            else if (!OClockAt(at, out next) && !HourMarkAt(at, clock, isCued, out next))
            {
                break;
            }
            (end, isFirm) = (next, true);
        }
        return time with { End = end, Clock = clock, IsFirm = isFirm };
    }

    private bool HalfDayAt(int at, ClockSet clock, bool isCued, out int half, out int end)
    {
        if (Is(at, TimeRole.HalfDay, out half, out end))
        {
            // "at 3p." is a time; "a" apart is an article, and "4a" by itself a code.
            var isShort = _text[at].Length == 1 && end == at + 1;
            return clock.IsPoint && (!isShort || (isCued && _text.IsGlued(at) && !_text.IsPolish));
        }
        return false;
    }

    /// <summary>"24 godziny" is how long something takes, "o 3 godziny za późno" how much.</summary>
    private bool OClockAt(int at, out int end) =>
        Is(at, TimeRole.OClock, out _, out end) && !(_text.IsPolish && _text[at - 1].IsDigits && _text[at].Is("godziny"));

    /// <summary>"15h" is a time, "3h" how long something takes, unless "at" stands before it.</summary>
    private bool HourMarkAt(int at, ClockSet clock, bool isCued, out int end) =>
        Is(at, TimeRole.HourMark, out _, out end) && _text.IsGlued(at) && !_text.IsGlued(end)
        && (isCued || clock.Readings is [{ From: { Hour: > 12, Minute: 0 } }]);

    /// <summary>"in the morning", "wieczorem", "w południe" behind a time.</summary>
    private bool PartAt(int at, out DayPart part, out int end)
    {
        foreach (var start in new[] { at, Skip(at, TimeRole.Of), Skip(Skip(at, TimeRole.On), TimeRole.The) })
        {
            if (Is(start, TimeRole.Part, out var value, out end)
                || ((start > at || _text.IsPolish) && Is(start, TimeRole.WeakPart, out value, out end)))
            {
                part = (DayPart)value;
                return true;
            }
        }
        if (_text.IsPolish && Is(at, TimeRole.On, out _, out var behind) && Is(behind, TimeRole.Clock, out var hour, out end) && hour == 12)
        {
            part = DayPart.Midday;
            return true;
        }
        (part, end) = (default, at);
        return false;
    }

    /// <summary>14:30, 14.30, 9:01:10, 3h18, 1430, 14, "dziewiąta", "three twenty". Firm if it can be nothing but a time.</summary>
    private TimeSense? HourAndMinutes(int at, bool isCued)
    {
        if (Number(at) is not { } hour)
        {
            return null;
        }
        return hour.IsDigits && !hour.IsOrdinal ? InDigits(at, hour, isCued) : InWords(hour);
    }

    private TimeSense? InDigits(int at, TimeNumber hour, bool isCued)
    {
        if (hour.DigitCount > 2)
        {
            return Run(hour, isCued);
        }
        if (!hour.IsIn(0, 24))
        {
            return null;
        }
        var isMarked = _text.IsGlued(at + 1) && (IsMark(at + 1, ":.") || Is(at + 1, TimeRole.HourMark));
        if (!isMarked || _text[at + 2] is not { IsDigits: true, IsGlued: true })
        {
            return Sense(hour, 0, 0, hour.End, isFirm: false);
        }
        return Plain(at + 2) is { DigitCount: 2 } minutes
            ? Minutes(hour, minutes, isFirm: !_text[at + 1].IsMark('.') || (isCued && MayEnd(at + 3)))
            : null;
    }

    /// <summary>Three or four digits in a row: only behind "at" or before "pm".</summary>
    private TimeSense? Run(TimeNumber digits, bool isCued)
    {
        var (hour, minute) = (digits.Value / 100, digits.Value % 100);
        var isHalfDay = Is(digits.End, TimeRole.HalfDay, out _, out var end) && (end > digits.End + 1 || _text[digits.End].Length > 1);
        return (isCued && MayEnd(digits.End) && hour is > 0 and < 24) || isHalfDay
            ? Sense(new TimeNumber(hour, digits.End, digits.DigitCount - 2), minute, 0, digits.End, isFirm: true)
            : null;
    }

    private TimeSense? Minutes(TimeNumber hour, TimeNumber minutes, bool isFirm)
    {
        var behind = minutes.End;
        if (_text[behind].IsMark(':')
            && _text.IsGlued(behind)
            && _text.IsGlued(behind + 1)
            && Plain(behind + 1) is { DigitCount: 2 } seconds)
        {
            return Sense(hour, minutes.Value, seconds.Value, seconds.End, isFirm);
        }
        return Sense(hour, minutes.Value, 0, minutes.End, isFirm);
    }

    /// <summary>"piętnasta" (an hour only as a feminine ordinal), "three", "three twenty", "seven o five".</summary>
    private TimeSense? InWords(TimeNumber hour)
    {
        if (!hour.IsIn(0, 24) || (_text.IsPolish && !(hour.IsOrdinal && hour.IsFeminine)) || (!_text.IsPolish && hour.IsOrdinal))
        {
            return null;
        }
        var minutes = _text[hour.End].IsMark('-') ? hour.End + 1 : hour.End;
        if (NumberIn(minutes, 10, 59) is { IsOrdinal: false } after && (after.DigitCount is 0 or 2))
        {
            var isEnd = MayEnd(after.End) || Is(after.End, TimeRole.HalfDay) || Is(after.End, TimeRole.Minutes);
            if (isEnd && Sense(hour, after.Value, 0, Is(after.End, TimeRole.Minutes) ? after.End + 1 : after.End, false) is { } whole)
            {
                return whole;
            }
        }
        return Sense(hour, 0, 0, hour.End, isFirm: false);
    }

    private static TimeSense? Sense(TimeNumber hour, int minute, int second, int end, bool isFirm)
    {
        if (CivilCalendar.Time(hour.Value, minute, second) is not { } time)
        {
            return null;
        }
        var isTwelve = hour.IsIn(1, 12) && !(hour.DigitCount == 2 && hour.Value < 10);
        var clock = isTwelve ? ClockSet.Either(time) : ClockSet.At(time);
        return new TimeSense(end) { Clock = clock, IsFirm = isFirm };
    }
}
