namespace FaqBot.Server;

/// <summary>Writes to the outbox that come at a time are one job of the journal: many tries end together, and a job costs more than what
/// is written in it.</summary>
internal sealed class OutboxWrites(Journal journal)
{
    /// <summary>A job of the journal is to be short.</summary>
    private const int BatchMax = 32;

    private readonly Queue<Waiting> waiting = new();
    private Task last = Task.CompletedTask;

    /// <summary>Completes when it is on the disk. It may be run several times, all but the last rolled back, and fails with what it is
    /// written with.</summary>
    /// <exception cref="BusyException">The store cannot write at present.</exception>
    public async Task Run(Func<FaqBotDb, CancellationToken, Task> job)
    {
        var one = new Waiting(job, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Task mine;
        lock (waiting)
        {
            waiting.Enqueue(one);
            last = mine = WriteAfter(last, one);
        }
        await mine;
        await one.Done.Task;
    }

    /// <summary>Mostly another has written it along with his own.</summary>
    private async Task WriteAfter(Task before, Waiting one)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!one.Done.Task.IsCompleted)
        {
            await Write(Next());
        }
    }

    private List<Waiting> Next()
    {
        lock (waiting)
        {
            List<Waiting> batch = [];
            while (batch.Count < BatchMax && waiting.TryDequeue(out var one))
            {
                batch.Add(one);
            }
            return batch;
        }
    }

    private async Task Write(List<Waiting> batch)
    {
        try
        {
            await journal.Write(async (db, stop) =>
            {
                foreach (var one in batch)
                {
                    await one.Job(db, stop);
                }
            });
            batch.ForEach(one => one.Done.SetResult());
        }
        catch (Exception exception)
        {
            batch.ForEach(one => one.Done.SetException(exception));
        }
    }

    private sealed record Waiting(Func<FaqBotDb, CancellationToken, Task> Job, TaskCompletionSource Done);
}
