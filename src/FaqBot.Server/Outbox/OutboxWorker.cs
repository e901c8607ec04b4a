using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>
/// Carries effects out after their commit: woken by a commit, else looking each second. A kind that is slow holds up no other, nor does a
/// lane (<see cref="OutboxLanes"/>).
/// A stop begins nothing new and finishes what is under way.
/// </summary>
internal sealed partial class OutboxWorker(
    Outbox outbox,
    OutboxAttempt attempt,
    IEnumerable<IOutboxKind> kinds,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<OutboxWorker> logger)
    : BackgroundService
{
    /// <summary>A claim outlives its try, so that a node never tries what another has taken over.</summary>
    private const int ClaimTries = 2;

    /// <summary>Long enough for a mark that is made again and again.</summary>
    private static readonly TimeSpan ReturnPause = OutboxAttempt.MarkPause * 8;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(kinds.Select(kind => Serve(kind, stoppingToken)));

    private async Task Serve(IOutboxKind kind, CancellationToken stopping)
    {
        using var bell = outbox.Listen(kind.Kind);
        var underWay = new Dictionary<long, Task>();
        try
        {
            await Serve(kind, new OutboxLanes(options, time), underWay, bell, stopping);
        }
        finally
        {
            // Whatever else went wrong: what was begun is to be told of.
            await Task.WhenAll(underWay.Values);
        }
    }

    private async Task Serve(
        IOutboxKind kind, OutboxLanes lanes, Dictionary<long, Task> underWay, OutboxBell.Listener bell, CancellationToken stopping)
    {
        var isFailing = false;
        while (!stopping.IsCancellationRequested)
        {
            Forget(underWay);
            try
            {
                if (isFailing)
                {
                    await Return(kind, stopping);
                    isFailing = false;
                }
                await Begin(kind, lanes, underWay, bell, stopping);
            }
            catch (Exception exception)
            {
                LogOnce(kind, exception, stopping, ref isFailing);
            }
            await Pause(bell, stopping);
        }
    }

    private static void Forget(Dictionary<long, Task> underWay)
    {
        foreach (var (id, _) in underWay.Where(pair => pair.Value.IsCompleted))
        {
            underWay.Remove(id);
        }
    }

    /// <summary>Once the store can be read again, those are let go first, on all nodes, who have something to mark in it: while it was away
    /// their claims may have run out.</summary>
    private async Task Return(IOutboxKind kind, CancellationToken stopping)
    {
        await outbox.Due(kind.Kind, 1, (_, _) => 1, stopping);
        await Task.Delay(ReturnPause, stopping);
    }

    private async Task Begin(
        IOutboxKind kind, OutboxLanes lanes, Dictionary<long, Task> underWay, OutboxBell.Listener bell, CancellationToken stopping)
    {
        var room = options.Value.ParallelMax - underWay.Count;
        var due = room > 0 ? await outbox.Due(kind.Kind, room, lanes.Room, stopping) : [];
        // A claim of ours that ran out is still ours to mark.
        List<OutboxRow> free = [.. due.Where(row => !underWay.ContainsKey(row.Id))];
        if (free.Count == 0)
        {
            return;
        }
        foreach (var claim in await outbox.Claim(free, attempt.Most * ClaimTries))
        {
            underWay.Add(claim.Row.Id, Try(kind, claim, lanes, bell, stopping));
        }
    }

    private async Task Try(IOutboxKind kind, Claim claim, OutboxLanes lanes, OutboxBell.Listener bell, CancellationToken stopping)
    {
        await attempt.Run(kind, claim, lanes, stopping);
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
