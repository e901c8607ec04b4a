using NodaTime;

namespace FaqBot.Server;

/// <summary>Instants as the store, the state and the stored inputs hold them: whole microseconds since 1970, UTC.</summary>
internal static class Microseconds
{
    private const long TicksPerMicrosecond = 10;

    /// <summary>The clock's reading, cut to what can be stored, so that a turn sees what a replay will see.</summary>
    public static Instant Now(TimeProvider time) => ToInstant(Of(Instant.FromDateTimeOffset(time.GetUtcNow())));

    public static long Of(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return (ticks - FloorRemainder(ticks)) / TicksPerMicrosecond;
    }

    public static Instant ToInstant(long microseconds) => Instant.FromUnixTimeTicks(microseconds * TicksPerMicrosecond);

    private static long FloorRemainder(long ticks) => ((ticks % TicksPerMicrosecond) + TicksPerMicrosecond) % TicksPerMicrosecond;
}
