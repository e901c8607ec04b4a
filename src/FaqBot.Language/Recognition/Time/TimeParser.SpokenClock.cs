using NodaTime;

namespace FaqBot.Language;

/// <summary>Minutes before and after the hour, ranges and open ends of clock times, parts of the day.</summary>
internal sealed partial class TimeParser
{
    /// <summary>"half past three", "wpół do ósmej", "za kwadrans 8", "20 po 3".</summary>
    private TimeSense? SpokenMinutes(int at, bool isCued)
    {
        if (Is(at, TimeRole.HalfTo, out _, out var behindHalf))
        {
            return Moved(FullHour(behindHalf), -30);
        }
        if (_text.IsPolish && Is(at, TimeRole.Ahead, out _, out var behindAhead))
        {
            return MinutesOf(behindAhead, out var missing, out var isNamed, out var end) && FullHour(end) is { } hour && (isNamed || !_text[end].IsDigits)
                ? Moved(hour, -missing)
                : null;
        }
        if (!MinutesOf(at, out var minutes, out var isFraction, out var next))
        {
            return null;
        }
        if (minutes == 30 && isFraction && !_text.IsPolish && _text[at].Is("half") && FullHour(next) is { } british && MayEnd(british.End))
        {
            return Moved(british, 30);
        }
        return Is(next, TimeRole.PastHour, out _, out var past) ? After(minutes, isFraction, past)
            : Is(next, TimeRole.ToHour, out _, out var to) ? Before(minutes, isFraction || isCued || Is(next - 1, TimeRole.Minutes), to)
            : null;
    }

    private TimeSense? After(int minutes, bool isFraction, int at) =>
        FullHour(at) is { } hour && (isFraction || MayEnd(hour.End)) ? Moved(hour, minutes) : null;

    /// <summary>"ten to five" is a time, "five to seven" may be from five to seven.</summary>
    private TimeSense? Before(int minutes, bool isPlain, int at)
    {
        if (FullHour(at) is not { Clock.Readings: [{ From: { } first }, ..] } hour || _text[at - 1].Is("do") && !isPlain)
        {
            return null;
        }
        var isLater = minutes > 12 || (minutes % 5 == 0 && minutes > (first.Hour + 11) % 12 + 1 && !_text[at - 2].IsDigits);
        return isPlain || (isLater && MayEnd(hour.End)) ? Moved(hour, -minutes) : null;
    }

    private bool MinutesOf(int at, out int minutes, out bool isFraction, out int end)
    {
        isFraction = Is(at, TimeRole.Fraction, out minutes, out end);
        if (isFraction)
        {
            return true;
        }
        if (NumberIn(at, 1, 59) is not { IsOrdinal: false } number || _text[number.End].IsMark(':'))
        {
            return false;
        }
        (minutes, end) = (number.Value, Skip(number.End, TimeRole.Minutes));
        return true;
    }

    /// <summary>An hour without minutes, or noon or midnight.</summary>
    private TimeSense? FullHour(int at)
    {
        if (Is(at, TimeRole.Clock, out var named, out var end))
        {
            return new TimeSense(end) { Clock = ClockSet.At(new LocalTime(named, 0)) };
        }
        return Number(at) is { } number && number.IsIn(0, 24) && number.DigitCount <= 2 && _text[number.End] is var next && !next.IsMark(':')
            && (!_text.IsPolish || number.IsDigits || number.IsFeminine) && Sense(number, 0, 0, number.End, isFirm: true) is { } hour
            ? Suffixes(hour, isCued: true)
            : null;
    }

    private static TimeSense? Moved(TimeSense? hour, int minutes) => hour?.Clock is not { } clock ? null : hour with
    {
        IsFirm = true,
        Clock = clock with { Readings = [.. clock.Readings.Select(span => new ClockSpan(span.From?.PlusMinutes(minutes), span.To?.PlusMinutes(minutes)))] },
    };

