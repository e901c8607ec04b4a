using System.Diagnostics;
using System.Globalization;

namespace FaqBot.Faults;

/// <summary>The database goes away for a while and comes back, again and again; the server stays, and recovers by itself.</summary>
/// <param name="options">What it is made with.</param>
/// <param name="outage">How long it is away.</param>
/// <param name="times">How often.</param>
/// <param name="isQuiet">Whether nobody writes meanwhile, so that the server notices nothing until it is back, or not even then.</param>
internal sealed class DatabaseDownRun(TrialOptions options, TimeSpan outage, int times, bool isQuiet)
{
    // What is being written when they fall silent is finished by then.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private readonly Spread unready = new("from its loss until readiness said so", Bounds.Unready);
    private readonly Spread recovery = new("from its return to the next commit", Bounds.Recovery);
    private readonly Spread readiness = new("from its return until ready", Bounds.Ready);
    private int refused;

    /// <summary>Runs to the end and prints.</summary>
    public async Task<Verdict> Run(TextWriter output, CancellationToken stop)
    {
        var habits =
            options.Habits with { ServersStay = true, PagesMayBeEmpty = true, LagMax = Bounds.StreamLag + outage + Bounds.Recovery };
        await using var trial = await Trial.New(options with { Habits = habits }, stop);
        var verdict = await trial.Conduct(() => Outages(trial), unready, recovery, readiness);
        verdict.Print(output,
        [
            ("database taken away", $"{times} times for {Spread.Seconds(outage)}{(isQuiet ? " while nobody writes" : "")}"),
            ("store, customers, seed", options.ToString()),
            ("posts refused with 503 meanwhile", refused.ToString("N0", CultureInfo.InvariantCulture)),
        ]);
        return verdict;
    }

    private async Task Outages(Trial trial)
    {
        await trial.Nodes[0].Start(trial.Stop);
        trial.Crowd.Begin();
        for (var time = 0; time < times; time++)
        {
            await trial.Work();
            await Outage(trial);
        }
    }

    private async Task Outage(Trial trial)
    {
        if (isQuiet)
        {
            await Sleep(trial);
        }
        else
        {
            await Watch(trial);
        }
        await trial.Database.GiveBack();
        var back = Stopwatch.GetTimestamp();
        trial.Crowd.IsSilent = false;
        var ready = Readiness.Await(trial.Nodes[0], trial.Stop);
        recovery.Add(await trial.NextCommit(back));
        readiness.Add(Stopwatch.GetElapsedTime(back, await ready));
    }
    private async Task Watch(Trial trial)
    {
        var before = trial.Crowd.Tally.Refused;
        await trial.Database.TakeAway();
        unready.Add(await Readiness.Watch(trial.Nodes[0], outage, trial.Stop), over: outage);
        refused += trial.Crowd.Tally.Refused - before;
    }

    /// <summary>Readiness is not asked either, for it writes.</summary>
    private async Task Sleep(Trial trial)
    {
        trial.Crowd.IsSilent = true;
        await Task.Delay(Settle, trial.Stop);
        await trial.Database.TakeAway();
        await Task.Delay(outage, trial.Stop);
    }
}
