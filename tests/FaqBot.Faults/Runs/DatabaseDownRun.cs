using System.Diagnostics;
using System.Globalization;

namespace FaqBot.Faults;

/// <summary>The database goes away for a while and comes back, again and again; the server stays, and recovers by itself.</summary>
internal sealed class DatabaseDownRun(TrialOptions options, TimeSpan outage, int times)
{
    private readonly Spread unready = new();
    private readonly Spread recovery = new();
    private readonly Spread readiness = new();
    private int refused;

    /// <summary>Runs to the end and prints.</summary>
    public async Task<Verdict> Run(TextWriter output)
    {
        await using var trial = await Trial.New(options with { Habits = options.Habits with { ServersStay = true, PagesMayBeEmpty = true } });
        await trial.Nodes[0].Start();
        trial.Crowd.Begin();
        for (var time = 0; time < times; time++)
        {
            await trial.Crowd.Work();
            await Outage(trial);
        }
        var verdict = await trial.Finish();
        verdict.Print(output,
        [
            ("database taken away", $"{times} times for {Spread.Seconds(outage)}"),
            ("store, customers, seed", options.ToString()),
            ("posts refused with 503 meanwhile", refused.ToString("N0", CultureInfo.InvariantCulture)),
            ("from its loss until readiness said so", unready.ToString()),
            ("from its return to the next commit", recovery.ToString()),
            ("from its return until ready", readiness.ToString()),
        ]);
        return verdict;
    }

    private async Task Outage(Trial trial)
    {
        var before = trial.Crowd.Tally.Refused;
        await trial.Database.TakeAway();
        unready.Add(await Readiness.Watch(trial.Nodes[0], outage));
        refused += trial.Crowd.Tally.Refused - before;

        await trial.Database.GiveBack();
        var back = Stopwatch.GetTimestamp();
        recovery.Add(await trial.NextCommit(back));
        readiness.Add(Stopwatch.GetElapsedTime(back, await Readiness.Await(trial.Nodes[0])));
    }
}
