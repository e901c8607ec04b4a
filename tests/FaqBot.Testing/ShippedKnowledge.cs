using FaqBot.Engine;
using FaqBot.Files;

namespace FaqBot.Testing;

/// <summary>The knowledge of this repository, compiled once for all tests of a process; models are kept under <c>artifacts</c>.</summary>
public static class ShippedKnowledge
{
    private static readonly Lazy<Knowledge> Compiled = new(Compile);

    private static readonly Lazy<IReadOnlyList<KnowledgeFile>> Read =
        new(static () => KnowledgeFolder.Read(Repository.PathOf("knowledge"), Repository.PathOf("dialogs")));

    public static Knowledge Value => Compiled.Value;

    /// <summary>The files as the shell reads them, so that a test can compile them with others; read once.</summary>
    public static IReadOnlyList<KnowledgeFile> Files() => Read.Value;

    /// <summary>Those under <c>dialogs/</c>, which every shop shares.</summary>
    public static IEnumerable<KnowledgeFile> Dialogs() =>
        Files().Where(static file => file.Path.StartsWith("dialogs/", StringComparison.Ordinal));

    /// <summary>Looks a trained model up, or trains and keeps it.</summary>
    public static MatchModel Model(TrainingSet set) => new ModelCache(Repository.PathOf("artifacts", "test-models")).Get(set);

    private static Knowledge Compile()
    {
        var compilation = Knowledge.Compile(Files(), Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
