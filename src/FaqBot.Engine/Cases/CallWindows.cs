using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace FaqBot.Engine;

/// <summary>When somebody at the shop can call: inside its telephone hours, days off skipped.</summary>
internal sealed class CallWindows
{
    /// <summary>A shorter rest of an opening is no time to be called in.</summary>
    private static readonly Duration Shortest = Duration.FromMinutes(15);

    /// <summary>An opening that is longer is offered in halves.</summary>
    private const int HoursWhole = 5;

    private const int StepMinutes = 30;

    /// <summary>A local time that the clocks skip becomes the first one after it; one that they show twice is the first of the
    /// two.</summary>
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone zone;
    private readonly Instant at;
    private readonly LocalDateTime now;
    private readonly OfficeHours hours;
    private readonly ImmutableArray<CallWindow> openings;

    /// <param name="shop">Its telephone hours.</param>
    /// <param name="at">Only what comes after it counts.</param>
    public CallWindows(Shop shop, Instant at)
    {
        (zone, hours) = (shop.Zone, shop.Hours);
        this.at = at;
        now = at.InZone(zone).LocalDateTime;
        openings = [.. shop.Hours.OpeningsFrom(HoursKind.Phone, at).SelectMany(opening => ByDay(opening.Start, opening.End))];
    }

    /// <summary>The next ones, each of some hours, the soonest first.</summary>
    public ImmutableArray<CallWindow> Next(int count) => [.. Rest(RoundedUp(now)).SelectMany(Halves).Take(count)];

    /// <summary>All that are still to come, as long as the shop states its hours ahead.</summary>
    public IEnumerable<CallWindow> Openings => Rest(now);

    /// <summary>Whether somebody can still call in it: a part of one opening, and not over.</summary>
    public bool Holds(CallWindow window) =>
        IsLongEnough(window.From, window.To)
        && openings.Any(opening => opening.From <= window.From && window.To <= opening.To)
        && Left(window) > Duration.Zero;

    /// <summary>Whether nobody calls on that day to come, by the shop's hours; false where it states none.</summary>
    public bool IsClosed(LocalDate day) => day > now.Date && hours.IsStated(HoursKind.Phone) && hours.IsClosed(HoursKind.Phone, day);

    /// <summary>Whether it is time enough to call in.</summary>
    public bool IsLongEnough(LocalDateTime start, LocalDateTime end) => Length(start, end) >= Shortest;

    /// <summary>From <paramref name="start"/> to the end of the opening, for at least as long as a call needs; null where there is no such
    /// time.</summary>
    public CallWindow? Widened(LocalDateTime start, CallWindow opening)
    {
        var latest = opening.To.Minus(Period.FromTicks(Shortest.BclCompatibleTicks));
        var from = start < latest ? start : latest;
        var to = LocalDateTime.Min(opening.To, from.PlusHours(1));
        return from >= opening.From && IsLongEnough(from, to) ? new CallWindow(from, to) : null;
    }

    /// <summary>The days, from <paramref name="first"/> on, on which anybody can still call.</summary>
    public IEnumerable<LocalDate> DaysFrom(LocalDate first) =>
        Rest(now).Select(opening => opening.From.Date).Where(day => day >= first).Distinct();

    /// <summary>The moment by which so much of the telephone's hours is over, or by whose end so many days of it are; null where that is in
    /// no days to come, and for units that nobody promises calls in.</summary>
    public Instant? After(Fact.Duration promise)
    {
        var most = promise.To ?? promise.From;
        return promise.Unit switch
        {
            DurationUnit.Minute => AfterTime(Duration.FromMinutes((double)most)),
            DurationUnit.Hour => AfterTime(Duration.FromHours((double)most)),
            DurationUnit.Day or DurationUnit.WorkingDay => AfterDays((int)decimal.Ceiling(most)),
            _ => null,
        };
    }

    /// <summary>What the shop's clock shows, as a moment.</summary>
    public Instant InstantOf(LocalDateTime time) => time.InZone(zone, Resolver).ToInstant();

    private Instant? AfterTime(Duration left)
    {
        foreach (var opening in Rest(now))
        {
            var length = Left(opening);
            if (left <= length)
            {
                return Instant.Max(at, InstantOf(opening.From)) + left;
            }
            left -= length;
        }
        return null;
    }

    /// <summary>Today counts for nothing.</summary>
    private Instant? AfterDays(int days) =>
        DaysFrom(now.Date.PlusDays(1)).Skip(days - 1).Select(day => (LocalDate?)day).FirstOrDefault() is { } last
            ? InstantOf(Rest(now).Last(opening => opening.From.Date == last).To)
            : null;

    /// <summary>Openings as far as they are still to come.</summary>
    private IEnumerable<CallWindow> Rest(LocalDateTime from) => openings
        .Select(opening => opening.From < from ? opening with { From = from } : opening)
        .Where(opening => opening.From < opening.To && Left(opening) >= Shortest);

    /// <summary>How much of it is still to come: in the hour that clocks show twice only the moment says it.</summary>
    private Duration Left(CallWindow window) => InstantOf(window.To) - Instant.Max(at, InstantOf(window.From));

    private Duration Length(LocalDateTime start, LocalDateTime end) => InstantOf(end) - InstantOf(start);

    /// <summary>An opening over midnight is two days' to whoever is called.</summary>
    private static IEnumerable<CallWindow> ByDay(LocalDateTime start, LocalDateTime end)
    {
        while (start.Date < end.Date)
        {
            var midnight = start.Date.PlusDays(1).AtMidnight();
            yield return new CallWindow(start, midnight);
            start = midnight;
        }
        if (start < end)
        {
            yield return new CallWindow(start, end);
        }
    }

    private static IEnumerable<CallWindow> Halves(CallWindow opening)
    {
        var hours = (int)Period.Between(opening.From, opening.To, PeriodUnits.Hours).Hours;
        if (hours < HoursWhole)
        {
            return [opening];
        }
        var middle = opening.From.Date.At(new LocalTime(opening.From.Hour + (hours / 2), 0));
        return [opening with { To = middle }, opening with { From = middle }];
    }

    private static LocalDateTime RoundedUp(LocalDateTime moment)
    {
        var minutes = (moment.Minute + StepMinutes - 1) / StepMinutes * StepMinutes;
        return moment.Date.At(new LocalTime(moment.Hour, 0)).PlusMinutes(minutes);
    }
}
