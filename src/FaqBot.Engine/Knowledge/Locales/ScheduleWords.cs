using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Says schedules and moments in the words of a language. What a language has no words for is said in digits, or left out where
/// digits would mislead.</summary>
internal sealed class ScheduleWords(LocaleStatement words)
{
    private const string ClosedWithoutWords = "–";

    private readonly string comma = words.Comma ?? ", ";

    /// <summary>A week, days with equal hours together; null where the language has no names of days and they are needed.</summary>
    public string? Week(ImmutableArray<ImmutableArray<DayInterval>> week)
    {
        var groups = Enumerable.Range(0, week.Length)
            .Where(day => !week[day].IsEmpty)
            .GroupBy(day => Times(week[day]), StringComparer.Ordinal)
            .ToList();
        return groups switch
        {
            [] => words.Closed,
            [var all] when all.Count() == week.Length => words.EveryDay is { } everyDay ? $"{everyDay} {all.Key}" : all.Key,
            _ when words.Days is { } days => string.Join(comma, groups.Select(group => $"{Runs([.. group], days)} {group.Key}")),
            _ => null,
        };
    }

    /// <summary>Days that differ from the week, and what holds on public holidays; null where there is nothing to say.</summary>
    public string? Exceptions(IEnumerable<(LocalDate Day, ImmutableArray<DayInterval> Intervals)> days, bool isClosedOnHolidays)
    {
        var parts = days
            .Select(day => $"{Date(day.Day)}: {(day.Intervals.IsEmpty ? words.Closed ?? ClosedWithoutWords : Times(day.Intervals))}")
            .Concat(isClosedOnHolidays && words.ClosedOnHolidays is { } closed ? [closed] : [])
            .ToList();
        return parts.Count == 0 ? null : string.Join(comma, parts);
    }

    /// <summary>A moment as seen from <paramref name="today"/>; without words by its date (ISO 8601), today's by its time.</summary>
    /// <param name="when">Where the shop is.</param>
    /// <param name="today">Null for what is read on another day: then always by its date.</param>
    public string Moment(LocalDateTime when, LocalDate? today)
    {
        var time = when.ToString("H:mm", CultureInfo.InvariantCulture);
        if (Day(when.Date, today) is { } day)
        {
            return LocalePattern.Fill(words.Moment ?? "{day} {time}", (LocalePattern.Day, day), (LocalePattern.Time, time));
        }
        return when.Date == today ? time : $"{LocalDatePattern.Iso.Format(when.Date)} {time}";
    }

    /// <summary>A time of one day as seen from <paramref name="today"/>: <c>jutro 10:00-12:00</c>.</summary>
    /// <param name="window">Where the shop is.</param>
    /// <param name="today">Null for what is read on another day: then always by its date.</param>
    public string Window(CallWindow window, LocalDate? today)
    {
        var times = $"{Clock(MinutesOf(window.From))}-{(window.To.Date > window.From.Date ? "24:00" : Clock(MinutesOf(window.To)))}";
        var day = Day(window.From.Date, today)
            ?? (window.From.Date == today ? "" : LocalDatePattern.Iso.Format(window.From.Date));
        return $"{day} {times}".Trim();
    }

    private static int MinutesOf(LocalDateTime time) => (time.Hour * 60) + time.Minute;

    private string? Day(LocalDate day, LocalDate? today)
    {
        var onDay = words.OnDays?[(int)day.DayOfWeek - 1];
        return (today is { } from ? Period.DaysBetween(from, day) : int.MaxValue) switch
        {
            0 => words.Today,
            1 => words.Tomorrow,
            > 1 and < 7 => onDay,
            _ => onDay is null ? null : $"{onDay} {Date(day)}",
        };
    }

    private string Date(LocalDate day) => words.Months is { } months
        ? LocalePattern.Fill(
            words.ShortDate ?? "{day} {month}",
            (LocalePattern.Day, day.Day.ToString(CultureInfo.InvariantCulture)),
            (LocalePattern.Month, months[day.Month - 1]))
        : LocalDatePattern.Iso.Format(day);

    /// <summary>Runs of days with a dash, parted by commas: <c>pn.-wt., czw.</c></summary>
    private string Runs(ImmutableArray<int> days, ImmutableArray<string> names)
    {
        var runs = new List<string>();
        for (var first = 0; first < days.Length;)
        {
            var last = first;
            while (last + 1 < days.Length && days[last + 1] == days[last] + 1)
            {
                last++;
            }
            runs.Add(first == last ? names[days[first]] : $"{names[days[first]]}-{names[days[last]]}");
            first = last + 1;
        }
        return string.Join(comma, runs);
    }

    private string Times(ImmutableArray<DayInterval> intervals) => string.Join(
        words.And is { } and ? $" {and} " : comma, intervals.Select(interval => $"{Clock(interval.Start)}-{Clock(interval.End)}"));

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");
}
