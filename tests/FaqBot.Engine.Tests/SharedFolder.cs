using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>Public test data that is not part of the repository: <c>../shared</c> beside it, or what FAQBOT_SHARED names.</summary>
internal static class SharedFolder
{
    /// <summary>A path in it, whether or not it is there.</summary>
    public static string PathOf(params string[] parts) =>
        Path.GetFullPath(Path.Combine([Environment.GetEnvironmentVariable("FAQBOT_SHARED") ?? Repository.PathOf("..", "shared"), .. parts]));

    /// <summary>The full path of a file in it; null where there is none.</summary>
    public static string? Find(string path) => PathOf(path) is var file && File.Exists(file) ? file : null;
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
