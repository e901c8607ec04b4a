using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Says schedules and moments in words. Names of days and months: Unicode CLDR 45, abbreviated and wide format.</summary>
internal sealed record ScheduleWords
{
    private static readonly ScheduleWords English = new()
    {
        ShortDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        OnDays = ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"],
        Months =
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ],
        EveryDay = "every day",
        Closed = "closed",
        And = "and",
        Today = "today",
        Tomorrow = "tomorrow",
        At = "at",
        OnHolidays = "closed on public holidays",
    };

    private static readonly ScheduleWords Polish = new()
    {
        ShortDays = ["pn.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."],
        OnDays = ["w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę"],
        Months =
        [
            "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
            "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
        ],
        EveryDay = "codziennie",
        Closed = "nieczynne",
        And = "i",
        Today = "dziś",
        Tomorrow = "jutro",
        At = "o",
        OnHolidays = "w święta nieczynne",
    };

    private static readonly FrozenDictionary<string, ScheduleWords> ByLanguage =
        new Dictionary<string, ScheduleWords> { ["en"] = English, ["pl"] = Polish }.ToFrozenDictionary(StringComparer.Ordinal);

    public required ImmutableArray<string> ShortDays { get; init; }

    public required ImmutableArray<string> OnDays { get; init; }

    public required ImmutableArray<string> Months { get; init; }

    public required string EveryDay { get; init; }

    public required string Closed { get; init; }

    public required string And { get; init; }

    public required string Today { get; init; }

    public required string Tomorrow { get; init; }

    public required string At { get; init; }

    public required string OnHolidays { get; init; }

    /// <summary>A week, days with equal hours together; a language without words here is said in English.</summary>
    public static string Week(ImmutableArray<ImmutableArray<DayInterval>> week, string language)
    {
        var words = LanguageCodes.Find(ByLanguage, language) ?? English;
        var groups = Enumerable.Range(0, week.Length)
            .Where(day => !week[day].IsEmpty)
            .GroupBy(day => words.Times(week[day]), StringComparer.Ordinal)
            .Select(group => $"{words.Days([.. group])} {group.Key}")
            .ToList();
        return groups.Count == 0 ? words.Closed : string.Join(", ", groups);
    }

    /// <summary>Days that differ from the week, and what holds on public holidays; null where there is nothing to say.</summary>
    public static string? Exceptions(IEnumerable<(LocalDate Day, ImmutableArray<DayInterval> Intervals)> days, bool isClosedOnHolidays, string language)
    {
        var words = LanguageCodes.Find(ByLanguage, language) ?? English;
        var parts = days.Select(day => $"{words.Date(day.Day)}: {(day.Intervals.IsEmpty ? words.Closed : words.Times(day.Intervals))}")
            .Concat(isClosedOnHolidays ? [words.OnHolidays] : [])
            .ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>A moment as seen from <paramref name="today"/>; in a language without words here by its date (ISO 8601).</summary>
    public static string Moment(LocalDateTime when, LocalDate today, string language)
    {
        var time = when.ToString("H:mm", CultureInfo.InvariantCulture);
        if (LanguageCodes.Find(ByLanguage, language) is not { } words)
        {
            return when.Date == today ? time : $"{LocalDatePattern.Iso.Format(when.Date)} {time}";
        }
        return $"{words.Day(when.Date, Period.DaysBetween(today, when.Date))} {words.At} {time}";
    }

    private string Day(LocalDate day, int daysAhead) => daysAhead switch
    {
        0 => Today,
        1 => Tomorrow,
        > 1 and < 7 => OnDays[(int)day.DayOfWeek - 1],
        _ => $"{OnDays[(int)day.DayOfWeek - 1]} {Date(day)}",
    };

    private string Date(LocalDate day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]}");

    /// <summary>Runs of days with a dash, parted by commas: <c>pn.-wt., czw.</c></summary>
    private string Days(ImmutableArray<int> days)
    {
        if (days.Length == ShortDays.Length)
        {
            return EveryDay;
        }
        var runs = new List<string>();
        for (var first = 0; first < days.Length;)
        {
            var last = first;
            while (last + 1 < days.Length && days[last + 1] == days[last] + 1)
            {
                last++;
            }
            runs.Add(first == last ? ShortDays[days[first]] : $"{ShortDays[days[first]]}-{ShortDays[days[last]]}");
            first = last + 1;
        }
        return string.Join(", ", runs);
    }

    private string Times(ImmutableArray<DayInterval> intervals) =>
        string.Join($" {And} ", intervals.Select(interval => $"{Clock(interval.Start)}-{Clock(interval.End)}"));

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");
}
