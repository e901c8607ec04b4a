using System.Text.RegularExpressions;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Server.Tests;

/// <summary>The examples in <c>docs/embedding.md</c> are run, and make the token that the server takes.</summary>
public sealed partial class EmbeddingDocsTests(ITestOutputHelper output) : IDisposable
{
    private const string Arguments = "'demo', 'customer-4711', '" + CustomerVector.Secret + "', 1795000000";

    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs", "embedding.md"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("php", "php", "php", "echo customerToken(" + Arguments + ");")]
    [InlineData("js", "node", "mjs", "process.stdout.write(customerToken(" + Arguments + "));")]
    public async Task Each_example_makes_the_token_of_the_fixed_vector(string language, string program, string ending, string call)
    {
        var example = Example().Matches(Text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)
            .Single(code => code.Contains("function customerToken(", StringComparison.Ordinal));
        var file = Path.Combine(folder.FullName, $"example.{ending}");
        await File.WriteAllTextAsync(file, $"{example}\n{call}\n");

        if (await ExampleProgram.Run(program, file) is { } made)
        {
            Assert.Equal(CustomerVector.Token, made);
        }
        else
        {
            output.WriteLine($"Skipped: there is no {program} on PATH.");
        }
    }

    [Fact]
    public void The_token_to_compare_with_is_that_of_the_fixed_vector()
    {
        Assert.Contains($"\n{CustomerVector.Token}\n", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_promised_is_what_holds()
    {
        Assert.Contains($"at least {CustomerLimits.SecretCharsMin} characters", Text, StringComparison.Ordinal);
        Assert.Contains($"a string of 1 to {CustomerLimits.SubjectCharsMax} characters", Text, StringComparison.Ordinal);
        Assert.Contains($"at most {CustomerLimits.LifeHoursMax} hours from now", Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("```(php|js)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
