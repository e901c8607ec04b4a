using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Times so far from now, or from a day: "za 2 tygodnie", "3 days after Easter".</summary>
internal sealed partial class TimeParser
{
    private const int LengthPartsMax = 4;

    private TimeSense? Offset(int at)
    {
        if (Is(at, TimeRole.Within, out _, out var start)
            && Length(SkipTurn(start), mayBeBare: _text.IsPolish || SkipTurn(start) > start) is { } within)
        {
            return Within(within);
        }
        if (Is(at, TimeRole.Ahead, out _, out start)
            && SpokenMinutes(at, isCued: false) is null
            && Length(SkipFillers(start), mayBeBare: true) is { } ahead)
        {
            return Shifted(ahead, +1, Is(ahead.End, TimeRole.Later, out _, out var later) ? later : ahead.End);
        }
        if (_text.IsPolish && Is(at, TimeRole.On, out _, out start) && _text[at].Text is "w" && LengthBehindW(start) is { } calque)
        {
            return Shifted(calque, +1, calque.End);
        }
        return WeekdaysAway(at) ?? LongAgo(at) ?? Away(at);
    }

    private TimeSense? LongAgo(int at) => BetweenAgo(at) ?? AgoInstrumental(at) ?? AgoBefore(at);

    /// <summary>"قبل 3 أيام", "من أسبوع"; "من يوم الجمعة" is none, and so is a day without a number.</summary>
    private TimeSense? AgoBefore(int at) =>
        Is(at, TimeRole.AgoBefore, out _, out var start)
        && Length(SkipFillers(start), mayBeBare: !IsUnit(start, TimeUnit.Day, out _)) is { IsOfDays: true } length
            ? Shifted(length, -1, length.End)
            : null;

    private TimeSense? Away(int at) => Length(SkipFillers(at), mayBeBare: true) is { } length ? Away(length) : null;

    /// <summary>"2-3 dni temu", "two or three weeks ago": the days from the one to the other.</summary>
    private TimeSense? BetweenAgo(int at)
    {
        if (NumberIn(SkipFillers(at), 1, 100) is not { IsOrdinal: false } first)
        {
            return null;
        }
        var isTo = _text[first.End].IsMark('-') || (_text[first.End].IsMark(',') && !_text.IsGlued(first.End + 1))
            || _text[first.End].Text is "lub" or "albo" or "do" or "or" or "to";
        var second = isTo ? first.End + 1 : -1;
        if (NumberIn(second, first.Value + 1, 100) is not { IsOrdinal: false } last
            || Length(second, mayBeBare: false) is not { IsOfDays: true, Parts: [{ Unit: var unit }] } length
            || !Is(length.End, TimeRole.Ago, out _, out var end))
        {
            return null;
        }
        return length.From(_today, -1) is { } from && CivilCalendar.Plus(_today, unit, -first.Value) is { } to
            ? Sense(DaySet.Anchored(TimeUnit.Days, new DaySpan(from, to)), end)
            : null;
    }

    /// <summary>"przed tygodniem", "przed dwoma miesiącami": so long ago; "przed dniem 5 maja" is none.</summary>
    private TimeSense? AgoInstrumental(int at)
    {
        if (!_text.IsPolish || !_text[at].Is("przed") || !Is(at, TimeRole.Before, out _, out var start) || start != at + 1
            || Length(SkipFillers(start), mayBeBare: true) is not { IsOfDays: true } length)
        {
            return null;
        }
        return _text[length.End - 1].Text is [.., 'e', 'm'] or [.., 'a', 'm', 'i'] ? Shifted(length, -1, length.End) : null;
    }

    /// <summary>"w 7 dni", "w godzinę": until when; "w tygodniu", "w dzień" are others.</summary>
    private TimeLength? LengthBehindW(int at) =>
        Length(at, mayBeBare: _text[at].Text is "sekunde" or "minute" or "godzine") is { } length && !IsOffer(length) ? length : null;

