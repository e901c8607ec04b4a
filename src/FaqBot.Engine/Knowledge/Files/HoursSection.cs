using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Reads <c>hours</c> of <c>shop.yaml</c>: a schedule for each kind, with what holds for all kinds filled in.</summary>
internal static class HoursSection
{
    private static readonly ImmutableArray<string> Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Kinds that are stated.</summary>
    public static FrozenDictionary<HoursKind, Schedule> Read(YamlNode? node, Values values)
    {
        if (Section.Of(node, values, "chat", "phone", "office", "public_holidays", "dates") is not { } section)
        {
            return FrozenDictionary<HoursKind, Schedule>.Empty;
        }
        var common = new Schedule(
            Schedule.ClosedWeek, Dates(section["dates"], values), values.Choice(section["public_holidays"], "closed", "open") == "open");
        var schedules = new Dictionary<HoursKind, Schedule>();
        foreach (var (kind, key) in new[] { (HoursKind.Chat, "chat"), (HoursKind.Phone, "phone"), (HoursKind.Office, "office") })
        {
            if (section[key] is { } stated)
            {
                schedules[kind] = Kind(stated, common, values);
            }
        }
        return schedules.ToFrozenDictionary();
    }

    /// <summary>Days off and dates hold for all kinds unless stated inside one; of dates each by itself.</summary>
    private static Schedule Kind(YamlNode node, Schedule common, Values values)
    {
        var week = new ImmutableArray<DayInterval>?[Days.Length];
        var schedule = common;
        foreach (var (key, value) in values.Pairs(node))
        {
            switch (key.Text)
            {
                case "dates":
                    schedule = schedule with { Dates = schedule.Dates.SetItems(Dates(value, values)) };
                    break;
                case "public_holidays":
                    schedule = schedule with { IsOpenOnHolidays = values.Choice(value, "closed", "open") == "open" };
                    break;
                default:
                    StateDays(week, key, Intervals(value, values), values);
                    break;
            }
        }
        return schedule with { Week = [.. week.Select(day => day ?? [])] };
    }

    private static void StateDays(ImmutableArray<DayInterval>?[] week, YamlScalar key, ImmutableArray<DayInterval> intervals, Values values)
    {
        if (DayRange(key.Text) is not { } days)
        {
            var hint = values.Findings.Nearest(key.Text, [.. Days, "dates", "public_holidays"], KnowledgeRules.BadWeekday.Remedy);
            values.Findings.Add(KnowledgeRules.BadWeekday, key.Span, $"'{key.Text}' is not a weekday or a range of them.", hint);
            return;
        }
        foreach (var day in days)
        {
            if (week[day] is not null)
            {
                values.Findings.Add(KnowledgeRules.DayTwice, key.Span, $"'{Days[day]}' is stated twice.");
            }
            week[day] = intervals;
        }
    }

    /// <summary>Indices of the days of <c>mon</c>, <c>mon-fri</c> or, over the weekend, <c>sat-mon</c>; null for anything else.</summary>
    private static IEnumerable<int>? DayRange(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries).Select(day => Days.IndexOf(day)).ToArray();
        return ends switch
        {
            [>= 0 and var only] => [only],
            [>= 0 and var first, >= 0 and var last] =>
                Enumerable.Range(first, (last - first + Days.Length) % Days.Length + 1).Select(day => day % Days.Length),
            _ => null,
        };
    }

    private static ImmutableSortedDictionary<LocalDate, ImmutableArray<DayInterval>> Dates(YamlNode? node, Values values)
    {
        var dates = ImmutableSortedDictionary.CreateBuilder<LocalDate, ImmutableArray<DayInterval>>();
        foreach (var (key, value) in values.Pairs(node))
        {
            if (values.Date(key) is { } date)
            {
                dates[date] = Intervals(value, values);
            }
        }
        return dates.ToImmutable();
    }

    private static ImmutableArray<DayInterval> Intervals(YamlNode node, Values values)
    {
        var items = node is YamlScalar { IsAbsent: false } single ? [single] : values.Items(node);
        var intervals = items
            .Select(item => values.Scalar(item))
            .OfType<YamlScalar>()
            .Select(scalar => (scalar, interval: Interval(scalar, values)))
            .Where(pair => pair.interval is not null)
            .OrderBy(pair => pair.interval?.Start)
            .ToImmutableArray();
        for (var i = 1; i < intervals.Length; i++)
        {
            if (intervals[i].interval?.Start < intervals[i - 1].interval?.End)
            {
                values.Findings.Add(
                    KnowledgeRules.IntervalsOverlap,
                    intervals[i].scalar.Span,
                    $"'{intervals[i].scalar.Text}' overlaps '{intervals[i - 1].scalar.Text}'.");
            }
        }
        return [.. intervals.Select(pair => pair.interval).OfType<DayInterval>()];
    }

    private static DayInterval? Interval(YamlScalar scalar, Values values)
    {
        if (scalar.Text.Split('-', StringSplitOptions.TrimEntries) is [var from, var to]
            && Minute(from) is { } start && Minute(to) is { } end && start < end)
        {
            return new DayInterval(start, end);
        }
        values.Findings.Add(KnowledgeRules.BadInterval, scalar.Span, $"'{scalar.Text}' is not an interval of a day.");
        return null;
    }

    /// <summary>Minutes since midnight; 24:00 is the end of the day.</summary>
    private static int? Minute(string text)
    {
        if (text == "24:00")
        {
            return DayInterval.MinutesPerDay;
        }
        return LocalTimePattern.Create("H:mm", CultureInfo.InvariantCulture).Parse(text) is { Success: true } time
            ? time.Value.Hour * 60 + time.Value.Minute
            : null;
    }
}
