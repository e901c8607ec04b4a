using NodaTime;

namespace FaqBot.Server;

/// <summary>Something that waits for the journal's writer.</summary>
internal abstract class PendingWrite
{
    private readonly TaskCompletionSource<CommitResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it is on the disk, or is not to be.</summary>
    public Task<CommitResult> Done => done.Task;

    /// <summary>What the writer made of it; acknowledged only after the commit.</summary>
    public CommitResult Result { get; set; } = CommitResult.Committed;

    /// <summary>Roughly what it holds in memory.</summary>
    public abstract long Bytes { get; }

    public void Acknowledge() => done.SetResult(Result);

    public void Refuse() => done.SetResult(CommitResult.Busy);

    public void Fail(Exception exception) => done.SetException(exception);
}

internal sealed class PendingTurn(TurnCommit commit) : PendingWrite
{
    public TurnCommit Commit => commit;

    public override long Bytes { get; } = commit.Bytes;
}

/// <summary>A health check's time, written as turns are.</summary>
internal sealed class PendingCheck(Instant now) : PendingWrite
{
    public Instant Now => now;

    public override long Bytes => 0;
}

/// <param name="run">Works inside the writer's transaction; may be run several times, all but the last rolled back.</param>
internal sealed class PendingJob(Func<FaqBotDb, CancellationToken, Task> run) : PendingWrite
{
    public Func<FaqBotDb, CancellationToken, Task> Run => run;

    public override long Bytes => 0;
}
