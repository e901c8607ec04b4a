using System.Diagnostics;

namespace FaqBot.Faults;

/// <summary>The disk under the database fills up while customers talk, and is freed, again and again; the server stays, and
/// recovers by itself.</summary>
internal sealed class DiskFullRun(TrialOptions options, TimeSpan outage, int times)
{
    private const int SqliteMegabytes = 24;
    private const int PostgresMegabytes = 96;
    private const int PostgresLogMegabytes = 16;

    private static readonly TimeSpan FullMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FillEvery = TimeSpan.FromMilliseconds(20);

    private readonly Spread refusal = new("from filling it to the first refusal", FullMax);
    private readonly Spread unready = new("from that until readiness said so", Bounds.Unready);
    private readonly Spread recovery = new("from freeing it to the next commit", Bounds.Recovery);
    private readonly Spread readiness = new("from freeing it until ready", Bounds.Ready);
    private int revivals;

    /// <summary>Runs to the end and prints; null, with the reason printed, where no small disk can be had.</summary>
    public async Task<Verdict?> Run(TextWriter output, CancellationToken stop)
    {
        using var disk = SmallDisk.TryMount(Megabytes);
        if (disk is null)
        {
            output.WriteLine("Skipped: this process may not mount a small disk. Run it as root, or under 'unshare -rm'.");
            return null;
        }
        await using var trial = await Trial.New(options with
        {
            Disk = disk.Path,
            Habits = options.Habits with
            {
                ServersStay = true,
                PagesMayBeEmpty = options.Provider == Provider.Postgres,
                LagMax = Bounds.StreamLag + outage + Bounds.Recovery,
            },
        }, stop);
        var verdict = await trial.Conduct(() => Outages(trial, disk), refusal, unready, recovery, readiness);
        verdict.Print(output,
        [
            ("disk filled", $"{times} times for {Spread.Seconds(outage)}, with {options.OnDisk} on it"),
            ("store, customers, seed", options.ToString()),
            ("PostgreSQL had to be started again", $"{revivals} times"),
        ]);
        return verdict;
    }

    private int Megabytes => (options.Provider, options.OnDisk) switch
    {
        (Provider.Sqlite, _) => SqliteMegabytes,
        (_, OnDisk.Log) => PostgresLogMegabytes,
        _ => PostgresMegabytes,
    };

    private async Task Outages(Trial trial, SmallDisk disk)
    {
        await trial.Nodes[0].Start(trial.Stop);
        trial.Crowd.Begin();
        for (var time = 0; time < times; time++)
        {
            await trial.Work();
            await Outage(trial, disk);
        }
    }

    private async Task Outage(Trial trial, SmallDisk disk)
    {
        var filled = Stopwatch.GetTimestamp();
        await FillUntilRefused(trial, disk);
        refusal.Add(Stopwatch.GetElapsedTime(filled));
        unready.Add(await Readiness.Watch(trial.Nodes[0], outage, trial.Stop), over: outage);

        disk.Free();
        revivals += await trial.Database.Revive() ? 1 : 0;
        var freed = Stopwatch.GetTimestamp();
        var ready = Readiness.Await(trial.Nodes[0], trial.Stop);
        recovery.Add(await trial.NextCommit(freed));
        readiness.Add(Stopwatch.GetElapsedTime(freed, await ready));
    }

    /// <summary>What the database has allocated before, it goes on using: so it is filled until a post is refused.</summary>
    /// <exception cref="TimeoutException">None is in a minute.</exception>
    private static async Task FillUntilRefused(Trial trial, SmallDisk disk)
    {
        var begun = Stopwatch.GetTimestamp();
        var before = trial.Crowd.Tally.Refused;
        while (true)
        {
            disk.Fill();
            if (trial.Crowd.Tally.Refused > before)
            {
                return;
            }
            if (Stopwatch.GetElapsedTime(begun) > FullMax)
            {
                throw new TimeoutException($"The disk was full for {Spread.Seconds(FullMax)}, and no post was refused.");
            }
            await Task.Delay(FillEvery, trial.Stop);
        }
    }
}
