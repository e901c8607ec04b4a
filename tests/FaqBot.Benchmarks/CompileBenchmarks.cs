using BenchmarkDotNet.Attributes;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Benchmarks;

/// <summary>Compiling the shipped knowledge without training: what an edit of facts or answers costs once the models are cached.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private IReadOnlyList<KnowledgeFile> files = [];
    private readonly MatchModel model = MatchModel.Train(new TrainingSet("en", [new("a", ["one"]), new("b", ["two"])]));

    [GlobalSetup]
    public void Read() => files = ShippedKnowledge.Files();

    [Benchmark]
    public int Shipped()
    {
        var compilation = Knowledge.Compile(files, _ => model);
        return compilation.Knowledge?.Shops.Count ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
