using FaqBot.Engine;

// Linked into the server as well: reading folders is the shell's work, and both programs are shells.
namespace FaqBot.Files;

/// <summary>Reads the files that <see cref="Knowledge.Compile"/> takes.</summary>
internal static class KnowledgeFolder
{
    /// <summary>All <c>*.yaml</c> (and <c>transcripts/*.txt</c>) under both folders; symbolic links are not followed.</summary>
    /// <param name="knowledge">E.g. <c>knowledge</c>; must exist.</param>
    /// <param name="dialogs">E.g. <c>dialogs</c>; may be missing.</param>
    public static IReadOnlyList<KnowledgeFile> Read(string knowledge, string dialogs) =>
        [.. Files(knowledge, "knowledge"), .. Files(dialogs, "dialogs")];

    private static IEnumerable<KnowledgeFile> Files(string folder, string root)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", options).Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            yield return new KnowledgeFile($"{root}/{relative}", Path.Combine(folder, relative), File.ReadAllBytes(path));
        }
    }
}
