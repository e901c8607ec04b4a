using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>The one clock of the server. Tests from outside may set it with <c>Clock:Start</c>; nobody else may.</summary>
internal static class Clock
{
    private const string StartKey = "Clock:Start";
    private const string Testing = "Testing";

    /// <exception cref="StartFailure"><c>Clock:Start</c> is not an instant, or the environment is not Testing.</exception>
    public static void AddClock(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(Create(builder.Configuration[StartKey], builder.Environment.EnvironmentName));

    public static TimeProvider Create(string? start, string environment)
    {
        if (string.IsNullOrEmpty(start))
        {
            return TimeProvider.System;
        }
        if (environment != Testing)
        {
            throw new StartFailure($"{StartKey} sets the clock for tests. Remove it, or set ASPNETCORE_ENVIRONMENT={Testing}.");
        }
        var parsed = InstantPattern.ExtendedIso.Parse(start);
        return parsed.Success
            ? new ShiftedTime(parsed.Value)
            : throw new StartFailure($"{StartKey} is '{start}', which is not an instant such as 2026-12-24T17:00:00Z.");
    }
}

/// <summary>Starts at a given instant and then runs as the real clock does.</summary>
internal sealed class ShiftedTime(Instant start) : TimeProvider
{
    private readonly TimeSpan ahead = start.ToDateTimeOffset() - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
