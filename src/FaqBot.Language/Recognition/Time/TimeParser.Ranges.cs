using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>From one day or moment to another, and open ends.</summary>
internal sealed partial class TimeParser
{
    private const int ReadingsMax = 6;

    /// <summary>"od poniedziałku do piątku", "between now and May 21", "Aug 8 - Aug 12".</summary>
    private TimeReading? Range(int at)
    {
        var isBetween = Is(at, TimeRole.Between);
        var isNamed = IsAny(at, out var start, TimeRole.Between, TimeRole.From, TimeRole.Since);
        if (Bound(start) is not { } from || !Separator(from.End, isBetween, out var behind) || Bound(behind) is not { } to)
        {
            return null;
        }
        var isFirm = from.IsFirm || to.IsFirm || isNamed || _text[from.End].IsMark('~') || AreMonths(from, to) || AreYears(at);
        return isFirm && AreEnds(from, to) ? Between(from, to) : null;
    }

    /// <summary>"w latach 2020-2022", "lata 2019-2021".</summary>
    private bool AreYears(int at) => _text[at].Text is "latach" or "lata" or "years" && _text[at + 1] is { IsDigits: true, Size: 4 };

    private static bool AreMonths(TimeSense from, TimeSense to) =>
        from.Days is { Grain: TimeUnit.Month } && to.Days is { Grain: TimeUnit.Month };

    /// <summary>"Friday until 3 pm" is no range from Friday on, and "3 pm - this week" none of moments.</summary>
    private static bool AreEnds(TimeSense from, TimeSense to)
    {
        var isOfClock = from.Clock is not null || to.Clock is not null;
        var isOfDays = from.Days is null or { IsDay: true } && to.Days is null or { IsDay: true };
        return (to.Days is not null || (from.Days is not null && from.Clock is not null)) && (!isOfClock || isOfDays);
    }

    private static TimeReading? Between(TimeSense from, TimeSense to)
    {
        var isOfDays = from.Clock is null && to.Clock is null;
        var spans = Spans(from, to).Distinct().Take(ReadingsMax);
        IEnumerable<EntityValue> values = isOfDays
            ? spans.SelectMany(span => Ends(span, to)).Select(static span => new EntityValue.DateRange(span.From, span.To))
            : spans.SelectMany(span => Moments(span, from.Clock, to.Clock)).Distinct().Take(ReadingsMax);
        ImmutableArray<EntityValue> all = [.. values];
        return all.IsEmpty ? null : new TimeReading(isOfDays ? EntityKind.DateRange : EntityKind.DateTimeRange, to.End, all);
    }

    /// <summary>One end; "now" is today.</summary>
    private TimeSense? Bound(int at)
    {
        at = Skip(at, TimeRole.The);
        return Is(at, TimeRole.Now, out _, out var end) ? Sense(DaySet.Day(_today), end)
            : Sense(at) is { Moments.Length: 0 } sense && sense.Clock is null or { IsPoint: true } ? sense
            : null;
    }

    private static IEnumerable<DaySpan> Spans(TimeSense from, TimeSense to)
    {
        var (first, last) = (from.Days, to.Days);
        if (first is null || last is null)
        {
            return ((first ?? last)?.Readings ?? []).Select(span => DaySpan.Day(span.From));
        }
        if (first.Rule is { } rule && last.Rule is null)
        {
            return last.Readings.Select(end => Span(rule.Previous(end.From.PlusDays(1)), end)).OfType<DaySpan>();
        }
        return first.Readings.Select(start => Span(start, last.Rule?.Next(start.From) ?? First(last, start))).OfType<DaySpan>();
    }

    private static DaySpan? Span(DaySpan? from, DaySpan? to) => from is { } start && to is { } end ? new DaySpan(start.From, end.To) : null;

    private static DaySpan? First(DaySet days, DaySpan start)
    {
        foreach (var span in days.Readings)
        {
            if (span.To >= start.From)
            {
                return span;
            }
        }
        return null;
    }

    /// <summary>"until May" may be to its end and to its beginning.</summary>
    private static IEnumerable<DaySpan> Ends(DaySpan span, TimeSense to)
    {
        if (to.Days is not { IsDay: false, Grain: not TimeUnit.Days } days)
        {
            return [span];
        }
        var first = CivilCalendar.Around(span.To, days.Grain).From.PlusDays(-1);
        return first < span.From ? [span] : [span, span with { To = first }];
    }

