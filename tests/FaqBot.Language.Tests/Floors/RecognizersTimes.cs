using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;

namespace FaqBot.Language.Tests;

/// <summary>Times and durations as the specifications of Recognizers-Text state them: several values, of which any is accepted.</summary>
internal static partial class RecognizersTimes
{
    /// <returns>Null where the expectation cannot be judged: it repeats, names a zone or was not resolved.</returns>
    public static IReadOnlyList<string>? Accepted(JsonElement resolution, LocalDateTime reference)
    {
        var accepted = new List<string>();
        foreach (var value in resolution.GetProperty("values").EnumerateArray())
        {
            if (Text(value, "type") == "set" || Text(value, "value") == "not resolved" || value.TryGetProperty("timezone", out _))
            {
                return null;
            }
            var readings = Text(value, "type") == "duration" ? Duration(Text(value, "timex")) : Time(value, reference.Date);
            if (readings is null)
            {
                return null;
            }
            accepted.AddRange(readings);
        }
        return accepted;
    }

    private static IEnumerable<string> Time(JsonElement value, LocalDate today)
    {
        var hasOne = value.TryGetProperty("value", out _);
        var start = Moment.Parse(Text(value, hasOne ? "value" : "start"));
        var end = Moment.Parse(Text(value, "end"));
        var type = Text(value, "type");
        return (hasOne, type) switch
        {
            (true, "time") => [$"{start}", .. Days(today).Select(day => $"{On(day, start)}")],
            (true, _) => [$"{start}"],
            (_, "timerange") =>
                [Comparable.Range(start, end), .. Days(today).Select(day => Comparable.Range(On(day, start), On(day, end)))],
            (_, "datetimerange") => [Comparable.Range(start, end)],
            _ => DayRanges(value, start, end),
        };
    }

    /// <summary>Ends are exclusive, unless one was named: "3 to 12 Sept". "After X" may begin a day later.</summary>
    private static IEnumerable<string> DayRanges(JsonElement value, Moment? start, Moment? end)
    {
        Moment?[] starts = start is not null && Text(value, "Mod") == "after" ? [start, Later(start, 1)] : [start];
        var isEndNamed = start is null || Text(value, "timex").StartsWith('(');
        Moment?[] ends = isEndNamed ? [Later(end, -1), end] : [Later(end, -1)];
        return starts.SelectMany(_ => ends, Comparable.Range);
    }

    /// <summary>"P3W", "PT15M"; null for months and days together, whose sum is no one length, and for what is no duration.</summary>
    private static string[]? Duration(string timex)
    {
        var halves = timex.TrimStart('P').Split('T');
        var parts = halves.SelectMany((half, index) => Part().Matches(half).Select(match => (
            Count: double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
            Unit: UnitOf(match.Groups[2].Value, index > 0)))).ToList();
        if (parts.Exists(static part => part.Unit is null))
        {
            return null;
        }
        var seconds = parts.Where(static part => part.Unit < CalendarUnit.Month).ToList();
        var months = parts.Where(static part => part.Unit >= CalendarUnit.Month).ToList();
        return (seconds.Count, months.Count) switch
        {
            ( > 0, 0) => [Comparable.Length(seconds.Sum(static part => part.Count * Size(part.Unit)), CalendarUnit.Second)],
            (0, > 0) => [Comparable.Length(months.Sum(static part => part.Count * Size(part.Unit)), CalendarUnit.Month)],
            _ => null,
        };
    }

    private static CalendarUnit? UnitOf(string letter, bool isTime) => (letter, isTime) switch
    {
        ("Y", false) => CalendarUnit.Year,
        ("M", false) => CalendarUnit.Month,
        ("W", false) => CalendarUnit.Week,
        ("D", false) => CalendarUnit.Day,
        ("H", true) => CalendarUnit.Hour,
        ("M", true) => CalendarUnit.Minute,
        ("S", true) => CalendarUnit.Second,
        _ => null,
    };

    /// <summary>In seconds, or in months.</summary>
    private static int Size(CalendarUnit? unit) => unit switch
    {
        CalendarUnit.Year => 12,
        CalendarUnit.Week => 604_800,
        CalendarUnit.Day => 86_400,
        CalendarUnit.Hour => 3_600,
        CalendarUnit.Minute => 60,
        _ => 1,
    };

    private static LocalDate[] Days(LocalDate today) => [today, today.PlusDays(1)];

    private static Moment? Later(Moment? moment, int days) => moment is { } known ? known.PlusDays(days) : null;

    private static Moment? On(LocalDate day, Moment? clock) => clock is null ? null : clock.Value with { Day = day };

    private static string Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    [GeneratedRegex(@"([\d.]+)(\D+)")]
    private static partial Regex Part();
}
