namespace FaqBot.Server;

/// <summary>Keeps what dialogs began with before a customer can begin one, and looks after it now and then.</summary>
internal sealed partial class PinCare(PinKeeping pins, TimeProvider time, ILogger<PinCare> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(20);

    /// <summary>The knowledge is loaded and the store open by now, but no port is.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await pins.Keep(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(KeepNews(stoppingToken), SweepNowAndThen(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task KeepNews(CancellationToken stopping)
    {
        await foreach (var _ in pins.News.ReadAllAsync(stopping))
        {
            await Try(pins.Keep, stopping);
        }
    }

    private async Task SweepNowAndThen(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await Try(pins.Sweep, stopping);
        }
    }

    private async Task Try(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SweepFailed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What dialogs began with could not be looked after; it is tried again later.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
