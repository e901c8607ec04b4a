using NodaTime;

namespace FaqBot.Language;

/// <summary>The beginning, the middle and the end of something.</summary>
internal sealed partial class TimeParser
{
    private static readonly LocalTime LastSecond = new(23, 59, 59);

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

    private TimeSense? ThisDay(int at) => IsUnit(at, TimeUnit.Day, out var end) ? Sense(DaySet.Day(_today), end) : null;

    private static TimeSense? EdgeOf(TimeEdge edge, DaySpan span, TimeUnit unit, int end) => unit == TimeUnit.Day
        ? new TimeSense(end) { Days = DaySet.Day(span.From), Clock = ClockSet.At(LastSecond) }
        : Sense(DaySet.Anchored(TimeUnit.Days, [.. Edges(edge, span, unit, default).Select(part => (DaySpan?)part)]), end);

    /// <summary>There is no standard for how long a beginning is: a third or a half (Duckling, Recognizers-Text), as
    /// people say it.</summary>
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
