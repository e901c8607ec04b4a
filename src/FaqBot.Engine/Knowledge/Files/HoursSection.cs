using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Reads <c>hours</c> of <c>shop.yaml</c>: a schedule for each kind, with what holds for all kinds filled in.</summary>
internal static class HoursSection
{
    private static readonly ImmutableArray<string> Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private const string DayPattern = "(mon|tue|wed|thu|fri|sat|sun)";

    private static readonly Shape<ImmutableArray<DayInterval>> IntervalsShape = new(Intervals, () =>
    {
        var interval = new JsonObject
        {
            ["type"] = "string",
            ["pattern"] = "^ *([01]?[0-9]|2[0-3]):[0-5][0-9] *- *(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00) *$",
        };
        var list = new JsonObject { ["type"] = "array", ["maxItems"] = KnowledgeLimits.ListItemsMax, ["items"] = interval.DeepClone() };
        return Shapes.AnyOf(interval, list);
    });

    private static readonly Key<ImmutableArray<YamlPair>> Dates = new(
        "dates", "Days that differ, `YYYY-MM-DD` to intervals; `[]` is closed.", Shapes.Map(null, IntervalsShape));

    private static readonly Key<string?> PublicHolidays = new(
        "public_holidays",
        "Whether people answer on the country's days off; closed if not stated.",
        Shapes.Choice("closed", "open"))
    { Default = "closed" };

    private static readonly Shape<ImmutableArray<YamlPair>> Week = new((node, values) => values.Pairs(node), WeekSchema);

    private static readonly Key<ImmutableArray<YamlPair>> Chat = new(
        "chat",
        "When people answer in the chat. It is said to customers, so state it once somebody does: the desk to answer at is not there yet.",
        Week);

    private static readonly Key<ImmutableArray<YamlPair>> Phone = new("phone", "When people answer the phone.", Week);

    private static readonly Key<ImmutableArray<YamlPair>> Office = new("office", "When the office or the shop is open.", Week);

    private static readonly Key<ImmutableArray<YamlPair>> Notices = new(
        "notices",
        "When customers are sent mails and messages about their cases; at any time if not stated. What they file is acknowledged at once.",
        Week);

    /// <summary>Kinds that are stated.</summary>
    public static Shape<FrozenDictionary<HoursKind, Schedule>> Shape { get; } =
        new(Read, Shapes.Section(Chat, Phone, Office, Notices, PublicHolidays, Dates).Schema)
        {
            Keys = [Chat, Phone, Office, Notices, PublicHolidays, Dates],
        };

    private static FrozenDictionary<HoursKind, Schedule> Read(YamlNode? node, Values values)
    {
        if (Section.Of(node, values, Shape.Keys) is not { } section)
        {
            return FrozenDictionary<HoursKind, Schedule>.Empty;
        }
        var common = new Schedule(
            Schedule.ClosedWeek, ReadDates(section.Read(Dates), values), section.Read(PublicHolidays) == "open");
        var schedules = new Dictionary<HoursKind, Schedule>();
        foreach (var (kind, key) in new[]
        {
            (HoursKind.Chat, Chat), (HoursKind.Phone, Phone), (HoursKind.Office, Office), (HoursKind.Notices, Notices),
        })
        {
            if (section[key] is not null)
            {
                schedules[kind] = Kind(section.Read(key), common, values);
            }
        }
        return schedules.ToFrozenDictionary();
    }

    /// <summary>Days off and dates hold for all kinds unless stated inside one; of dates each by itself.</summary>
    private static Schedule Kind(ImmutableArray<YamlPair> stated, Schedule common, Values values)
    {
        var week = new ImmutableArray<DayInterval>?[Days.Length];
        var schedule = common;
        foreach (var (key, value) in stated.Where(pair => !pair.Value.IsAbsent))
        {
            if (key.Text == Dates.Name)
            {
                schedule = schedule with { Dates = schedule.Dates.SetItems(ReadDates(Dates.Read(value, values), values)) };
            }
            else if (key.Text == PublicHolidays.Name)
            {
                schedule = schedule with { IsOpenOnHolidays = PublicHolidays.Read(value, values) == "open" };
            }
            else
            {
                StateDays(week, key, Intervals(value, values), values);
            }
        }
        return schedule with { Week = [.. week.Select(day => day ?? [])] };
    }

    private static JsonObject WeekSchema()
    {
        var week = Shapes.Section(PublicHolidays, Dates).Schema();
        week["patternProperties"] = new JsonObject
        {
            [$"^ *{DayPattern} *(- *{DayPattern} *)?$"] = Shapes.Map(null, IntervalsShape).Schema()["additionalProperties"]?.DeepClone(),
        };
        return week;
    }

    private static void StateDays(ImmutableArray<DayInterval>?[] week, YamlScalar key, ImmutableArray<DayInterval> intervals, Values values)
    {
        if (DayRange(key.Text) is not { } days)
        {
            var hint = values.Findings.Nearest(key.Text, [.. Days, Dates.Name, PublicHolidays.Name], KnowledgeRules.BadWeekday.Remedy);
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

    private static ImmutableSortedDictionary<LocalDate, ImmutableArray<DayInterval>> ReadDates(
        ImmutableArray<YamlPair> stated, Values values)
    {
        var dates = ImmutableSortedDictionary.CreateBuilder<LocalDate, ImmutableArray<DayInterval>>();
        foreach (var (key, value) in stated.Where(pair => !pair.Value.IsAbsent))
        {
            if (values.Date(key) is { } date)
            {
                dates[date] = IntervalsShape.Read(value, values);
            }
        }
        return dates.ToImmutable();
    }

    private static ImmutableArray<DayInterval> Intervals(YamlNode? node, Values values)
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
        var hint = scalar.Text.Any(char.IsDigit) ? null : "Write `[]` for a day on which nobody answers, else e.g. `[09:00-17:00]`.";
        values.Findings.Add(KnowledgeRules.BadInterval, scalar.Span, $"'{scalar.Text}' is not an interval of a day.", hint);
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
