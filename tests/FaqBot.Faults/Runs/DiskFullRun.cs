using System.Diagnostics;

namespace FaqBot.Faults;

/// <summary>The disk under the database fills up while customers talk, and is freed, again and again; the server stays, and recovers by itself.</summary>
internal sealed class DiskFullRun(TrialOptions options, TimeSpan outage, int times)
{
    private const int SqliteMegabytes = 24;
    private const int PostgresMegabytes = 96;
    private const int PostgresLogMegabytes = 16;

    private static readonly TimeSpan FullMax = TimeSpan.FromSeconds(60);

    private readonly Spread refusal = new();
    private readonly Spread unready = new();
    private readonly Spread recovery = new();
    private readonly Spread readiness = new();
    private int revivals;

    /// <summary>Runs to the end and prints; null, with the reason printed, where no small disk can be had.</summary>
    public async Task<Verdict?> Run(TextWriter output)
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
            Habits = options.Habits with { ServersStay = true, PagesMayBeEmpty = options.Provider == Provider.Postgres },
        });
        await trial.Nodes[0].Start();
        trial.Crowd.Begin();
        for (var time = 0; time < times; time++)
        {
            await trial.Crowd.Work();
            await Outage(trial, disk);
        }
        var verdict = await trial.Finish();
        verdict.Print(output,
        [
            ("disk filled", $"{times} times for {Spread.Seconds(outage)}, with {options.OnDisk} on it"),
            ("store, customers, seed", options.ToString()),
            ("from filling it to the first refusal", refusal.ToString()),
            ("from that until readiness said so", unready.ToString()),
            ("PostgreSQL had to be started again", $"{revivals} times"),
            ("from freeing it to the next commit", recovery.ToString()),
            ("from freeing it until ready", readiness.ToString()),
        ]);
        return verdict;
    }

    private int Megabytes => (options.Provider, options.OnDisk) switch
    {
        (Provider.Sqlite, _) => SqliteMegabytes,
        (_, OnDisk.Log) => PostgresLogMegabytes,
        _ => PostgresMegabytes,
    };

    private async Task Outage(Trial trial, SmallDisk disk)
    {
        var filled = Stopwatch.GetTimestamp();
        await FillUntilRefused(trial.Crowd.Tally, disk);
        refusal.Add(Stopwatch.GetElapsedTime(filled));
        unready.Add(await Readiness.Watch(trial.Nodes[0], outage));

        disk.Free();
        revivals += await trial.Database.Revive() ? 1 : 0;
        var freed = Stopwatch.GetTimestamp();
        recovery.Add(await trial.NextCommit(freed));
        readiness.Add(Stopwatch.GetElapsedTime(freed, await Readiness.Await(trial.Nodes[0])));
    }

    /// <summary>What the database has allocated before, it goes on using: so it is filled until a post is refused.</summary>
    private static async Task FillUntilRefused(Tally tally, SmallDisk disk)
    {
        using var patience = new CancellationTokenSource(FullMax);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var before = tally.Refused;
        do
        {
            disk.Fill();
        }
        while (tally.Refused == before && await look.WaitForNextTickAsync(patience.Token));
    }
}
