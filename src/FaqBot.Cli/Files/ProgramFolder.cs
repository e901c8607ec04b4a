namespace FaqBot.Files;

/// <summary>Where relative paths begin: the repository's root when run from a checkout, else the published program.</summary>
internal static class ProgramFolder
{
    public static string Path { get; } = Find();

    /// <summary>An absolute path stays; a relative one is taken from <see cref="Path"/>.</summary>
    public static string Resolve(string path) => System.IO.Path.GetFullPath(path, Path);

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
