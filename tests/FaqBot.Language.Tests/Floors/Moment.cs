using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Language.Tests;

/// <summary>A day, a time of the clock, or both, as the sets write them.</summary>
/// <param name="Day">Null for a bare time.</param>
/// <param name="Clock">Null for a whole day.</param>
internal readonly record struct Moment(LocalDate? Day, LocalTime? Clock)
{
    private const int DayLength = 10;

    private const int ClockLength = 8;

    /// <summary>"2013-02-12", "2013-02-12T04:30:00-02:00", "24:00"; an offset is dropped. Null where the text is none of it.</summary>
    public static Moment? Parse(string text)
    {
        var day = text.Length >= DayLength ? LocalDatePattern.Iso.Parse(text[..DayLength]) : null;
        var hasDay = day is { Success: true };
        var clock = hasDay ? text[DayLength..].TrimStart('T', ' ') : text;
        if (hasDay && clock.Length == 0)
        {
            return new Moment(day?.Value, null);
        }
        var isMidnight = clock.StartsWith("24:00", StringComparison.Ordinal);
        var time = isMidnight ? LocalTime.Midnight : ClockOf(clock);
        return time is null ? null : new Moment(hasDay ? day?.Value.PlusDays(isMidnight ? 1 : 0) : null, time);
    }

    public static Moment Of(LocalDate day) => new(day, null);

    public static Moment Of(LocalTime clock) => new(null, clock);

    public static Moment Of(LocalDateTime moment) => new(moment.Date, moment.TimeOfDay);

    public Moment PlusDays(int days) => this with { Day = Day?.PlusDays(days) };

    public override string ToString() => string.Join('T', new[]
    {
        Day?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), Clock?.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
    }.OfType<string>());

    private static LocalTime? ClockOf(string text)
    {
        var written = text.Length >= ClockLength && text[5] == ':' ? text[..ClockLength] : text.Length >= 5 ? $"{text[..5]}:00" : text;
        return LocalTimePattern.ExtendedIso.Parse(written) is { Success: true } time ? time.Value : null;
    }
}
