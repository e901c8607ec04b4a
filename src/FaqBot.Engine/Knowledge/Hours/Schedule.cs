using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A part of a day in minutes since midnight; the end is not part of it.</summary>
/// <param name="Start">0 to 1,439.</param>
/// <param name="End">After the start, at most 1,440.</param>
internal readonly record struct DayInterval(int Start, int End)
{
    public const int MinutesPerDay = 1_440;

    public LocalDateTime StartOn(LocalDate day) => day.AtMidnight().PlusMinutes(Start);

    public LocalDateTime EndOn(LocalDate day) => day.AtMidnight().PlusMinutes(End);
}

/// <summary>When one kind of people answer, without knowing the country.</summary>
/// <param name="Week">Seven days from Monday, each with its intervals in order.</param>
/// <param name="Dates">Days that differ; they outrank the week and public holidays.</param>
/// <param name="IsOpenOnHolidays">Whether the week holds on public holidays as well.</param>
internal sealed record Schedule(
    ImmutableArray<ImmutableArray<DayInterval>> Week,
    ImmutableSortedDictionary<LocalDate, ImmutableArray<DayInterval>> Dates,
    bool IsOpenOnHolidays)
{
    public static ImmutableArray<ImmutableArray<DayInterval>> ClosedWeek { get; } = [[], [], [], [], [], [], []];

    /// <summary>The intervals of a day.</summary>
    public ImmutableArray<DayInterval> On(LocalDate day, CountryLaw? law)
    {
        if (Dates.TryGetValue(day, out var stated))
        {
            return stated;
        }
        return !IsOpenOnHolidays && law is not null && law.IsDayOff(day) ? [] : Week[(int)day.DayOfWeek - 1];
    }
}
