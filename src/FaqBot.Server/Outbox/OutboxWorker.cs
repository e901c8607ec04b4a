using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>
/// Carries effects out after their commit: woken by a commit, else looking each second. A kind that is slow holds up no other.
/// A stop begins nothing new and finishes what is under way.
/// </summary>
internal sealed partial class OutboxWorker(
    Outbox outbox, OutboxAttempt attempt, IEnumerable<IOutboxKind> kinds, IOptions<OutboxOptions> options, ILogger<OutboxWorker> logger)
    : BackgroundService
{
    /// <summary>A claim outlives its try, so that a node never tries what another has taken over.</summary>
    private const int ClaimTries = 2;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(kinds.Select(kind => Serve(kind, stoppingToken)));

    private async Task Serve(IOutboxKind kind, CancellationToken stopping)
    {
        using var bell = outbox.Listen(kind.Kind);
        var underWay = new List<Task>();
        var isFailing = false;
        while (!stopping.IsCancellationRequested)
        {
            underWay.RemoveAll(task => task.IsCompleted);
            try
            {
                underWay.AddRange(await Begin(kind, options.Value.ParallelMax - underWay.Count, bell, stopping));
                isFailing = false;
            }
            catch (Exception exception)
            {
                LogOnce(kind, exception, stopping, ref isFailing);
            }
            await Pause(bell, stopping);
        }
        await Task.WhenAll(underWay);
    }

    private async Task<IEnumerable<Task>> Begin(IOutboxKind kind, int count, OutboxBell.Listener bell, CancellationToken stopping)
    {
        var due = count > 0 ? await outbox.Due(kind.Kind, count, stopping) : [];
        if (due.Count == 0)
        {
            return [];
        }
        var claims = await outbox.Claim(due, attempt.Most * ClaimTries);
        return [.. claims.Select(claim => Try(kind, claim, bell))];
    }

    private async Task Try(IOutboxKind kind, Claim claim, OutboxBell.Listener bell)
    {
        await attempt.Run(kind, claim);
        // There is room again, and the conversation's next may go.
        bell.Hear();
    }

    private async Task Pause(OutboxBell.Listener bell, CancellationToken stopping)
    {
        try
        {
            await bell.Next(TimeSpan.FromSeconds(options.Value.PollSeconds), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>A store that is away for a while is looked for each second, and one line is enough; none while the server stops.</summary>
    private void LogOnce(IOutboxKind kind, Exception exception, CancellationToken stopping, ref bool isFailing)
    {
        if (!isFailing && !stopping.IsCancellationRequested)
        {
            Log.NotRead(logger, exception, kind.Kind);
        }
        isFailing = true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The outbox cannot be worked on at present ({Kind}); it is tried again until it can.")]
        public static partial void NotRead(ILogger logger, Exception exception, string kind);
    }
}
