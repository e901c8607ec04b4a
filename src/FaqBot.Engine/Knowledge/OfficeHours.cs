using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace FaqBot.Engine;

/// <summary>Which people: in the chat, on the phone, in the office.</summary>
public enum HoursKind
{
    /// <summary>Decides whether a person can be offered.</summary>
    Chat,

    /// <summary>Bounds call backs.</summary>
    Phone,

    /// <summary>The office's door.</summary>
    Office,

    /// <summary>When customers are sent what became of their cases; any time where it is not stated.</summary>
    Notices,
}

/// <summary>When people answer, in the shop's zone, with days off. An interval ends before the named minute; one that ends at 24:00
/// and one that begins at 0:00 the next day are one opening. Immutable.</summary>
public sealed class OfficeHours
{
    /// <summary>How far <see cref="NextOpening"/> and <see cref="Closing"/> look.</summary>
    public const int DaysAheadMax = 60;

    /// <summary>A local time that the clocks skip becomes the first one after it; one that they show twice is the first of the
    /// two.</summary>
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    // A week is always said in the same words, and nearly every turn asks for them.
    private readonly ConcurrentDictionary<(HoursKind Kind, Locale Locale), string?> weeks = new();
    private readonly FrozenDictionary<HoursKind, Schedule> schedules;
    private readonly DateTimeZone zone;
    private readonly CountryLaw? law;

    internal OfficeHours(FrozenDictionary<HoursKind, Schedule> schedules, DateTimeZone zone, CountryLaw? law)
    {
        this.schedules = schedules;
        this.zone = zone;
        this.law = law;
    }

    /// <summary>Nobody ever.</summary>
    public static OfficeHours None { get; } = new(FrozenDictionary<HoursKind, Schedule>.Empty, DateTimeZone.Utc, null);

    /// <summary>Whether the shop states these hours at all.</summary>
    public bool IsStated(HoursKind kind) => schedules.ContainsKey(kind);

    /// <summary>Whether people answer at <paramref name="now"/>: what the clock on the shop's wall shows lies in an interval.</summary>
    public bool IsOpen(HoursKind kind, Instant now)
    {
        if (!schedules.TryGetValue(kind, out var schedule))
        {
            return false;
        }
        var local = now.InZone(zone).LocalDateTime;
        var minute = local.Hour * 60 + local.Minute;
        return schedule.On(local.Date, law).Any(interval => interval.Start <= minute && minute < interval.End);
    }

    /// <summary>Whether nobody answers on that day at all, by the weekly schedule, the public holidays and the stated dates.</summary>
    /// <param name="kind">Must be stated.</param>
    /// <param name="day">In the shop's zone; however far ahead.</param>
    public bool IsClosed(HoursKind kind, LocalDate day) => schedules[kind].On(day, law).IsEmpty;

    /// <summary>The next time at which people begin to answer, strictly after <paramref name="now"/>, within <see cref="DaysAheadMax"/>
    /// days; null if never or not stated. While open it is the opening after this one.</summary>
    public LocalDateTime? NextOpening(HoursKind kind, Instant now)
    {
        foreach (var (start, _) in Openings(kind, now))
        {
            var opens = start.InZone(zone, Resolver);
            if (opens.ToInstant() > now)
            {
                return opens.LocalDateTime;
            }
        }
        return null;
    }

    /// <summary>When the opening that holds at <paramref name="now"/> ends; null while closed, or if it does not end within
    /// <see cref="DaysAheadMax"/> days.</summary>
    public LocalDateTime? Closing(HoursKind kind, Instant now)
    {
        var local = now.InZone(zone).LocalDateTime;
        var horizon = local.Date.PlusDays(DaysAheadMax + 1).AtMidnight();
        foreach (var (start, end) in Openings(kind, now))
        {
            if (start <= local && local < end)
            {
                return end < horizon ? end.InZone(zone, Resolver).LocalDateTime : null;
            }
        }
        return null;
    }

