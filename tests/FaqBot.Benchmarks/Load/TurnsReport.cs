using System.Globalization;

namespace FaqBot.Benchmarks;

/// <summary>The closed loops of all targets in turn, round after round, so that a noisy minute hits all of them; and their table.</summary>
internal static class TurnsReport
{
    private const string Head =
        "| server | turns/s | of the echo | of EchoBot | server CPU us | database CPU us | client CPU us "
        + "| p50 ms | p99 ms | memory MB | heap MB | refused |";

    /// <summary>True when no message was refused.</summary>
    /// <param name="targets">What is loaded.</param>
    /// <param name="options">How.</param>
    /// <param name="turnsPerSecond">Filled: the median of each target, by its name.</param>
    public static async Task<bool> Print(IReadOnlyList<LoadTarget> targets, LoadOptions options, Dictionary<string, double> turnsPerSecond)
    {
        foreach (var target in targets)
        {
            await ClosedLoop.Run(target, options.Connections, options.WarmUp);
        }
        var rounds = targets.ToDictionary(target => target.Name, _ => new List<ClosedRound>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var target in targets)
            {
                rounds[target.Name].Add(await ClosedLoop.Run(target, options.Connections, options.RoundTime));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Closed loop, {options.Connections} connections, {options.Rounds} rounds of {options.RoundTime.TotalSeconds} s, "
            + $"median (least-most):\n"));
        Console.WriteLine(Head);
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var target in targets)
        {
            Console.WriteLine(await Row(target, rounds));
            turnsPerSecond[target.Name] = new Rounds(rounds[target.Name].Select(round => round.TurnsPerSecond)).Median;
        }
        Console.WriteLine();
        return rounds.Values.All(own => own.All(round => round.Refused == 0));
    }

    private static async Task<string> Row(LoadTarget target, Dictionary<string, List<ClosedRound>> rounds)
    {
        var own = rounds[target.Name];
        var heap = target.IsManaged ? Megabytes(await ProcessMeter.CollectedHeap(target.Server)) : "";
        return $"| {target.Name} | {Over(own, round => round.TurnsPerSecond, "#,0")} "
            + $"| {Ratio(own, rounds.GetValueOrDefault(EchoTarget.ShownName))} "
            + $"| {Ratio(own, rounds.GetValueOrDefault(EchoBotTarget.ShownName))} "
            + $"| {Over(own, round => round.ServerMicroseconds, "0")} | {Over(own, round => round.DatabaseMicroseconds, "0")} "
            + $"| {Over(own, round => round.ClientMicroseconds, "0.0")} "
            + $"| {Over(own, round => round.Latencies.At(0.5), "0.0")} | {Over(own, round => round.Latencies.At(0.99), "0.0")} "
            + $"| {Megabytes(own[^1].WorkingSet)} | {heap} "
            + $"| {own.Sum(round => round.Refused)} |";
    }

    /// <summary>Round by round: what was measured a moment apart.</summary>
    private static string Ratio(List<ClosedRound> own, List<ClosedRound>? other) => other is null
        ? ""
        : new Rounds(own.Zip(other, (one, reference) => one.TurnsPerSecond / reference.TurnsPerSecond)).Text("0.000");

    private static string Over(List<ClosedRound> rounds, Func<ClosedRound, double> value, string format) =>
        new Rounds(rounds.Select(value)).Text(format);

    private static string Megabytes(long bytes) => (bytes / (1024.0 * 1024.0)).ToString("0", CultureInfo.InvariantCulture);
}
