using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Too much is waiting to be written, or the store cannot write at present; nothing was kept.</summary>
internal sealed class BusyException() : Exception("The store is busy.")
{
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(2);
}

/// <summary>The one writer of this node. It takes everything that waits into one transaction, so that one fsync serves many turns.
/// A turn whose conversation has moved on conflicts alone, because each is fenced by its row's version; that also makes a second turn
/// of one conversation in a batch harmless. If a write throws, the batch is rolled back and repeated one by one: only the guilty one fails.</summary>
internal sealed partial class Journal : IDisposable
{
    /// <summary>What may wait for the writer together, beside <see cref="StorageOptions.WaitingMax"/>: a few thousand turns may be long ones.</summary>
    public const long WaitingBytesMax = 64 * 1024 * 1024;

    private static readonly TimeSpan DisposeMax = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<Work> waiting;
    private readonly int batchMax;
    private readonly Store store;
    private readonly ILogger<Journal> logger;

    // A thread of its own, because it spends its life in fsync: the pool's few threads are for turns.
    private readonly Thread thread;
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteWriting? writing;
    private bool isStarted;
    private long waitingBytes;

    public Journal(Store store, IOptions<StorageOptions> options, ILogger<Journal> logger)
    {
        this.store = store;
        this.logger = logger;
        waiting = new BlockingCollection<Work>(options.Value.WaitingMax);
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
        var work = new TurnWork(commit);
        return Take(work) ? work.Done : Task.FromResult(CommitResult.Busy);
    }

    /// <summary>Any other write: a short job (20 ms at most) in the writer's transaction; completes when it is on the disk.
    /// It may be run twice, the first time rolled back.</summary>
    /// <exception cref="BusyException">Nothing was kept.</exception>
    public async Task Write(Action<DbConnection, DbTransaction> job)
    {
        var work = new JobWork(job);
        if (!Take(work) || await work.Done == CommitResult.Busy)
        {
            throw new BusyException();
        }
    }

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

    private bool Take(Work work)
    {
        var isTaken = Interlocked.Add(ref waitingBytes, work.Bytes) <= WaitingBytesMax && TryAdd(work);
        if (!isTaken)
        {
            Interlocked.Add(ref waitingBytes, -work.Bytes);
        }
        return isTaken;
    }

    private bool TryAdd(Work work)
    {
        try
        {
            return waiting.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            // Stopping: as good as busy, for the client comes back to the next process.
            return false;
        }
    }

    private void Run()
    {
        var batch = new List<Work>(batchMax);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < batchMax && waiting.TryTake(out var next))
            {
                batch.Add(next);
            }
            Write(batch);
            Interlocked.Add(ref waitingBytes, -batch.Sum(work => work.Bytes));
            batch.Clear();
        }
        writing?.Dispose();
        finished.SetResult();
    }

    private void Write(List<Work> batch)
    {
        if (TryWrite(batch) is not { } failure)
        {
            return;
        }
        if (SqliteWriting.IsUnavailable(failure))
        {
            Log.Unavailable(logger, failure, batch.Count);
            Reopen();
            batch.ForEach(work => work.Refuse());
        }
        else if (batch.Count == 1)
        {
            batch[0].Fail(failure);
        }
        else
        {
            Log.Replay(logger, failure.GetType().Name, batch.Count);
            batch.ForEach(work => Write([work]));
        }
    }

    /// <summary>What went wrong, with everything rolled back; null when all is committed and acknowledged.</summary>
    private Exception? TryWrite(List<Work> batch)
    {
        try
        {
            writing ??= new SqliteWriting(store.OpenForWriting());
            using var transaction = writing.Connection.BeginTransaction();
            foreach (var work in batch)
            {
                work.Apply(writing, transaction);
            }
            transaction.Commit();
        }
        catch (Exception exception)
        {
            return exception;
        }
        batch.ForEach(work => work.Acknowledge());
        return null;
    }

    private void Reopen()
    {
        writing?.Dispose();
        writing = null;
    }

    private abstract class Work
    {
        private readonly TaskCompletionSource<CommitResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<CommitResult> Done => done.Task;

        protected CommitResult Result { get; set; } = CommitResult.Committed;

        public abstract long Bytes { get; }

        public abstract void Apply(SqliteWriting writing, SqliteTransaction transaction);

        public void Acknowledge() => done.SetResult(Result);

        public void Refuse() => done.SetResult(CommitResult.Busy);

        public void Fail(Exception exception) => done.SetException(exception);
    }

    private sealed class TurnWork(TurnCommit commit) : Work
    {
        public override long Bytes { get; } = commit.Bytes;

        public override void Apply(SqliteWriting writing, SqliteTransaction transaction) =>
            Result = writing.Write(commit, transaction) ? CommitResult.Committed : CommitResult.Conflict;
    }

    private sealed class JobWork(Action<DbConnection, DbTransaction> job) : Work
    {
        public override long Bytes => 0;

        public override void Apply(SqliteWriting writing, SqliteTransaction transaction) => job(writing.Connection, transaction);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The store cannot write at present; {Count} writes were refused as busy.")]
        public static partial void Unavailable(ILogger logger, Exception exception, int count);

        [LoggerMessage(2, LogLevel.Warning, "A batch of {Count} writes was rolled back after {Exception} and is repeated one by one.")]
        public static partial void Replay(ILogger logger, string exception, int count);
    }
}
