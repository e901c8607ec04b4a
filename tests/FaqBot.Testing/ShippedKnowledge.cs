using FaqBot.Engine;
using FaqBot.Files;

namespace FaqBot.Testing;

/// <summary>The knowledge of this repository, compiled once for all tests of a process; models are kept under <c>artifacts</c>.</summary>
public static class ShippedKnowledge
{
    private static readonly Lazy<Knowledge> Compiled = new(Compile);

    public static Knowledge Value => Compiled.Value;

    /// <summary>The files as the shell reads them, so that a test can change one.</summary>
    public static IReadOnlyList<KnowledgeFile> Files() =>
        KnowledgeFolder.Read(Repository.PathOf("knowledge"), Repository.PathOf("dialogs"));

    /// <summary>Looks a trained model up, or trains and keeps it.</summary>
    public static MatchModel Model(TrainingSet set) => new ModelCache(Repository.PathOf("artifacts", "test-models")).Get(set);

    private static Knowledge Compile()
    {
        var compilation = Knowledge.Compile(Files(), Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
