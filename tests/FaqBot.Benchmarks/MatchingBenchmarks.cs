using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using FaqBot.Engine;
using FaqBot.Language;

namespace FaqBot.Benchmarks;

/// <summary>One utterance against 150 entries of 10, in steps; and training them.</summary>
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    private readonly SyntheticShop shop = new(entryCount: 150, utterancesPerEntry: 10);
    private MatchModel? model;
    private TextAnalysis[] analysed = [];
    private int next;

    [GlobalSetup]
    public void Train()
    {
        model = MatchModel.Train(shop.Training);
        analysed = [.. shop.Questions.Select(static question => TextAnalysis.Of(question, "pl"))];
    }

    [Benchmark]
    public int Analyse() => TextAnalysis.Of(Next(shop.Questions), "pl").Tokens.Length;

    [Benchmark]
    public int Match() => model?.Match(Next(analysed), 10).Length ?? 0;

    [Benchmark]
    public int TrainAll() => MatchModel.Train(shop.Training).Threshold;

    private T Next<T>(T[] items) => items[next = (next + 1) % items.Length];
}

/// <summary>What BenchmarkDotNet does not print: the slowest in a hundred. <c>-- latency [ENTRIES UTTERANCES]</c>.</summary>
internal static class MatchingLatency
{
    private const int Rounds = 10;

    public static void Print(int entryCount, int utterancesPerEntry)
    {
        var shop = new SyntheticShop(entryCount, utterancesPerEntry);
        var (model, cold) = Trained(shop.Training);
        var (_, warm) = Trained(shop.Training);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"train: cold {cold.TotalMilliseconds:F0} ms, again {warm.TotalMilliseconds:F0} ms"));
        using var stream = new MemoryStream();
        model.Write(stream);
        var reads = Times(20, () => MatchModel.Read(new MemoryStream(stream.ToArray()), shop.Training));
        Print("read a stored model", "ms", reads.Select(static time => time.TotalMilliseconds));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"stored model: {stream.Length / 1000.0:F0} kB; threshold {model.Threshold}"));
        var analysed = shop.Questions.Select(static question => TextAnalysis.Of(question, "pl")).ToArray();
        Print("analyse", "us", Each(shop.Questions, static question => TextAnalysis.Of(question, "pl")));
        Print("match", "us", Each(analysed, utterance => model.Match(utterance, 10)));
        Print("analyse and match", "us", Each(shop.Questions, question => model.Match(TextAnalysis.Of(question, "pl"), 10)));
    }

    /// <summary>In time of the processor, which does not mind what else the machine does.</summary>
    private static (MatchModel Model, TimeSpan Time) Trained(TrainingSet set)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var model = MatchModel.Train(set);
        process.Refresh();
        return (model, process.TotalProcessorTime - before);
    }

    /// <summary>The first half of the rounds lets the runtime compile its best code.</summary>
    private static IEnumerable<double> Each<TIn, TOut>(TIn[] items, Func<TIn, TOut> action) => Enumerable.Range(0, 2 * Rounds)
        .SelectMany(round => items.Select(item => (round, Time: Times(1, () => action(item)).Single())).ToArray())
        .Where(static measured => measured.round >= Rounds).Select(static measured => measured.Time.TotalMicroseconds);

    private static TimeSpan[] Times<T>(int count, Func<T> action) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begin);
    })];

    private static void Print(string what, string unit, IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        var (median, p99) = (sorted[sorted.Length / 2], sorted[(int)(0.99 * (sorted.Length - 1))]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {median:F1} {unit}, p99 {p99:F1} {unit}"));
    }
}
