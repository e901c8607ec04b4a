using System.Globalization;
using System.Text.Json;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Language.Tests;

/// <summary>Floors under what is recognised, on cases that nobody here wrote; the figures and the first misses are printed.</summary>
public sealed class RecognizerFloorTests(ITestOutputHelper output)
{
    private const string Main = "data/language/recog_main.jsonl";
    private const string Formats = "data/language/recog_formats.jsonl";
    private const int MissesShown = 20;

    private static readonly Lazy<IReadOnlyList<RecognizerCase>> Cases = new(static () =>
        [.. new[] { Main, Formats }.SelectMany(static path => File.ReadLines(SharedFolder.PathOf(path)))
            .Select(Read).OfType<RecognizerCase>()]);

    [SharedTheory(Formats)]
    [InlineData("pl", "time", 90)]
    [InlineData("pl", "number duration", 95)]
    [InlineData("en en-GB en-US", "time holiday", 60)]
    [InlineData("en en-GB en-US", "duration number ordinal percent money boolean phone email url postcode", 80)]
    [InlineData("any", "phone email iban parcel_number", 95)]
    public void What_customers_write_is_recognised(string languages, string groups, double floor)
    {
        var cases = Cases.Value.Where(one => languages.Split(' ').Contains(one.Language) && groups.Split(' ').Contains(one.Group));

        var right = Percent([.. cases]);

        Assert.InRange(right, floor, 100);
    }

    [SharedFact(Formats)]
    public void Little_is_recognised_where_nothing_is() =>
        Assert.InRange(Percent([.. Cases.Value.Where(static one => one.IsNegative)]), 97, 100);

    private double Percent(IReadOnlyList<RecognizerCase> cases)
    {
        var missed = cases
            .Where(static one => !one.IsMetBy(Recognizer.Recognize(one.Input, LanguageOf(one), one.Reference, null))).ToList();
        var right = 100.0 * (cases.Count - missed.Count) / cases.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases.Count - missed.Count} of {cases.Count}: {right:F1} %"));
        foreach (var one in missed.Take(MissesShown))
        {
            output.WriteLine($"{one.Id} {one.Input}");
        }
        return right;
    }

    private static string LanguageOf(RecognizerCase one) => one.Language == "any" ? "pl" : one.Language;

    private static RecognizerCase? Read(string line)
    {
        using var row = JsonDocument.Parse(line);
        return RecognizerCase.Of(row.RootElement);
    }
}
