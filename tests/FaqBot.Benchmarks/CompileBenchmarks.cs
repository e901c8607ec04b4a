using BenchmarkDotNet.Attributes;
using FaqBot.Engine;

namespace FaqBot.Benchmarks;

/// <summary>Compiling the shipped knowledge without training: what an edit of facts or answers costs once the models are cached.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private IReadOnlyList<KnowledgeFile> files = [];
    private readonly MatchModel model = MatchModel.Train(new TrainingSet("en", [new("a", ["one"]), new("b", ["two"])]));

    [GlobalSetup]
    public void Read() => files = ShippedFiles();

    [Benchmark]
    public Compilation Shipped()
    {
        var compilation = Knowledge.Compile(files, _ => model);
        return compilation.Knowledge is null
            ? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics))
            : compilation;
    }

    private static List<KnowledgeFile> ShippedFiles()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "FaqBot.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found above the benchmarks.");
        }
        return
        [
            .. new[] { "knowledge", "dialogs" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root.FullName, folder), "*.yaml", SearchOption.AllDirectories))
                .Select(path => (path, name: Path.GetRelativePath(root.FullName, path).Replace(Path.DirectorySeparatorChar, '/')))
                .Select(file => new KnowledgeFile(file.name, file.name, File.ReadAllBytes(file.path))),
        ];
    }
}
