using System.Diagnostics;

namespace FaqBot.Faults;

/// <summary>When the server is killed.</summary>
internal enum Moment
{
    /// <summary>Some time after it began to serve.</summary>
    Anytime,

    /// <summary>While customers write several messages at once.</summary>
    Burst,

    /// <summary>The moment a customer is told of a commit, which the streams may not have been yet.</summary>
    Acknowledgement,

    /// <summary>While it reads edited knowledge, or trains it.</summary>
    Reload,

    /// <summary>While it starts.</summary>
    Start,
}

internal enum Signal
{
    /// <summary>SIGKILL: no warning, no last words.</summary>
    Kill,

    /// <summary>SIGTERM: it is to end by itself, with exit code 0.</summary>
    Term,
}

/// <summary>Ends the server again and again, each time at a random moment; the next process takes over the same data.</summary>
internal sealed class KillRun(TrialOptions options, int kills, Signal signal = Signal.Kill)
{
    private static readonly TimeSpan CommitMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LifeMax = TimeSpan.FromMilliseconds(1200);
    private static readonly TimeSpan BurstMax = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ReloadMax = TimeSpan.FromMilliseconds(900);
    private const int AcknowledgementsMax = 150;

    private readonly Dictionary<Moment, int> moments = [];
    private readonly Spread recovery = new("from a restart to the next commit", Bounds.Restart);
    private TimeSpan startTime = TimeSpan.FromSeconds(1);

    /// <summary>Runs to the end and prints.</summary>
    public async Task<Verdict> Run(TextWriter output, CancellationToken stop)
    {
        await using var trial = await Trial.New(options, stop);
        var verdict = await trial.Conduct(() => LiveAndDie(trial), recovery);
        verdict.Print(output,
        [
            ($"{signal}s", $"{kills} ({string.Join(", ", moments.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))})"),
            ("store, customers, seed", options.ToString()),
        ]);
        return verdict;
    }

    private async Task LiveAndDie(Trial trial)
    {
        trial.Crowd.Begin();
        for (var kill = 0; kill < kills; kill++)
        {
            await Live(trial, PickMoment(trial.Random));
        }
        await Start(trial);
    }

    private Moment PickMoment(Random random)
    {
        var moment = Enum.GetValues<Moment>()[random.Next(Enum.GetValues<Moment>().Length)];
        moments[moment] = moments.GetValueOrDefault(moment) + 1;
        return moment;
    }

    /// <summary>One process from its start to its death.</summary>
    private async Task Live(Trial trial, Moment moment)
    {
        var node = trial.Nodes[0];
        if (moment == Moment.Start)
        {
            node.Begin();
            await Task.Delay(startTime * trial.Random.NextDouble(), trial.Stop);
            await node.Kill();
            return;
        }
        await Start(trial);
        await Wait(trial, moment);
        if (signal == Signal.Kill)
        {
            await node.Kill();
        }
        else if (await node.Stop() is not 0 and var code)
        {
            trial.Complain($"asked to end, the server did with exit code {code}");
        }
        trial.Crowd.IsHurried = false;
    }

    /// <summary>Returns once a message is committed that nobody had written before.</summary>
    private async Task Start(Trial trial)
    {
        var begun = Stopwatch.GetTimestamp();
        var next = trial.NextCommit(begun);
        await trial.Nodes[0].Start(trial.Stop);
        startTime = Stopwatch.GetElapsedTime(begun);
        recovery.Add(await next);
    }

    private static async Task Wait(Trial trial, Moment moment)
    {
        var random = trial.Random;
        switch (moment)
        {
            case Moment.Burst:
                await Task.Delay(LifeMax * random.NextDouble(), trial.Stop);
                trial.Crowd.IsHurried = true;
                await Task.Delay(BurstMax * random.NextDouble(), trial.Stop);
                break;
            case Moment.Acknowledgement:
                var left = random.Next(AcknowledgementsMax);
                await trial.Crowd.Tally.Next(_ => left-- == 0, CommitMax, trial.Stop);
                break;
            case Moment.Reload:
                await Task.Delay(BurstMax * random.NextDouble(), trial.Stop);
                trial.Shop.Edit();
                await Task.Delay(ReloadMax * random.NextDouble(), trial.Stop);
                break;
            default:
                await Task.Delay(LifeMax * random.NextDouble(), trial.Stop);
                break;
        }
    }
}
