using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>A case on a public set that lies beside the repository, skipped where it does not. <c>FAQBOT_SHARED</c> names another
/// folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedSetAttribute : TheoryAttribute
{
    public SharedSetAttribute()
    {
        if (!Directory.Exists(Folder))
        {
            Skip = "../shared/data/understanding is not here; set FAQBOT_SHARED to the folder that holds data/understanding.";
        }
    }

    /// <summary>Where the sets are, whether or not they are.</summary>
    public static string Folder { get; } = SharedFolder.PathOf("data", "understanding");
}