    /// <summary>"od 9 do 17", "9-11", "between 2 and 4pm", "from 2pm for 2 hours".</summary>
    private TimeSense? ClockRange(int at, TimeSense? context)
    {
        var isBetween = Is(at, TimeRole.Between, out _, out var start);
        var isFrom = !isBetween && Is(at, TimeRole.From, out _, out start);
        var isHours = Is(Skip(start, TimeRole.On), TimeRole.Hour, out _, out var hours);
        start = isHours ? Past(hours) : start;
        if (End(start) is not { } from || !Separator(from.End, isBetween, out var behind) || End(behind) is not { } to)
        {
            return null;
        }
        var isPlain = from.IsFirm || to.IsFirm;
        var isInPlace = isPlain || isBetween || isFrom || isHours || context is { Days: not null } or { Clock.Part: not null };
        if ((!isPlain && !MayEnd(to.End)) || from.Clock is not { } first || to.Clock is not { } last)
        {
            return null;
        }
        // "1-2" alone may be how many.
        if (!isInPlace && !IsAfterwards(to.End) && (_text[start].Text is ['1' or '2' or '3' or '4' or '5'] || !_text[start].IsDigits))
        {
            return null;
        }
        var range = first.To(last);
        return new TimeSense(to.End) { Clock = context?.Clock?.Part is { } part ? range.In(part) : range, IsFirm = isInPlace || IsAfterwards(to.End) };
    }

    /// <summary>Whether a day follows that makes hours of bare numbers: "6-8 next Monday".</summary>
    private bool IsAfterwards(int at)
    {
        at = Skip(Skip(at, TimeRole.On), TimeRole.The);
        return Is(at, TimeRole.Day) || Is(at, TimeRole.Weekday) || Is(at, TimeRole.PartToday) || (Is(at, TimeRole.Turn, out _, out var end) && Is(end, TimeRole.Weekday));
    }

    /// <summary>One end of a range of hours: a time, a bare hour, a named one. Firm if it can be nothing else.</summary>
    private TimeSense? End(int at)
    {
        at = CueEnd(at, null, out var start) || start > at ? start : at;
        if (SpokenMinutes(at, isCued: false) is { } spoken)
        {
            return spoken;
        }
        if (Is(at, TimeRole.Clock, out var named, out var end))
        {
            return new TimeSense(end) { Clock = ClockSet.At(new LocalTime(named, 0)) };
        }
        if (HourAndMinutes(at, isCued: true) is not { } read || (_text[at] is { IsDigits: true, Text: ['1' or '2', _, _, ..] or [_, _, _] } && !Is(read.End, TimeRole.HalfDay)))
        {
            return null;
        }
        var sense = Suffixes(read with { IsFirm = false }, isCued: true);
        return read.IsFirm ? sense with { IsFirm = true } : sense;
    }

    private bool Separator(int at, bool isBetween, out int end)
    {
        end = at + 1;
        return _text[at].IsMark('-') || _text[at].IsMark('~') || (isBetween && Is(at, TimeRole.And, out _, out end)) || Is(at, TimeRole.To, out _, out end);
    }

    /// <summary>"po 17", "before 11 am", "after lunch", "3 pm or later"; "after 9:30 but before 11".</summary>
    private TimeSense? OpenClock(int at, TimeSense? context)
    {
        var isInPlace = context is { Days: not null };
        if (Is(at, TimeRole.Part) || Is(at, TimeRole.WeakPart))
        {
            return null;
        }
        if (Is(at, TimeRole.After, out _, out var start) && BoundClock(start, true) is { } after)
        {
            var before = Is(after.End, TimeRole.And, out _, out var and) ? Is(and, TimeRole.Before, out _, out var last) ? last : and : 0;
            return before > 0 && End(before) is { Clock: { } end } to && after.Clock is { } begin
                ? to with { Clock = begin.To(end), IsFirm = true }
                : Open(after, isFrom: true, isBehind: true);
        }
        if (Is(at, TimeRole.Before, out _, out start) && BoundClock(start, true) is { } until)
        {
            return Open(until, isFrom: false);
        }
        if ((Is(at, TimeRole.By, out _, out start) || Is(at, TimeRole.Until, out _, out start)) && BoundClock(start, isInPlace || !_text.IsPolish && !Is(at, TimeRole.At)) is { } by)
        {
            return Open(by, isFrom: false);
        }
        if ((Is(at, TimeRole.Since, out _, out start) || Is(at, TimeRole.From, out _, out start)) && BoundClock(start, isInPlace) is { } since)
        {
            return Open(since, isFrom: true);
        }
        return null;
    }

