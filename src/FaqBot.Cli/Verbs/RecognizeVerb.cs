using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Language;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Cli;

/// <summary><c>faqbot recognize</c>: says what is recognised in each line, JSON lines in and out. A line that cannot be read is named on
/// standard error and has no line of its own in the output; the others are answered all the same, and the exit code says so.</summary>
internal static class RecognizeVerb
{
    private const string DefaultLanguage = "pl";

    private static readonly LocalDateTimePattern[] WithoutOffset =
        [LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm")];

    /// <param name="place">Where the knowledge lies.</param>
    /// <param name="shop">Whose order numbers are known; null for none.</param>
    /// <param name="now">What a line without a reference time counts from.</param>
    public static int Run(Workplace place, string? shop, LocalDateTime now)
    {
        var options = RecognizerOptions.None;
        if (shop is not null)
        {
            if (place.Load() is not { } knowledge || Workplace.FindShop(knowledge, shop) is not { } known)
            {
                return CommandLine.Usage;
            }
            options = RecognizerOptions.For(known.OrderNumber);
        }
        var code = CommandLine.Success;
        var number = 0;
        while (Console.In.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && !Answer(line, number, now, options))
            {
                code = CommandLine.Usage;
            }
        }
        return code;
    }

    private static bool Answer(string line, int number, LocalDateTime now, RecognizerOptions options)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (Question(json.RootElement, now, out var wrong) is not { } question)
            {
                Terminal.Complain($"line {number}: {wrong}");
                return false;
            }
            var entities = Recognizer.Recognize(question.Input, question.Language, question.Reference, options);
            Json.Print(new RecognizedJson(question.Id, [.. entities.Select(EntityJson.Of)]));
            return true;
        }
        catch (JsonException exception)
        {
            Terminal.Complain($"line {number}: No JSON: {exception.Message}");
            return false;
        }
    }

    private static Row? Question(JsonElement row, LocalDateTime now, out string wrong)
    {
        wrong = "A line is an object {id, input, lang, reference_time}.";
        if (row.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var id = row.TryGetProperty("id", out var stated) ? JsonNode.Parse(stated.GetRawText()) : null;
        if (!row.TryGetProperty("input", out var input) || input.ValueKind != JsonValueKind.String)
        {
            wrong = "\"input\" is missing; it is the text to read.";
            return null;
        }
        var reference = TextOf(row, "reference_time") is { Length: > 0 } time ? Time(time) : now;
        wrong = "\"reference_time\" is no time; write it as 2026-11-21T14:00 or with an offset.";
        return reference is { } at ? new Row(id, JsonText.Of(input), TextOf(row, "lang") ?? DefaultLanguage, at) : null;
    }

    /// <summary>The clock on the wall: an offset is read and dropped.</summary>
    private static LocalDateTime? Time(string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } exact)
        {
            return exact.Value.LocalDateTime;
        }
        return WithoutOffset.Select(pattern => pattern.Parse(text)).FirstOrDefault(static result => result.Success)?.Value;
    }

    private static string? TextOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? JsonText.Of(value) : null;

    private sealed record Row(JsonNode? Id, string Input, string Language, LocalDateTime Reference);
}
