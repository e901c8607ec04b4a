using FaqBot.Engine;

namespace FaqBot.Testing;

/// <summary>The golden transcripts under <c>tests/transcripts</c>: one conversation a file, run in the engine and again
/// over the wire.</summary>
public static class GoldenFiles
{
    /// <summary>Paths relative to <c>tests/transcripts</c>, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.txt", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];

    /// <summary><c>UPDATE_GOLDEN=1</c> writes what is said instead of comparing it; a reviewer reads the difference.</summary>
    public static bool AreUpdated => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    private static string Folder => Repository.PathOf("tests", "transcripts");

    public static GoldenTranscript Read(string name)
    {
        var findings = new List<Diagnostic>();
        var text = File.ReadAllText(Path.Combine(Folder, name));
        return GoldenTranscript.Parse(text, $"tests/transcripts/{name}", findings)
            ?? throw new InvalidOperationException(string.Join('\n', findings));
    }

    public static void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);
}
