using NodaTime;

namespace FaqBot.Server;

/// <summary>Compares this node's clock with the database's: nodes judge each other's tokens, links and claims by
/// their own clocks.</summary>
internal sealed partial class ClockWatch(Store store, TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private static readonly Duration SkewMax = Duration.FromSeconds(1);

    /// <summary>Warns when the clocks differ by more than a second.</summary>
    public async Task Look(CancellationToken stop)
    {
        var before = Microseconds.Now(time);
        if (await store.ReadClock(stop) is not { } shared)
        {
            return;
        }
        var after = Microseconds.Now(time);
        // It was read somewhere in between.
        var skew = shared < before ? shared - before : shared > after ? shared - after : Duration.Zero;
        if (skew > SkewMax || -skew > SkewMax)
        {
            Log.Skewed(logger, skew.TotalSeconds);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!store.IsShared || time is ShiftedTime)
        {
            return;
        }
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Unknown(logger, exception.GetBaseException().Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "The database's clock is {Seconds:N1} s ahead of this machine's. Set both by NTP: "
            + "nodes judge tokens and each other's work by the time.")]
        public static partial void Skewed(ILogger logger, double seconds);

        [LoggerMessage(2, LogLevel.Warning, "The clocks could not be compared, for the database cannot be read: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
