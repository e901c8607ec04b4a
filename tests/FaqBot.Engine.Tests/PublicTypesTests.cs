using FaqBot.Language;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>The public types of the two pure projects are listed in a golden text: a new one is a decision, not an accident.</summary>
public sealed class PublicTypesTests
{
    [Fact]
    public void The_public_types_are_those_that_are_listed()
    {
        var path = Repository.PathOf("tests", "FaqBot.Engine.Tests", "public-types.txt");
        var types = new[] { typeof(TextAnalysis), typeof(Turn) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Select(type => type.FullName)
            .Order(StringComparer.Ordinal);
        var actual = string.Join('\n', types) + "\n";

        if (GoldenFiles.AreUpdated)
        {
            File.WriteAllText(path, actual);
            return;
        }
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
