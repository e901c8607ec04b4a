using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Wakes this node's streams when another node commits: at once when it tells, and within a second when its
/// word was lost.</summary>
internal sealed partial class OtherNodes(
    Store store, ConversationLog log, TimeProvider time, IOptions<StorageOptions> options, ILogger<OtherNodes> logger) : BackgroundService
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReconnectMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReconnectMax = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!store.IsShared)
        {
            return;
        }
        try
        {
            await Task.WhenAll(options.Value.Listen ? Listen(stoppingToken) : Task.CompletedTask, Poll(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        for (var wait = ReconnectMin; ; wait = wait * 2 < ReconnectMax ? wait * 2 : ReconnectMax)
        {
            try
            {
                await store.Listen(
                    () =>
                    {
                        Log.Listening(logger);
                        wait = ReconnectMin;
                    },
                    log.Ring,
                    stop);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                Log.Deaf(logger, exception.Message);
            }
            await Task.Delay(wait, time, stop);
        }
    }

    private async Task Poll(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(PollPeriod, time);
        var isFailing = false;
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await RingMoved(stop);
                isFailing = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                if (!isFailing)
                {
                    Log.PollFailed(logger, exception.GetBaseException().Message);
                }
                isFailing = true;
            }
        }
    }

    /// <summary>Rings the streams that have not read all that there is.</summary>
    private async Task RingMoved(CancellationToken stop)
    {
        foreach (var some in log.Resting().Chunk(ConversationLog.WatchedChunkMax))
        {
            foreach (var id in await store.FindMoved(some, stop))
            {
                log.Ring(id);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Listening for what other nodes commit.")]
        public static partial void Listening(ILogger logger);

        [LoggerMessage(
            2, LogLevel.Warning, "What other nodes commit is noticed within a second only, until listening works again: {Reason}")]
        public static partial void Deaf(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Warning, "What other nodes commit may go unnoticed until the database can be read again: {Reason}")]
        public static partial void PollFailed(ILogger logger, string reason);
    }
}
