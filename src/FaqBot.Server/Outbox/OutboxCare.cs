using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Forgets effects that were carried out or given up long ago.</summary>
internal sealed partial class OutboxCare(Outbox outbox, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxCare> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await Forget(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Forget(CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        try
        {
            var (done, dead) = (Duration.FromDays(options.Value.DoneDays), Duration.FromDays(options.Value.DeadDays));
            await outbox.Forget(now - done, now - dead, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotForgotten(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Old effects could not be forgotten; the next hour tries again.")]
        public static partial void NotForgotten(ILogger logger, Exception exception);
    }
}