    private static IEnumerable<EntityValue> Moments(DaySpan span, ClockSet? from, ClockSet? to)
    {
        foreach (var first in from?.Readings ?? [default])
        {
            foreach (var last in to?.Readings ?? [default])
            {
                var start = span.From.At(first.From ?? LocalTime.Midnight);
                var end = last.From is { } time ? span.To.At(time) : span.To.PlusDays(1).AtMidnight();
                if (start < end)
                {
                    yield return new EntityValue.DateTimeRange(start, end);
                }
            }
        }
    }

    /// <summary>"do piątku", "since Monday", "przed świętami", "by 2 pm tomorrow", "2018 or later".</summary>
    private TimeReading? OpenRange(int at)
    {
        var isFrom = IsAny(at, out _, TimeRole.From, TimeRole.Since, TimeRole.Between);
        var isClosed = Is(at, TimeRole.Part) || (Is(at, TimeRole.Day, out _, out var day) && day > at + 1)
            || (isFrom && DaysOfMonth(at) is not null);
        return isClosed || IsOrigin(at) ? null : Opening(at);
    }

    private TimeReading? Opening(int at) =>
        Opened(at, TimeRole.After, +1, isIncluded: false) ?? Opened(at, TimeRole.Before, -1, isIncluded: false)
        ?? Opened(at, TimeRole.By, -1, isIncluded: true) ?? Opened(at, TimeRole.Until, -1, isIncluded: true)
        ?? SinceLength(at) ?? Opened(at, TimeRole.Since, +1, isIncluded: true) ?? Opened(at, TimeRole.From, +1, isIncluded: true)
        ?? OrLater(at);

    /// <summary>"my order from 12 October": the day that it was made.</summary>
    private bool IsOrigin(int at) => _text[at].Is("from") && _text[at - 1].Text
        is "order" or "orders" or "purchase" or "invoice" or "receipt" or "parcel" or "package" or "delivery" or "email" or "message";

    private TimeReading? Opened(int at, TimeRole role, int direction, bool isIncluded)
    {
        if (!Is(at, role, out _, out var start) || Bound(start) is not { Days: { } days } sense)
        {
            return null;
        }
        // What lasts since Monday began on the last one.
        days = role == TimeRole.Since && !_text.IsPolish
            ? days with { Readings = [.. days.Readings.OrderBy(span => span.From > _today)] }
            : days;
        return sense.IsFirm || (days.Grain >= TimeUnit.Month && !_text[at].Is("to")) ? Open(sense, days, direction, isIncluded) : null;
    }

    private TimeReading? OrLater(int at)
    {
        if (Sense(at) is not { Days: { } days, Clock: null } sense)
        {
            return null;
        }
        var isLater = Is(sense.End, TimeRole.OrLater, out _, out var end);
        if ((!isLater && !Is(sense.End, TimeRole.OrEarlier, out _, out end)) || !MayEnd(end))
        {
            return null;
        }
        return Open(sense with { End = end }, days, isLater ? 1 : -1, isIncluded: true);
    }

    private static TimeReading Open(TimeSense sense, DaySet days, int direction, bool isIncluded)
    {
        if (sense.Clock is { IsPoint: true } clock)
        {
            var moments = days.Readings.SelectMany(
                span => clock.Readings.Select(time => time.From is { } at ? span.From.At(at) : span.From.AtMidnight()));
            return new TimeReading(EntityKind.DateTimeRange, sense.End,
                [.. moments
                    .Take(ReadingsMax)
                    .Select(moment => new EntityValue.DateTimeRange(direction > 0 ? moment : null, direction < 0 ? moment : null))]);
        }
        // "until May" may be to its beginning as well.
        var mayEndBefore = isIncluded && !days.IsDay && days.Grain != TimeUnit.Days;
        var ends = (direction > 0, isIncluded) switch
        {
            (true, true) => days.Readings.Select(static span => span.From),
            (true, false) => days.Readings.Select(static span => span.To.PlusDays(1)),
            (false, false) => days.Readings.Select(static span => span.From.PlusDays(-1)),
            _ => days.Readings.SelectMany(span => mayEndBefore ? new[] { span.To, span.From.PlusDays(-1) } : [span.To]),
        };
        return new TimeReading(EntityKind.DateRange, sense.End,
            [.. ends
                .Distinct()
                .Take(ReadingsMax)
                .Select(end => new EntityValue.DateRange(direction > 0 ? end : null, direction < 0 ? end : null))]);
    }
}
