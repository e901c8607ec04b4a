using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Too much is waiting to be written, or the store cannot write at present. Nothing was kept, as far as anybody knows: when the
/// connection to a database breaks in the commit itself, that cannot be told. So the same write must be safe to try again.</summary>
internal sealed class BusyException(Exception? cause = null) : Exception("The store is busy.", cause)
{
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(2);
}

/// <summary>The one writer of this node. It takes everything that waits into one transaction, so that one fsync serves many turns.
/// A turn whose conversation has moved on conflicts alone, because each is fenced by its row's version; that also makes a second turn
/// of one conversation in a batch harmless. If a write throws, the batch is rolled back and repeated one by one: only the
/// guilty one fails.</summary>
internal sealed partial class Journal : IDisposable
{
    /// <summary>What may wait for the writer together, beside <see cref="StorageOptions.WaitingMax"/>: a few thousand turns
    /// may be long ones.</summary>
    public const long WaitingBytesMax = 64 * 1024 * 1024;

    private const int RacesMax = 5;

    /// <summary>So long a batch is tried one by one. Where each must wait for a lock of somebody else's, clients
    /// better come back.</summary>
    private static readonly TimeSpan ReplayMax = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan DisposeMax = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<PendingWrite> waiting;
    private readonly int batchMax;
    private readonly Store store;
    private readonly ILogger<Journal> logger;

    // A thread of its own, because it spends its life in fsync: the pool's few threads are for turns.
    private readonly Thread thread;
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BatchWriter? writer;
    private bool isStarted;
    private int refused;
    private long waitingBytes;

    public Journal(Store store, IOptions<StorageOptions> options, ILogger<Journal> logger)
    {
        this.store = store;
        this.logger = logger;
        waiting = new BlockingCollection<PendingWrite>(options.Value.WaitingMax);
        batchMax = options.Value.BatchMax;
        thread = new Thread(Run) { Name = "journal", IsBackground = true };
    }

    /// <summary>Begins to write. What was handed in before waits until then.</summary>
    public void Start()
    {
        isStarted = true;
        thread.Start();
    }

    /// <summary>Commits a turn; completes when it is on the disk.</summary>
    public Task<CommitResult> Commit(TurnCommit commit)
    {
        var write = new PendingTurn(commit);
        return Take(write) ? write.Done : Task.FromResult(CommitResult.Busy);
    }

    /// <summary>Any other write: a short job (20 ms at most) in a transaction, on SQLite the writer's, which others share, on PostgreSQL
    /// one of its own; completes when it is on the disk. It may be run several times, all but the last rolled back. It is handed the
    /// database within that transaction, and a token that the caller's leaving does not cancel.</summary>
    /// <exception cref="BusyException">The store cannot write at present.</exception>
    public async Task Write(Func<FaqBotDb, CancellationToken, Task> job)
    {
        if (waiting.IsAddingCompleted || !await store.TryRunAtOnce(job))
        {
            await Written(new PendingJob(job));
        }
    }

    /// <summary>Writes the time of a health check, the same way that turns go; completes when it is on the disk.</summary>
    /// <exception cref="BusyException">The store cannot write at present.</exception>
    public Task Check(Instant now) => Written(new PendingCheck(now));

    /// <summary>Takes nothing more in, and completes when all that was taken is on the disk.</summary>
    public Task Stop(CancellationToken cancellation)
    {
        waiting.CompleteAdding();
        return isStarted ? finished.Task.WaitAsync(cancellation) : Task.CompletedTask;
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        if (!isStarted || thread.Join(DisposeMax))
        {
            waiting.Dispose();
        }
    }

    private async Task Written(PendingWrite write)
    {
        if (!Take(write) || await write.Done == CommitResult.Busy)
        {
            throw new BusyException();
        }
    }

    private bool Take(PendingWrite write)
    {
        var isTaken = Interlocked.Add(ref waitingBytes, write.Bytes) <= WaitingBytesMax && TryAdd(write);
        if (!isTaken)
        {
            Interlocked.Add(ref waitingBytes, -write.Bytes);
        }
        return isTaken;
    }

    private bool TryAdd(PendingWrite write)
    {
        try
        {
            return waiting.TryAdd(write);
        }
        catch (InvalidOperationException)
        {
            // Stopping: as good as busy, for the client comes back to the next process.
            return false;
        }
    }

    private void Run()
    {
        var batch = new List<PendingWrite>(batchMax);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < batchMax && waiting.TryTake(out var next))
            {
                batch.Add(next);
            }
            Write(batch);
            Interlocked.Add(ref waitingBytes, -batch.Sum(write => write.Bytes));
            batch.Clear();
        }
        writer?.Dispose();
        finished.SetResult();
    }

    private void Write(List<PendingWrite> batch)
    {
        if (TryWrite(batch) is not { } failure)
        {
            SayBack();
            return;
        }
        if (store.IsUnavailable(failure))
        {
            SayAway(failure, batch.Count);
            Reopen();
            batch.ForEach(write => write.Refuse());
        }
        else if (batch.Count > 1)
        {
            Log.Replay(logger, failure.GetType().Name, batch.Count);
            Replay(batch);
        }
        else if (batch[0] is PendingTurn && store.IsClash(failure))
        {
            batch[0].Result = CommitResult.Conflict;
            batch[0].Acknowledge();
        }
        else if (store.IsPassing(failure))
        {
            Log.Passing(logger, failure);
            batch[0].Refuse();
        }
        else
        {
            batch[0].Fail(failure);
        }
    }

    /// <summary>One by one, so that only the guilty one fails.</summary>
    private void Replay(List<PendingWrite> batch)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var write in batch)
        {
            var isAway = refused > 0;
            if (isAway || Stopwatch.GetElapsedTime(began) > ReplayMax)
            {
                refused += isAway ? 1 : 0;
                write.Refuse();
            }
            else
            {
                Write([write]);
            }
        }
    }

    /// <summary>What went wrong, with everything rolled back; null when all is committed and acknowledged. Where only another transaction
    /// was in the way, the same is tried again.</summary>
    private Exception? TryWrite(List<PendingWrite> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                writer ??= store.OpenWriter();
                writer.Write(batch);
                break;
            }
            catch (Exception exception)
            {
                if (attempt == RacesMax || !store.IsRace(exception))
                {
                    return exception;
                }
            }
        }
        batch.ForEach(write => write.Acknowledge());
        return null;
    }

    /// <summary>Once, however often it is tried until then.</summary>
    private void SayAway(Exception failure, int count)
    {
        if (refused == 0)
        {
            Log.Unavailable(logger, failure);
        }
        refused += count;
    }

    private void SayBack()
    {
        if (refused > 0)
        {
            Log.Available(logger, refused);
            refused = 0;
        }
    }

    private void Reopen()
    {
        writer?.Dispose();
        writer = null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The store cannot write at present; until it can, writes are refused as busy.")]
        public static partial void Unavailable(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "A batch of {Count} writes was rolled back after {Exception} and is repeated one by one.")]
        public static partial void Replay(ILogger logger, string exception, int count);

        [LoggerMessage(3, LogLevel.Warning, "The store writes again; {Count} writes were refused as busy.")]
        public static partial void Available(ILogger logger, int count);

        [LoggerMessage(4, LogLevel.Warning, "A write was refused as busy; others are not affected.")]
        public static partial void Passing(ILogger logger, Exception exception);
    }
}
