using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace FaqBot.Language;

/// <summary>When the parts of a day begin and end: <c>Data/day-parts.txt</c>.</summary>
internal static class DayParts
{
    private static readonly ImmutableArray<ImmutableArray<ClockSpan>> Spans = Read();

    public static ImmutableArray<ClockSpan> Of(DayPart part) => Spans[(int)part];

    /// <summary>Whether people call that time so: "9 in the evening", "1 at night", "2 w południe".</summary>
    public static bool Fits(DayPart part, LocalTime time) => part switch
    {
        DayPart.Morning or DayPart.EarlyMorning or DayPart.LateMorning or DayPart.Forenoon or DayPart.Breakfast => time.Hour < 12,
        DayPart.Night => time.Hour is >= 20 or < 6,
        DayPart.Daytime => time.Hour is >= 7 and < 19,
        DayPart.Midday or DayPart.Lunch => time.Hour is >= 10 and < 16,
        _ => time.Hour >= 12,
    };

    private static ImmutableArray<ImmutableArray<ClockSpan>> Read()
    {
        var parts = DataFile.Lines("day-parts.txt").Select(static line => line.Split(' '))
            .ToDictionary(static cells => Enum.Parse<DayPart>(cells[0]), static cells => cells.Skip(1).Select(Span).ToImmutableArray());
        return [.. Enum.GetValues<DayPart>().Select(part => parts[part])];
    }

    private static ClockSpan Span(string hours)
    {
        var dash = hours.IndexOf('-', StringComparison.Ordinal);
        return new ClockSpan(Hour(hours[..dash]), Hour(hours[(dash + 1)..]));
    }

    private static LocalTime Hour(string hour) => new(int.Parse(hour, CultureInfo.InvariantCulture) % 24, 0);
}
