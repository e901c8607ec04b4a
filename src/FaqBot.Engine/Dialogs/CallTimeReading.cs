using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Finds the window that a customer's words about a call mean: what is wanted, without what is denied, inside the hours in which
/// somebody can call.</summary>
internal sealed class CallTimeReading(CallWindows windows, DialogHints hints, DialogMessage message)
{
    /// <summary>"At two" is the hour that begins then.</summary>
    private const int HoursOfMoment = 1;

    /// <summary>A time without a day is that of one of the next days.</summary>
    private const int DaysAheadMax = 7;

    /// <summary>Whether it says when.</summary>
    public static bool IsOfTime(RecognizedEntity entity) => entity.Kind is EntityKind.Date or EntityKind.Time or EntityKind.DateTime
        or EntityKind.DateRange or EntityKind.TimeRange or EntityKind.DateTimeRange;

    /// <summary>The window; null where nobody can call then. Of several parts that fit it is the longest of the first day.</summary>
    /// <param name="known">What was agreed before: "byle nie rano" keeps its day. Null for nothing.</param>
    /// <example>"jutro, tylko nie przed 12" is tomorrow from 12 on.</example>
    public CallWindow? Read(CallWindow? known)
    {
        var times = message.Entities.Where(IsOfTime).ToList();
        var (denied, wanted) = (times.Where(IsDenied).ToList(), times.Where(time => !IsDenied(time)).ToList());
        var openings = windows.Openings.ToList();
        var days = wanted.Where(time => time.Kind is not (EntityKind.Time or EntityKind.TimeRange)).ToList();
        var clocks = wanted.Except(days).ToList();
        var parts = days.Count > 0
            ? [.. days.SelectMany(day => PartsOf(day, clocks, openings))]
            : Parts(clocks, WithoutDay(openings, wanted.Count == 0 ? known : null));
        return (wanted.Count == 0 && known is not null ? Longest(Left([known], denied)) : null) ?? Longest(Left(parts, denied));
    }

    private ImmutableArray<CallWindow> Left(ImmutableArray<CallWindow> parts, List<RecognizedEntity> denied) =>
        denied.Aggregate(parts, Without);

    /// <summary>The first day that is wanted, if any is.</summary>
    public LocalDate? DayWanted => message.Entities
        .Where(entity => IsOfTime(entity) && !IsDenied(entity))
        .SelectMany(entity => entity.Values)
        .Select(FirstDay)
        .OfType<LocalDate>()
        .Where(day => day >= message.Today)
        .Select(day => (LocalDate?)day)
        .FirstOrDefault();

    private bool IsDenied(RecognizedEntity entity)
    {
        var at = message.TokenAt(entity);
        return hints.EndsAt(DialogHint.Not, message.Tokens, at) || hints.EndsAt(DialogHint.Except, message.Tokens, at);
    }

    /// <summary>"Jutro po 12" may be one value or two; "jutro rano albo po południu" is a day with its time, and another time of
    /// it.</summary>
    private ImmutableArray<CallWindow> PartsOf(RecognizedEntity day, List<RecognizedEntity> clocks, List<CallWindow> openings)
    {
        var whole = First(day, openings);
        if (clocks.Count == 0)
        {
            return whole;
        }
        return day.Kind is EntityKind.Date or EntityKind.DateRange
            ? Parts(clocks, whole)
            : [.. whole, .. Parts(clocks, openings.Where(opening => whole.Any(part => part.From.Date == opening.From.Date)))];
    }

    private ImmutableArray<CallWindow> Parts(List<RecognizedEntity> clocks, IEnumerable<CallWindow> openings) =>
        clocks.Count == 0 ? [.. openings] : [.. clocks.SelectMany(clock => First(clock, openings))];

    private IEnumerable<CallWindow> WithoutDay(IEnumerable<CallWindow> openings, CallWindow? known) => known is not null
        ? openings.Where(opening => opening.From.Date == known.From.Date)
        : openings.Where(opening => opening.From.Date < message.Today.PlusDays(DaysAheadMax));

    /// <summary>Of several readings ("at 8" in the morning or in the evening) the first in which somebody can call.</summary>
    private ImmutableArray<CallWindow> First(RecognizedEntity entity, IEnumerable<CallWindow> openings) => entity.Values
        .Where(value => !IsPast(value))
        .Select(value => openings.Select(opening => Cut(value, opening)).OfType<CallWindow>().ToImmutableArray())
        .FirstOrDefault(parts => !parts.IsEmpty, []);

