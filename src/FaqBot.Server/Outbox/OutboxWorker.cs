using System.Collections.Concurrent;
using System.Diagnostics;
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

    /// <summary>Rows that are found ahead.</summary>
    private const int FoundMax = 128;

    /// <summary>What was found is not looked for again within it, unless there are news.</summary>
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Long enough for a mark that is made again and again.</summary>
    private static readonly TimeSpan ReturnPause = OutboxAttempt.MarkPause * 8;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(kinds.Select(kind => Serve(kind, stoppingToken)));

    private async Task Serve(IOutboxKind kind, CancellationToken stopping)
    {
        using var bell = outbox.Listen(kind.Kind);
        var work = new Work(kind, new OutboxLanes(options, time), bell);
        try
        {
            await Serve(work, stopping);
        }
        finally
        {
            // Whatever else went wrong: what was begun is to be told of.
            await Task.WhenAll(work.UnderWay.Values.Select(one => one.Task));
        }
    }

    private async Task Serve(Work work, CancellationToken stopping)
    {
        var isFailing = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (isFailing)
                {
                    await Return(work.Kind, stopping);
                    isFailing = false;
                }
                await Begin(work, stopping);
            }
            catch (Exception exception)
            {
                LogOnce(work.Kind, exception, stopping, ref isFailing);
            }
            await Pause(work.Bell, stopping);
        }
    }

    /// <summary>Once the store can be read again, those are let go first, on all nodes, who have something to mark in it: while it was away
    /// their claims may have run out.</summary>
    private async Task Return(IOutboxKind kind, CancellationToken stopping)
    {
        await outbox.Due(kind.Kind, 1, (_, _) => 1, stopping);
        await Task.Delay(ReturnPause, stopping);
    }

    private async Task Begin(Work work, CancellationToken stopping)
    {
        // Those that ended may have let others of their lane go.
        var isLookDue = work.Bell.HasNews() || work.IsOld;
        foreach (var lane in work.Forget())
        {
            isLookDue |= !work.Found.Has(lane);
        }
        var room = options.Value.ParallelMax - work.UnderWay.Count;
        if (isLookDue && room <= 0)
        {
            work.LookLater();
        }
        else if (isLookDue)
        {
            work.Found.Put(await outbox.Due(work.Kind.Kind, room + FoundMax, work.Found.Wanted, stopping));
            work.Looked();
        }
        // A claim of ours that ran out is still ours to mark.
        var free = work.Found.Take(room, row => !work.UnderWay.ContainsKey(row.Id));
        if (free.Count == 0)
        {
            return;
        }
        foreach (var claim in await outbox.Claim(free, attempt.Most * ClaimTries))
        {
            work.UnderWay.Add(claim.Row.Id, (claim.Row.Lane, Try(work, claim, stopping)));
        }
    }

    private async Task Try(Work work, Claim claim, CancellationToken stopping)
    {
        await attempt.Run(work.Kind, claim, work.Lanes, stopping);
        // There is room again, and the conversation's next may go. Known before it is woken: this task has not ended yet.
        work.End(claim.Row.Id);
        work.Bell.Wake();
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

    /// <summary>What the loop of one kind holds.</summary>
    private sealed class Work(IOutboxKind kind, OutboxLanes lanes, OutboxBell.Listener bell)
    {
        private readonly ConcurrentQueue<long> ended = new();
        private long? lookedAt;

        public IOutboxKind Kind => kind;

        public OutboxLanes Lanes => lanes;

        public OutboxBell.Listener Bell => bell;

        public OutboxFound Found { get; } = new(lanes);

        /// <summary>By their row.</summary>
        public Dictionary<long, (string Lane, Task Task)> UnderWay { get; } = [];

        /// <summary>Whether a look is due: other nodes leave effects too, and pauses end.</summary>
        public bool IsOld => lookedAt is not { } at || Stopwatch.GetElapsedTime(at) >= LookPause;

        public void Looked() => lookedAt = Stopwatch.GetTimestamp();

        public void LookLater() => lookedAt = null;

        /// <summary>The row's try has come to its end.</summary>
        public void End(long row) => ended.Enqueue(row);

        /// <summary>Forgets those that have ended; returns their lanes.</summary>
        public List<string> Forget()
        {
            List<string> lanesOf = [];
            while (ended.TryDequeue(out var row))
            {
                if (UnderWay.Remove(row, out var one))
                {
                    lanesOf.Add(one.Lane);
                }
            }
            return lanesOf;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The outbox cannot be worked on at present ({Kind}); it is tried again until it can.")]
        public static partial void NotRead(ILogger logger, Exception exception, string kind);
    }
}
