namespace FaqBot.Testing;

/// <summary>Where the tests find the checkout and what lies beside it.</summary>
public static class Repository
{
    /// <summary>The folder of <c>FaqBot.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path under <see cref="Root"/>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FaqBot.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
