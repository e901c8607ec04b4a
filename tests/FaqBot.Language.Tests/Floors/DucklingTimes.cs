using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;

namespace FaqBot.Language.Tests;

/// <summary>
/// Times as Duckling's corpora state them, as the values that are accepted for them. Its intervals end before their end, which a range of
/// days gives back and "9-11" does not; what it gives by a finer or coarser grain than the words have may be the day too.
/// </summary>
internal static partial class DucklingTimes
{
    /// <returns>Null where the expectation cannot be judged: it names a time zone, or a year before Christ.</returns>
    public static IReadOnlyList<string>? Accepted(JsonElement expected, string text, LocalDateTime reference)
    {
        var start = MomentOf(expected, "value") ?? MomentOf(expected, "from");
        var end = MomentOf(expected, "to_exclusive");
        var until = MomentOf(expected, "until");
        var grain = expected.GetProperty("grain").GetString() ?? "";
        if (TimeZone().IsMatch(text) || (start ?? until) is not { } known)
        {
            return null;
        }
        var isOffsetInDays = grain == "hour" && start is { Minute: 0 } hour && hour.Hour == reference.Hour && hour.Date != reference.Date
            && DaysOrWeeks().IsMatch(text);
        return expected.GetProperty("type").GetString() switch
        {
            "open_interval" => Open(start, until, grain, isOffsetInDays, reference),
            "value" => Single(known, grain, text, isOffsetInDays, reference),
            _ => end is { } last ? Interval(known, last, grain, reference) : null,
        };
    }

    private static IReadOnlyList<string> Open(
        LocalDateTime? start, LocalDateTime? until, string grain, bool isOffsetInDays, LocalDateTime reference)
    {
        var fromDay = Comparable.Range(start is { } first ? Moment.Of(first.Date) : null, null);
        if (IsByTheClock(grain))
        {
            return [.. ClockRanges(start, until, reference), .. isOffsetInDays ? [fromDay] : Array.Empty<string>()];
        }
        return start is null ? [Comparable.Range(null, Moment.Of((until ?? reference).Date.PlusDays(-1)))] : [fromDay];
    }

    private static IReadOnlyList<string> Single(LocalDateTime when, string grain, string text, bool isOffsetInDays, LocalDateTime reference)
    {
        var day = Moment.Of(when.Date).ToString();
        if (IsByTheClock(grain))
        {
            var moment = Moment.Of(when).ToString();
            return isOffsetInDays ? [moment, day] : SaysClock(when, reference) ? [moment, Moment.Of(when.TimeOfDay).ToString()] : [moment];
        }
        if (grain == "day")
        {
            return [day];
        }
        var isOffsetInYears = grain == "month" && when.Month == reference.Month && Years().IsMatch(text);
        var sameDay = Moment.Of(new LocalDate(when.Year, when.Month, reference.Day)).ToString();
        return isOffsetInYears ? [Period(when.Date, grain), sameDay] : [Period(when.Date, grain)];
    }

    private static IReadOnlyList<string> Interval(LocalDateTime start, LocalDateTime end, string grain, LocalDateTime reference)
    {
        var last = Moment.Of(end.Date.PlusDays(-1));
        if (!IsByTheClock(grain))
        {
            return [Comparable.Range(Moment.Of(start.Date), last)];
        }
        var beginsNow = start == reference;
        LocalDateTime?[] starts = beginsNow ? [start, null] : [start];
        LocalDateTime[] ends = [end, end.PlusSeconds(grain switch { "hour" => -3_600, "minute" => -60, _ => -1 })];
        var ranges = starts.SelectMany(from => ends.SelectMany(to => ClockRanges(from, to, reference)));
        var isDays = end.TimeOfDay == LocalTime.Midnight && (beginsNow || IsOverADay(start, end));
        Moment? second = beginsNow ? null : Moment.Of(start.Date.PlusDays(start.Hour > 0 ? 1 : 0));
        return isDays
            ? [.. ranges, Comparable.Range(Moment.Of(start.Date), last), Comparable.Range(second, last)]
            : [.. ranges];
    }

    /// <summary>With days, and within a day as bare times of the clock.</summary>
    private static IEnumerable<string> ClockRanges(LocalDateTime? start, LocalDateTime? end, LocalDateTime reference)
    {
        yield return Comparable.Range(start is { } from ? Moment.Of(from) : null, end is { } to ? Moment.Of(to) : null);
        if ((start ?? end) is { } known && SaysClock(known, reference) && !IsOverADay(start, end))
        {
            yield return Comparable.Range(
                start is { } first ? Moment.Of(first.TimeOfDay) : null, end is { } last ? Moment.Of(last.TimeOfDay) : null);
        }
    }

    /// <summary>A week, a month, a quarter or a year.</summary>
    private static string Period(LocalDate first, string grain)
    {
        var months = grain switch { "month" => 1, "quarter" => 3, _ => 12 };
        var last = grain == "week" ? first.PlusDays(6) : new LocalDate(first.Year, first.Month, 1).PlusMonths(months).PlusDays(-1);
        return Comparable.Range(Moment.Of(first), Moment.Of(last));
    }

    private static bool IsByTheClock(string grain) => grain is "hour" or "minute" or "second";

    private static bool IsOverADay(LocalDateTime? start, LocalDateTime? end) => start is { } from && end is { } to && to > from.PlusDays(1);

    /// <summary>Whether the time of the clock alone says when: it is today's or the next.</summary>
    private static bool SaysClock(LocalDateTime when, LocalDateTime reference) =>
        when.Date == reference.Date || (when >= reference && when < reference.PlusDays(1));

    private static LocalDateTime? MomentOf(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out var value) && Moment.Parse(value.GetString() ?? "") is { Day: { } day, Clock: { } clock }
            ? day + clock
            : null;

    [GeneratedRegex(@"\b(GMT|UTC|CET|CST|PST|EST|BST)\b")]
    private static partial Regex TimeZone();

    [GeneratedRegex(@"\b(days?|dni|dzień|weeks?|fortnight|tydz\w*|tyg\w*)\b")]
    private static partial Regex DaysOrWeeks();

    [GeneratedRegex(@"\b(lat|lata|rok|years?)\b")]
    private static partial Regex Years();
}
