namespace FaqBot.Server;

/// <summary>Looks hourly whether a new signing key is due, and learns of those that other nodes made.</summary>
internal sealed partial class SigningKeyRotation(SigningKeys keys, TimeProvider time, ILogger<SigningKeyRotation> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SigningKeys.RefreshPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Refresh(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Refresh(CancellationToken cancellation)
    {
        try
        {
            await keys.Refresh(cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.RefreshFailed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The signing keys could not be refreshed; the present ones stay in use.")]
        public static partial void RefreshFailed(ILogger logger, Exception exception);
    }
}
