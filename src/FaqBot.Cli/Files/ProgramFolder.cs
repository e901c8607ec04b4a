namespace FaqBot.Files;

/// <summary>Where relative paths begin: the repository's root when run from a checkout, else the published program.</summary>
internal static class ProgramFolder
{
    public static string Path { get; } = Find();

    /// <summary>An absolute path stays; a relative one is taken from <see cref="Path"/>.</summary>
    public static string Resolve(string path) => System.IO.Path.GetFullPath(path, Path);

    /// <summary>As its owner would type it from where the program was started; in full where that would begin with steps upwards.</summary>
    public static string Shown(string path)
    {
        var full = Resolve(path);
        var relative = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FaqBot.sln")))
            {
                return folder.FullName;
            }
        }
        return AppContext.BaseDirectory;
    }
}
