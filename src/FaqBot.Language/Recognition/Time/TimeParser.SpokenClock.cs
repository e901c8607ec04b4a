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
            return MinutesMissing(behindAhead);
        }
        if (!MinutesOf(at, out var minutes, out var isFraction, out var next))
        {
            return null;
        }
        if (_text[at].Is("half") && FullHour(next) is { } british && MayEnd(british.End))
        {
            return Moved(british, 30);
        }
        return Is(next, TimeRole.PastHour, out _, out var past) ? After(minutes, isFraction, past)
            : Is(next, TimeRole.ToHour, out _, out var to) ? Before(minutes, isFraction || isCued || Is(next - 1, TimeRole.Minutes), to)
            : null;
    }

    /// <summary>"za pięć ósma", "za kwadrans 8"; "za 5 8" is none.</summary>
    private TimeSense? MinutesMissing(int at) =>
        MinutesOf(at, out var missing, out var isNamed, out var end) && FullHour(end) is { } hour && (isNamed || !_text[end].IsDigits)
            ? Moved(hour, -missing)
            : null;

    private TimeSense? After(int minutes, bool isFraction, int at) =>
        FullHour(at) is { } hour && (isFraction || MayEnd(hour.End)) ? Moved(hour, minutes) : null;

    /// <summary>"ten to five" is a time, "five to seven" may be from five to seven.</summary>
    private TimeSense? Before(int minutes, bool isPlain, int at)
    {
        if (FullHour(at) is not { Clock.Readings: [{ From: { } first }, ..] } hour || (_text[at - 1].Is("do") && !isPlain))
        {
            return null;
        }
        var isLater = minutes > 12 || (minutes % 5 == 0 && minutes > first.ClockHourOfHalfDay && !_text[at - 2].IsDigits);
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
        return NumberIn(at, 0, 24) is { DigitCount: <= 2 } number && !_text[number.End].IsMark(':')
            && (!_text.IsPolish || number.IsDigits || number.IsFeminine) && Sense(number, 0, 0, number.End, isFirm: true) is { } hour
            ? Suffixes(hour, isCued: true)
            : null;
    }

    private static TimeSense? Moved(TimeSense? hour, int minutes) => hour?.Clock is not { } clock ? null : hour with
    {
        IsFirm = true,
        Clock = clock with
        {
            Readings = [.. clock.Readings.Select(span => new ClockSpan(span.From?.PlusMinutes(minutes), span.To?.PlusMinutes(minutes)))],
        },
    };

    /// <summary>"od 9 do 17", "9-11", "between 2 and 4pm", "from 2pm for 2 hours".</summary>
    private TimeSense? ClockRange(int at, TimeSense? context)
    {
        var isNamed = RangeStart(at, out var isBetween, out var start);
        if (End(start) is not { Clock: { } first } from
            || !Separator(from.End, isBetween, out var behind)
            || End(behind) is not { Clock: { } last } to)
        {
            return null;
        }
        var isPlain = from.IsFirm || to.IsFirm;
        var isFirm = isPlain || isNamed || IsBesideDay(context, to.End);
        if ((!isPlain && !MayEnd(to.End)) || (!isFirm && !IsHourAlone(start)))
        {
            return null;
        }
        var range = first.To(last);
        return new TimeSense(to.End) { Clock = context?.Clock?.Part is { } part ? range.In(part) : range, IsFirm = isFirm };
    }

    /// <summary>Past "from", "between" and "w godzinach", if any of them stands there.</summary>
    private bool RangeStart(int at, out bool isBetween, out int start)
    {
        isBetween = Is(at, TimeRole.Between);
        var isNamed = IsAny(at, out start, TimeRole.Between, TimeRole.From);
        if (!Is(Skip(start, TimeRole.On), TimeRole.Hour, out _, out var hours))
        {
            return isNamed;
        }
        start = Past(hours);
        return true;
    }

    private bool IsBesideDay(TimeSense? context, int end) => context is { Days: not null } or { Clock.Part: not null } || IsAfterwards(end);

    /// <summary>"9-11" alone answers when, "1-2" rather how many.</summary>
    private bool IsHourAlone(int at) => _text[at].IsDigits && _text[at].Text is not ['1' or '2' or '3' or '4' or '5'];

    /// <summary>Whether a day follows that makes hours of bare numbers: "6-8 next Monday".</summary>
    private bool IsAfterwards(int at)
    {
        at = Skip(Skip(at, TimeRole.On), TimeRole.The);
        return IsAny(at, out _, TimeRole.Day, TimeRole.Weekday, TimeRole.PartToday)
            || (Is(at, TimeRole.Turn, out _, out var end) && Is(end, TimeRole.Weekday));
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
        // A year, or how many: of digits in a row only 0730 is a time.
        var isYear = _text[at] is { IsDigits: true, Text: ['1' or '2', _, _, ..] or [_, _, _] };
        if (HourAndMinutes(at, isCued: true) is not { } read || (isYear && !Is(read.End, TimeRole.HalfDay)))
        {
            return null;
        }
        var sense = Suffixes(read with { IsFirm = false }, isCued: true);
        return read.IsFirm ? sense with { IsFirm = true } : sense;
    }

    private bool Separator(int at, bool isBetween, out int end)
    {
        end = at + 1;
        return IsMark(at, "-~") || (isBetween && Is(at, TimeRole.And, out _, out end)) || Is(at, TimeRole.To, out _, out end);
    }

    /// <summary>"po 17", "before 11 am", "after lunch", "3 pm or later"; "after 9:30 but before 11".</summary>
    private TimeSense? OpenClock(int at, TimeSense? context)
    {
        var isInPlace = context is { Days: not null };
        if (IsAny(at, out _, TimeRole.Part, TimeRole.WeakPart))
        {
            return null;
        }
        if (Is(at, TimeRole.After, out _, out var start) && BoundClock(start, mayBeBare: true) is { } after)
        {
            return ButBefore(after) ?? Open(after, isFrom: true, isBehind: true);
        }
        if (Is(at, TimeRole.Before, out _, out start) && BoundClock(start, mayBeBare: true) is { } before)
        {
            return Open(before, isFrom: false);
        }
        // "by 5" is how much, "until 5" till when.
        if (IsAny(at, out start, TimeRole.By, TimeRole.Until)
            && BoundClock(start, isInPlace || (!_text.IsPolish && !Is(at, TimeRole.At))) is { } until)
        {
            return Open(until, isFrom: false);
        }
        return IsAny(at, out start, TimeRole.Since, TimeRole.From) && BoundClock(start, isInPlace) is { } since
            ? Open(since, isFrom: true)
            : null;
    }

    /// <summary>"later than 9:30 but before 11:00".</summary>
    private TimeSense? ButBefore(TimeSense after)
    {
        if (!Is(after.End, TimeRole.And, out _, out var and))
        {
            return null;
        }
        var start = Is(and, TimeRole.Before, out _, out var before) ? before : and;
        return End(start) is { Clock: { } end } to && after.Clock is { } begin ? to with { Clock = begin.To(end), IsFirm = true } : null;
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
        return sense.IsFirm || mayBeBare || (_text.IsPolish && !_text[at].IsDigits) ? sense with { IsFirm = true }
            : _text.IsPolish ? sense
            : null;
    }

    /// <summary>Until its beginning, from it on, or from its end on.</summary>
    private static TimeSense? Open(TimeSense bound, bool isFrom, bool isBehind = false) => bound.Clock is not { } clock ? null : bound with
    {
        Clock = new ClockSet(
            [.. clock.Readings
                .Select(span => isFrom ? new ClockSpan(isBehind ? span.To : span.From, null) : new ClockSpan(null, span.From))
                .Distinct()],
            IsPoint: false)
        { IsCertain = clock.IsCertain },
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
        return NamedPart(at, context);
    }

    /// <summary>"w nocy", "the evening"; a bare noun beside a day.</summary>
    private TimeSense? NamedPart(int at, TimeSense? context)
    {
        var noun = Skip(Skip(at, TimeRole.On), TimeRole.The);
        var isNamed = noun > at || Is(at, TimeRole.At, out _, out noun);
        return !IsForNight(noun) && Is(isNamed ? noun : at, TimeRole.WeakPart, out var part, out var end)
            ? new TimeSense(end) { Clock = ClockSet.Of((DayPart)part), IsFirm = isNamed || context is not null }
            : null;
    }

    /// <summary>A cream "na noc" is one for the night.</summary>
    private bool IsForNight(int at) => _text[at].Is("noc") && _text[at - 1].Is("na");

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
