namespace FaqBot.Server;

/// <summary>Now and then clears up after uploads that broke off, of this process and of others.</summary>
internal sealed partial class FileSweep(FileStore files, TimeProvider time, ILogger<FileSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await Sweep(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Sweep(CancellationToken cancellation)
    {
        try
        {
            await files.Sweep(cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SweepFailed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Looking for abandoned files failed; it is tried again later.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
