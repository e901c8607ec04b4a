namespace FaqBot.Engine.Tests;

/// <summary>Public test data that is not part of the repository: <c>../shared</c> beside it, or what FAQBOT_SHARED names.</summary>
internal static class SharedFolder
{
    /// <summary>The full path of a file in it; null where there is none.</summary>
    public static string? Find(string path)
    {
        var shared = Environment.GetEnvironmentVariable("FAQBOT_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); shared is null && folder is not null; folder = folder.Parent)
        {
            shared = File.Exists(Path.Combine(folder.FullName, "FaqBot.sln")) ? Path.Combine(folder.FullName, "..", "shared") : null;
        }

        var file = Path.GetFullPath(Path.Combine(shared ?? "", path));
        return shared is not null && File.Exists(file) ? file : null;
    }
}

/// <summary>A test over a file of <see cref="SharedFolder"/>; skipped with a reason where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string path)
    {
        if (SharedFolder.Find(path) is null)
        {
            Skip = $"../shared/{path} is absent; FAQBOT_SHARED names another folder.";
        }
    }
}