    private TimeSense? BoundClock(int at, bool mayBeBare)
    {
        at = Skip(at, TimeRole.The);
        if (Is(at, TimeRole.WeakPart, out var part, out var end))
        {
            return new TimeSense(end) { Clock = ClockSet.Of((DayPart)part) };
        }
        if (End(at) is not { } sense || (!sense.IsFirm && !MayEnd(sense.End)))
        {
            return null;
        }
        // "do 14" may be anything in a sentence, "do czternastej" only an hour.
        return sense.IsFirm || mayBeBare || (_text.IsPolish && !_text[at].IsDigits) ? sense with { IsFirm = true } : _text.IsPolish ? sense : null;
    }

    /// <summary>Until its beginning, from it on, or from its end on.</summary>
    private static TimeSense? Open(TimeSense bound, bool isFrom, bool isBehind = false) => bound.Clock is not { } clock ? null : bound with
    {
        Clock = new ClockSet(
            [.. clock.Readings.Select(span => isFrom ? new ClockSpan(isBehind ? span.To : span.From, null) : new ClockSpan(null, span.From)).Distinct()],
            IsPoint: false) { IsCertain = clock.IsCertain },
    };

    /// <summary>"rano", "in the evening", "tonight", "last night", "ten wieczór".</summary>
    private TimeSense? PartOfDay(int at, TimeSense? context)
    {
        if (Is(at, TimeRole.PartToday, out var part, out var end))
        {
            return PartOf(0, part, end);
        }
        if (context is { Days: not null } && Is(at, TimeRole.HalfDay, out var half, out end) && _text[at].Length > 1)
        {
            return new TimeSense(end) { Clock = ClockSet.Of(half == 0 ? DayPart.Morning : DayPart.Afternoon) };
        }
        if (Is(at, TimeRole.Part, out part, out end))
        {
            return new TimeSense(end) { Clock = ClockSet.Of((DayPart)part) };
        }
        var isLate = Is(at, TimeRole.Edge, out var edge, out var start);
        start = isLate ? start : at;
        if (Is(start, TimeRole.Turn, out var turn, out var behind) && Is(behind, TimeRole.WeakPart, out part, out end))
        {
            return PartOf(Math.Sign(turn), isLate ? (int)At((TimeEdge)edge, (DayPart)part) : part, end);
        }
        var noun = Skip(Skip(at, TimeRole.On), TimeRole.The);
        var isNamed = noun > at || Is(at, TimeRole.At, out _, out noun);
        return Is(isNamed ? noun : at, TimeRole.WeakPart, out part, out end)
            ? new TimeSense(end) { Clock = ClockSet.Of((DayPart)part), IsFirm = isNamed || context is not null }
            : null;
    }

    private TimeSense PartOf(int day, int part, int end) =>
        new(end) { Days = DaySet.Day(_today.PlusDays(day)), Clock = ClockSet.Of((DayPart)part) };

    private static DayPart At(TimeEdge edge, DayPart part) => (edge, part) switch
    {
        (TimeEdge.Early, DayPart.Morning) => DayPart.EarlyMorning,
        (TimeEdge.Late, DayPart.Morning) => DayPart.LateMorning,
        (TimeEdge.Late, DayPart.Afternoon) => DayPart.LateAfternoon,
        (TimeEdge.Late, DayPart.Evening or DayPart.Night) => DayPart.LateEvening,
        _ => part,
    };
}
