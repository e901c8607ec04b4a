using System.Text;
using System.Text.RegularExpressions;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Server.Tests;

/// <summary>The examples in <c>docs/webhooks.md</c> are run, and know our signatures from others.</summary>
public sealed partial class WebhookDocsTests(ITestOutputHelper output) : IDisposable
{
    private const string Body = """{"id":"1","data":{"note":"żółw"}}""";
    private const long At = 1_795_262_400;

    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs", "webhooks.md"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("php", "php", "php", "echo isOurs({0}, {1}, {2}, {3}) ? 'yes ' : 'no ';")]
    [InlineData("js", "node", "mjs", "process.stdout.write(isOurs({0}, {1}, {2}, {3}) ? 'yes ' : 'no ');")]
    public async Task Each_example_takes_what_is_ours_and_nothing_else(string language, string program, string ending, string call)
    {
        byte[][] secrets = [Encoding.UTF8.GetBytes(TestWebhooks.SecondSecret), Encoding.UTF8.GetBytes(TestWebhooks.Secret)];
        var header = WebhookSignature.Of(secrets, At, Encoding.UTF8.GetBytes(Body));
        var example = Example().Matches(Text).Single(match => match.Groups[1].Value == language).Groups[2].Value;
        string[] calls =
        [
            Call(header, Body, TestWebhooks.Secret, At),
            Call(header, Body, TestWebhooks.SecondSecret, At + 300),
            Call(header, Body, TestWebhooks.Secret, At + 301),
            Call(header, Body, TestWebhooks.Secret, At - 301),
            Call(header, Body + " ", TestWebhooks.Secret, At),
            Call(header, Body, "another-secret-of-32-characters-at-least", At),
            Call(header.Replace($"{At}", $"{At + 1}", StringComparison.Ordinal), Body, TestWebhooks.Secret, At),
            Call($"t={At}", Body, TestWebhooks.Secret, At),
            Call("v1=", Body, TestWebhooks.Secret, At),
            Call("", Body, TestWebhooks.Secret, At),
        ];
        var file = Path.Combine(folder.FullName, $"example.{ending}");
        await File.WriteAllTextAsync(file, $"{example}\n{string.Join('\n', calls)}\n");

        if (await ExampleProgram.Run(program, file) is { } printed)
        {
            Assert.Equal("yes yes no no no no no no no no ", printed);
        }
        else
        {
            output.WriteLine($"Skipped: there is no {program} on PATH.");
        }

        string Call(string signature, string body, string secret, long now) => call
            .Replace("{0}", $"'{signature}'", StringComparison.Ordinal).Replace("{1}", $"'{body}'", StringComparison.Ordinal)
            .Replace("{2}", $"'{secret}'", StringComparison.Ordinal).Replace("{3}", $"{now}", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_is_described() => Assert.All(
        WebhookEvents.All, name => Assert.Contains($"| `{name}` |", Text, StringComparison.Ordinal));

    [GeneratedRegex("```(php|js)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
