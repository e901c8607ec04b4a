using System.Text;
using System.Text.Json;

namespace FaqBot.Benchmarks;

/// <summary>What the virtual customers ask: <c>questions.txt</c>, by the language of their page, each as the fields
/// of an activity.</summary>
internal static class Questions
{
    private const string Resource = "questions.txt";

    private static readonly ILookup<string, byte[]> ByLanguage = Read().ToLookup(
        line => line[..line.IndexOf(' ', StringComparison.Ordinal)],
        line => Fields(line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    /// <summary>The last fields of an activity, as Web Chat fills them, with the closing brace.</summary>
    public static IReadOnlyList<byte[]> In(string language) => [.. ByLanguage[language]];

    private static byte[] Fields(string language, string text) => Encoding.UTF8.GetBytes(
        $$"""
        "text":"{{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}","textFormat":"plain","type":"message","channelId":"webchat","locale":"{{language}}","localTimestamp":"2026-11-21T18:11:45.701+01:00","localTimezone":"Europe/Warsaw"}
        """);

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(Questions).Assembly.GetManifestResourceStream(Resource) ?? throw new FileNotFoundException(Resource);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
