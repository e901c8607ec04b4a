using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace FaqBot.Engine;

/// <summary>When somebody at the shop can call: inside its telephone hours, days off skipped.</summary>
internal sealed class CallWindows
{
    /// <summary>A shorter rest of an opening is no time to be called in.</summary>
    private static readonly Duration ShortestMax = Duration.FromMinutes(15);

    /// <summary>An opening that is longer is offered in halves.</summary>
    private const int HoursWhole = 5;

    private const int StepMinutes = 30;

    /// <summary>A local time that the clocks skip becomes the first one after it; one that they show twice is the first of the
    /// two.</summary>
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone zone;
    private readonly LocalDateTime now;
    private readonly ImmutableArray<CallWindow> openings;

    /// <param name="shop">Its telephone hours.</param>
    /// <param name="at">Only what comes after it counts.</param>
    public CallWindows(Shop shop, Instant at)
    {
        zone = shop.Zone;
        now = at.InZone(zone).LocalDateTime;
        openings = [.. shop.Hours.OpeningsFrom(HoursKind.Phone, at).SelectMany(opening => ByDay(opening.Start, opening.End))];
    }

    /// <summary>The next ones, each of some hours, the soonest first.</summary>
    public ImmutableArray<CallWindow> Next(int count) => [.. Rest(RoundedUp(now)).SelectMany(Halves).Take(count)];

    /// <summary>What of the wanted time lies in the next opening; null where nobody can call in it.</summary>
    /// <param name="from">The first moment; null for now.</param>
    /// <param name="to">The last; null for as long as that opening lasts.</param>
    public CallWindow? Within(LocalDateTime? from, LocalDateTime? to)
    {
        foreach (var opening in Rest(now))
        {
            var start = from is { } wanted && wanted > opening.From ? wanted : opening.From;
            var end = to is { } last && last < opening.To ? last : opening.To;
            if (start < end && (Length(start, end) >= ShortestMax || end == to))
            {
                return new CallWindow(start, end);
            }
        }
        return null;
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
            var length = Length(opening.From, opening.To);
            if (left <= length)
            {
                return InstantOf(opening.From) + left;
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
        .Where(opening => opening.From < opening.To && Length(opening.From, opening.To) >= ShortestMax);

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