    /// <summary>"Wednesday morning" may be last week's.</summary>
    private bool IsPast(EntityValue value) => value switch
    {
        EntityValue.Date day => day.Value < message.Today,
        EntityValue.DateTime moment => moment.Value.Date < message.Today,
        EntityValue.DateRange { To: { } to } => to < message.Today,
        EntityValue.DateTimeRange { To: { } to } => to.Date < message.Today,
        _ => false,
    };

    /// <summary>What of the opening is meant: an hour that begins at its end is its last quarter, and what is too short by itself is
    /// widened.</summary>
    private CallWindow? Cut(EntityValue value, CallWindow opening)
    {
        var (from, to) = Bounds(value, opening.From.Date);
        var start = from is { } first && first > opening.From ? first : opening.From;
        var end = to is { } last && last < opening.To ? last : opening.To;
        if (start >= end)
        {
            return null;
        }
        var isHourAtEnd = value is EntityValue.Time or EntityValue.DateTime && end == opening.To;
        if (windows.IsLongEnough(start, end) && !isHourAtEnd)
        {
            return new CallWindow(start, end);
        }
        return isHourAtEnd || end == to ? windows.Widened(start, opening) : null;
    }

    private static (LocalDateTime? From, LocalDateTime? To) Bounds(EntityValue value, LocalDate day) => value switch
    {
        EntityValue.DateTimeRange range => (range.From ?? range.To?.Date.AtMidnight(), range.To ?? EndOf(range.From?.Date)),
        EntityValue.DateTime moment => (moment.Value, moment.Value.PlusHours(HoursOfMoment)),
        EntityValue.Date date => (date.Value.AtMidnight(), EndOf(date.Value)),
        EntityValue.DateRange range => (range.From?.AtMidnight(), EndOf(range.To)),
        EntityValue.Time time => (day.At(time.Value), day.At(time.Value).PlusHours(HoursOfMoment)),
        EntityValue.TimeRange range => (
            range.From is { } first ? day.At(first) : day.AtMidnight(),
            range.To is { } last && last > (range.From ?? LocalTime.Midnight) ? day.At(last) : EndOf(day)),
        _ => (null, null),
    };

    private static LocalDate? FirstDay(EntityValue value) => value switch
    {
        EntityValue.Date day => day.Value,
        EntityValue.DateTime moment => moment.Value.Date,
        EntityValue.DateRange range => range.From ?? range.To,
        EntityValue.DateTimeRange range => (range.From ?? range.To)?.Date,
        _ => null,
    };

    private static LocalDateTime? EndOf(LocalDate? day) => day?.PlusDays(1).AtMidnight();

    /// <summary>What is left of the parts: by the first reading that leaves something and takes something away.</summary>
    private ImmutableArray<CallWindow> Without(ImmutableArray<CallWindow> parts, RecognizedEntity denied)
    {
        var lefts = denied.Values.Where(value => !IsPast(value)).Select(value => Without(parts, value)).ToList();
        return lefts.Find(left => !left.IsEmpty && !left.SequenceEqual(parts)) is { IsDefault: false } some ? some
            : lefts.Exists(left => left.IsEmpty) ? []
            : parts;
    }

    private ImmutableArray<CallWindow> Without(ImmutableArray<CallWindow> parts, EntityValue denied)
    {
        var left = ImmutableArray.CreateBuilder<CallWindow>();
        foreach (var part in parts)
        {
            var (from, to) = Bounds(denied, part.From.Date);
            var (start, end) = (from ?? part.From, to ?? part.To);
            if (start >= part.To || end <= part.From)
            {
                left.Add(part);
                continue;
            }
            left.AddRange(new[] { (part.From, To: start), (From: end, part.To) }
                .Where(rest => rest.Item1 < rest.Item2 && windows.IsLongEnough(rest.Item1, rest.Item2))
                .Select(rest => new CallWindow(rest.Item1, rest.Item2)));
        }
        return left.ToImmutable();
    }

    private static CallWindow? Longest(ImmutableArray<CallWindow> parts)
    {
        if (parts.IsEmpty)
        {
            return null;
        }
        var day = parts.Min(part => part.From.Date);
        CallWindow? last = null;
        var whole = new List<CallWindow>();
        foreach (var part in parts.Where(part => part.From.Date == day).OrderBy(part => part.From).ThenBy(part => part.To))
        {
            if (last is not null && part.From <= last.To)
            {
                whole.Remove(last);
                last = last with { To = LocalDateTime.Max(last.To, part.To) };
            }
            else
            {
                last = part;
            }
            whole.Add(last);
        }
        return whole.MaxBy(part => Period.Between(part.From, part.To, PeriodUnits.Minutes).Minutes);
    }
}
