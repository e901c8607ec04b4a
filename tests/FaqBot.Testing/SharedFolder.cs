using Xunit;

namespace FaqBot.Testing;

/// <summary>Public test data that is not part of the repository: <c>../shared</c> beside it, or what FAQBOT_SHARED names.</summary>
public static class SharedFolder
{
    private static string Root => Environment.GetEnvironmentVariable("FAQBOT_SHARED") ?? Repository.PathOf("..", "shared");

    /// <summary>A path in it, whether or not it is there.</summary>
    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));

    /// <summary>The full path of a file in it; null where there is none.</summary>
    public static string? Find(string path) => PathOf(path) is var file && File.Exists(file) ? file : null;

    /// <summary>Why a test over <paramref name="path"/> cannot run; null where it can.</summary>
    internal static string? SkipReason(string path) =>
        Find(path) is null ? $"../shared/{path} is absent; FAQBOT_SHARED names another folder." : null;
}

/// <summary>A test over a file of <see cref="SharedFolder"/>; skipped with a reason where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    /// <param name="path">From the shared folder on.</param>
    public SharedFactAttribute(string path) => Skip = SharedFolder.SkipReason(path);
}

/// <summary>The same with rows of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    /// <param name="path">From the shared folder on.</param>
    public SharedTheoryAttribute(string path) => Skip = SharedFolder.SkipReason(path);
}
