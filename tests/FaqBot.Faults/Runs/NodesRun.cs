using System.Diagnostics;

namespace FaqBot.Faults;

/// <summary>Two nodes on one PostgreSQL, each request on any of them. One dies, or stands still for a while and then goes on as if nothing
/// had happened; its customers go to the other.</summary>
internal sealed class NodesRun(TrialOptions options, int kills, int freezes)
{
    private const int Nodes = 2;

    // A client that waits for an answer takes a node that stands still for dead after so long; one that died is known to be dead at once.
    // A node that stands still keeps its locks: a conversation of which it was just committing a turn waits until it goes on.
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FreezeMin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FreezeMax = TimeSpan.FromSeconds(5);

    private readonly Spread anybody = new("from a death to anybody's next commit", Bounds.NextCommit);
    private readonly Spread itsCustomers = new("  to the next of each of its customers", Bounds.NextCommit);
    private readonly Spread frozen = new("from a freeze to each next commit", FreezeMax + Bounds.NextCommit);

    /// <summary>Runs to the end and prints.</summary>
    public async Task<Verdict> Run(TextWriter output, CancellationToken stop)
    {
        var setup = options with
        {
            Provider = Provider.Postgres,
            Nodes = Nodes,
            Habits = options.Habits with { AnswerMax = AnswerMax, LagMax = LagMax },
        };
        await using var trial = await Trial.New(setup, stop);
        var verdict = await trial.Conduct(() => KillAndFreeze(trial), anybody, itsCustomers, frozen);
        verdict.Print(output,
        [
            ("nodes, kills, freezes", $"{Nodes}, {kills}, {freezes}"),
            ("store, customers, seed", setup.ToString()),
        ]);
        return verdict;
    }

    private TimeSpan LagMax => freezes > 0 ? FreezeMax + Bounds.StreamLag : Bounds.StreamLag;

    private async Task KillAndFreeze(Trial trial)
    {
        await Task.WhenAll(trial.Nodes.Select(node => node.Start(trial.Stop)));
        trial.Crowd.Begin();
        var faults = Enumerable.Repeat(true, kills).Concat(Enumerable.Repeat(false, freezes)).ToArray();
        trial.Random.Shuffle(faults);
        foreach (var isKill in faults)
        {
            trial.Crowd.GoHome();
            await trial.Work();
            var node = trial.Random.Next(Nodes);
            await (isKill ? Kill(trial, node) : Freeze(trial, node));
        }
    }

    private async Task Kill(Trial trial, int node)
    {
        var bereft = trial.Crowd.At(node);
        var death = Stopwatch.GetTimestamp();
        var (first, each) = NextCommits(trial, bereft, death);
        await trial.Nodes[node].Kill();
        anybody.Add(await first);
        await AddAll(itsCustomers, each);
        await trial.Nodes[node].Start(trial.Stop);
    }

    /// <summary>When it goes on, it commits turns that it began before: the fence must refuse those that the other node
    /// has overtaken.</summary>
    private async Task Freeze(Trial trial, int node)
    {
        var bereft = trial.Crowd.At(node);
        var (_, each) = NextCommits(trial, bereft, Stopwatch.GetTimestamp());
        trial.Nodes[node].Freeze();
        await Task.Delay(FreezeMin + ((FreezeMax - FreezeMin) * trial.Random.NextDouble()), trial.Stop);
        trial.Nodes[node].Thaw();
        await AddAll(frozen, each);
    }

    private static (Task<TimeSpan?> First, IReadOnlyList<Task<TimeSpan?>> Each) NextCommits(
        Trial trial, IReadOnlyList<int> customers, long moment) =>
        (trial.NextCommit(moment), [.. customers.Select(customer => trial.NextCommit(moment, customer))]);

    private static async Task AddAll(Spread spread, IReadOnlyList<Task<TimeSpan?>> times)
    {
        foreach (var time in await Task.WhenAll(times))
        {
            spread.Add(time);
        }
    }
}