    /// <summary>The weekly schedule in words, e.g. <c>pn.-pt. 9:00-17:00, sob. 10:00-14:00</c> or <c>codziennie 8:00-23:00</c>; null when
    /// not stated, or where the language has no names of days and the days differ.</summary>
    public string? Describe(HoursKind kind, Locale locale) =>
        schedules.TryGetValue(kind, out var schedule)
            ? weeks.GetOrAdd((kind, locale), static (key, week) => key.Locale.Schedules.Week(week), schedule.Week)
            : null;

    /// <summary>What the weekly schedule does not say: stated dates of the next <see cref="DaysAheadMax"/> days, today's among them, and
    /// public holidays, e.g. <c>24 grudnia: nieczynne, 31 grudnia: 8:00-14:00, w święta nieczynne</c>; null when there is nothing. Dates on
    /// which the kinds of people differ are told by the shortest opening, so that nobody comes in vain.</summary>
    /// <param name="today">In the shop's zone.</param>
    /// <param name="locale">Of the language, <see cref="Shop.Locales"/>.</param>
    public string? DescribeExceptions(LocalDate today, Locale locale)
    {
        var days = schedules.Where(schedule => schedule.Key != HoursKind.Notices)
            .Select(schedule => schedule.Value)
            .SelectMany(schedule => schedule.Dates)
            .Where(date => date.Key >= today && date.Key <= today.PlusDays(DaysAheadMax))
            .GroupBy(date => date.Key)
            .OrderBy(day => day.Key)
            .Select(day => (day.Key, day.Select(date => date.Value).MinBy(Minutes)));
        return locale.Schedules.Exceptions(days, law is not null
            && schedules.Any(schedule => schedule.Key != HoursKind.Notices && !schedule.Value.IsOpenOnHolidays));
    }

    /// <summary>A moment as people say it: <c>dziś o 9:00</c>, <c>jutro o 9:00</c>, <c>w poniedziałek o 9:00</c>, from a week on with the
    /// date:
    /// <c>w poniedziałek 30 listopada o 9:00</c>; <c>on Monday at 9:00</c>. Without words: <c>2026-11-30 9:00</c>.</summary>
    /// <param name="when">In the shop's zone.</param>
    /// <param name="today">In the shop's zone.</param>
    /// <param name="locale">Of the language, <see cref="Shop.Locales"/>.</param>
    public static string DescribeMoment(LocalDateTime when, LocalDate today, Locale locale) =>
        locale.Schedules.Moment(when, today);

    private static int Minutes(ImmutableArray<DayInterval> intervals) => intervals.Sum(interval => interval.End - interval.Start);

    /// <summary>Openings that do not end before <paramref name="now"/>, those that touch each other merged, within
    /// <see cref="DaysAheadMax"/> days.</summary>
    internal IEnumerable<(LocalDateTime Start, LocalDateTime End)> OpeningsFrom(HoursKind kind, Instant now) =>
        Openings(kind, now).Where(opening => opening.End > now.InZone(zone).LocalDateTime);

    /// <summary>Openings from yesterday on, those that touch each other merged.</summary>
    private IEnumerable<(LocalDateTime Start, LocalDateTime End)> Openings(HoursKind kind, Instant now)
    {
        if (!schedules.TryGetValue(kind, out var schedule))
        {
            yield break;
        }
        var today = now.InZone(zone).Date;
        var open = default((LocalDateTime Start, LocalDateTime End)?);
        for (var day = today.PlusDays(-1); day <= today.PlusDays(DaysAheadMax); day = day.PlusDays(1))
        {
            foreach (var interval in schedule.On(day, law))
            {
                var (start, end) = (interval.StartOn(day), interval.EndOn(day));
                if (open is { } before && before.End < start)
                {
                    yield return before;
                    open = null;
                }
                open = (open?.Start ?? start, end);
            }
        }
        if (open is { } last)
        {
            yield return last;
        }
    }
}