    /// <summary>"Dostawa w 24 h" says how long it takes.</summary>
    private static bool IsOffer(TimeLength length) => length.Parts is [{ Unit: TimeUnit.Hour, Count: var hours }] && hours % 24 == 0;

    private int SkipTurn(int at)
    {
        at = SkipFillers(Skip(at, TimeRole.The));
        return Is(at, TimeRole.Turn, out var turn, out var end) && turn > 0 ? end : at;
    }

    private int SkipFillers(int at)
    {
        for (var words = 0; words < 2 && Is(at, TimeRole.Filler, out _, out var end); words++)
        {
            at = end;
        }
        return at;
    }

    /// <summary>"ago", "from now", "after Easter" behind a length.</summary>
    private TimeSense? Away(TimeLength length)
    {
        if (Is(length.End, TimeRole.Ago, out _, out var end))
        {
            return Shifted(length, -1, end);
        }
        if (Is(length.End, TimeRole.Later, out _, out end))
        {
            return Shifted(length, +1, end);
        }
        var isBefore = Is(length.End, TimeRole.Before, out _, out var behind);
        if ((!isBefore && !IsAfter(length.End, out behind)) || !length.IsOfDays)
        {
            return null;
        }
        if (InnerDays(Skip(behind, TimeRole.The)) is not { Days: { } days, IsFirm: true } sense || IsOpening(sense, days))
        {
            return null;
        }
        var dates = days.Readings.Select(span => DaySpan.Day(length.From(isBefore ? span.From : span.To, isBefore ? -1 : 1)));
        return Sense(DaySet.Some(DaySet.Anchored(TimeUnit.Day, [.. dates])), sense.End);
    }

    private bool IsAfter(int at, out int end) =>
        Is(at, TimeRole.After, out _, out end) || (_text[at].Text is "from" or "od" or "since" && Is(at, TimeRole.Since, out _, out end));

    /// <summary>"3 days from 5 to 8 May" counts nothing.</summary>
    private bool IsOpening(TimeSense sense, DaySet days) => days.Grain == TimeUnit.Days && Is(sense.End, TimeRole.To);

    private TimeSense? Shifted(TimeLength length, int sign, int end)
    {
        if (length.IsOfDays)
        {
            return length.From(_today, sign) is { } date ? Sense(DaySet.Day(date, length.Longest), end) : null;
        }
        return length.From(_now, sign) is { } moment ? new TimeSense(end) { Moments = [new(moment, moment)] } : null;
    }

    /// <summary>From now on; today may be one of the days or not.</summary>
    private TimeSense? Within(TimeLength length)
    {
        if (!length.IsOfDays)
        {
            return length.From(_now, +1) is { } moment ? new TimeSense(length.End) { Moments = [new(_now, moment)] } : null;
        }
        return length.From(_today, +1) is { } date
            ? Sense(DaySet.Anchored(TimeUnit.Days, new DaySpan(_today, date), new DaySpan(_today, date.PlusDays(-1))), length.End)
            : null;
    }

    /// <summary>"2 Sundays from now", "two Thursdays ago".</summary>
    private TimeSense? WeekdaysAway(int at)
    {
        if (Count(at) is not { Value: <= 60 } count
            || (!Is(count.To, TimeRole.Weekdays, out var weekday, out var end) && !Is(count.To, TimeRole.Weekday, out weekday, out end)))
        {
            return null;
        }
        var rule = DayRule.Weekday(weekday);
        var weeks = ((int)count.Value - 1) * 7;
        if (Is(end, TimeRole.Ago, out _, out var behind) && rule.Previous(_today) is { } past)
        {
            return Sense(DaySet.Day(past.From.PlusDays(-weeks)), behind);
        }
        return Is(end, TimeRole.Later, out _, out behind) && rule.Next(_today.PlusDays(1)) is { } next
            ? Sense(DaySet.Day(next.From.PlusDays(weeks)), behind)
            : null;
    }

