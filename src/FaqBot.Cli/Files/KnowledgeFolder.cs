using FaqBot.Engine;

// Linked into the server as well: reading folders is the shell's work, and both programs are shells.
namespace FaqBot.Files;

/// <summary>Reads the files that <see cref="Knowledge"/> takes.</summary>
internal static class KnowledgeFolder
{
    /// <summary>All <c>*.yaml</c> under both folders, and <c>*.yml</c> so that their author is told; symbolic links are not followed.
    /// Of a file that is too large only as much is read as shows that it is.</summary>
    /// <param name="knowledge">E.g. <c>knowledge</c>; must exist.</param>
    /// <param name="dialogs">E.g. <c>dialogs</c>; may be missing.</param>
    public static IReadOnlyList<KnowledgeFile> Read(string knowledge, string dialogs) =>
        [.. Files(knowledge, "knowledge"), .. Files(dialogs, "dialogs")];

    /// <summary>Names of the folders of shops; those that begin with <c>_</c> belong to all.</summary>
    public static IReadOnlyList<string> Shops(string knowledge) =>
        [.. new DirectoryInfo(knowledge).EnumerateDirectories().Select(folder => folder.Name).Where(name => name[0] is not ('_' or '.'))];

    /// <summary>The files of law alone, <c>_law/*.yaml</c>, by country; none where that folder is missing.</summary>
    public static IReadOnlyDictionary<string, KnowledgeFile> Laws(string knowledge) =>
        Files(Path.Combine(knowledge, "_law"), "knowledge/_law")
            .Where(file => file.Path.Split('/') is [_, _, var name] && name.EndsWith(".yaml", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path), StringComparer.Ordinal);

    /// <summary>Whether the file is one of <paramref name="shop"/>, or of all shops.</summary>
    public static bool Concerns(KnowledgeFile file, string shop) => file.Path.Split('/') is not ["knowledge", var folder, _, ..]
        || folder == shop
        || folder.StartsWith('_');

    private static IEnumerable<KnowledgeFile> Files(string folder, string root)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var paths = Directory.EnumerateFiles(folder, "*", options).Where(path => Path.GetExtension(path) is ".yaml" or ".yml");
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            yield return new KnowledgeFile($"{root}/{relative}", Path.Combine(folder, relative), Content(path));
        }
    }

    private static byte[] Content(string path)
    {
        using var file = File.OpenRead(path);
        var content = new byte[(int)Math.Min(file.Length, KnowledgeLimits.FileBytesMax + 1)];
        var read = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content[..read];
    }
}