    /// <summary>"od dwóch tygodni", "od miesiąca": since so long ago; "od dnia 5 maja" is none.</summary>
    private TimeReading? SinceLength(int at)
    {
        if (!_text.IsPolish || !Is(at, TimeRole.Since, out _, out var behind))
        {
            return null;
        }
        var start = SkipFillers(behind);
        if (Length(start, mayBeBare: !IsUnit(start, TimeUnit.Day, out _)) is not { } length
            || _text[length.End].IsDigits
            || IsNumberWord(length.End))
        {
            return null;
        }
        if (length.IsOfDays)
        {
            return length.From(_today, -1) is { } date
                ? new TimeReading(EntityKind.DateRange, length.End, [new EntityValue.DateRange(date, null)])
                : null;
        }
        return Number(start) is not null && length.From(_now, -1) is { } moment
            ? new TimeReading(EntityKind.DateTimeRange, length.End, [new EntityValue.DateTimeRange(moment, null)])
            : null;
    }

    /// <summary>A count and its unit, and more of them: "2 lata i 3 miesiące", "half an hour"; a bare unit is one of it.</summary>
    private TimeLength? Length(int at, bool mayBeBare)
    {
        var parts = ImmutableArray.CreateBuilder<(decimal Count, TimeUnit Unit)>();
        var end = at;
        for (var next = at; parts.Count < LengthPartsMax;)
        {
            if (LengthPart(next, mayBeBare && parts.Count == 0) is not { } part || parts.Any(other => other.Unit == part.Unit))
            {
                break;
            }
            parts.AddRange(TimeLength.Halved(part.Count, part.Unit));
            end = part.End;
            next = _text[end].IsMark(',') ? end + 1 : Skip(end, TimeRole.And);
        }
        return parts.Count == 0 ? null : new TimeLength(end, parts.ToImmutable());
    }

    private (decimal Count, TimeUnit Unit, int End)? LengthPart(int at, bool mayBeBare)
    {
        if (_text.IsPolish && Is(at, TimeRole.Fraction, out var minutes, out var quarter) && minutes == 15)
        {
            return (minutes, TimeUnit.Minute, quarter);
        }
        var number = HowMany(at);
        if (number is null && (!mayBeBare || IsSomeUnits(at)))
        {
            return null;
        }
        var start = number is { } many ? BehindCount(many.To) : at;
        return Is(start, TimeRole.Unit, out var unit, out var end) && (TimeUnit)unit is not (TimeUnit.Weekend or TimeUnit.Season)
            ? ((number?.Value ?? 1) + HalfBehind(ref end), (TimeUnit)unit, Past(end))
            : null;
    }

    /// <summary>"Days ago", "kilkanaście dni temu" do not say how many.</summary>
    private bool IsSomeUnits(int at) => _text[at].Text
        is "dni" or "tygodnie" or "tygodni" or "miesiace" or "miesiecy" or "lata" or "lat"
        or "days" or "weeks" or "months" or "years";

    private Numeral? HowMany(int at) =>
        NumberIn(at, 1, 1000) is { IsOrdinal: false } whole && Is(whole.End, TimeRole.Unit)
            ? new Numeral(at, whole.End, whole.Value, null, IsOrdinal: false, whole.IsDigits)
            : Numerals.At(_text, at) is { IsOrdinal: false, Value: > 0 } found ? found : Count(at);

    /// <summary>Past what may stand between a count and its unit: a couple OF minutes, half AN hour, 2 MORE minutes.</summary>
    private int BehindCount(int at)
    {
        at = _text[at].Is("of") ? at + 1 : at;
        return SkipFillers(Is(at, TimeRole.Count, out var few, out var article) && few == 1 ? article : at);
    }

    /// <summary>"an hour and a half", "godzinę i pół".</summary>
    private decimal HalfBehind(ref int end)
    {
        if (!Is(end, TimeRole.And, out _, out var half))
        {
            return 0;
        }
        half = _text[half].Is("a") ? half + 1 : half;
        if (_text[half].Text is not ("half" or "pol") || Is(half + 1, TimeRole.Unit))
        {
            return 0;
        }
        end = half + 1;
        return 0.5m;
    }
}
