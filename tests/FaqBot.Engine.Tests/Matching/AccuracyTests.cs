using System.Globalization;
using System.Text.Json;
using FaqBot.Cli;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Engine.Tests;

/// <summary>Floors on sets that nobody here wrote: accuracy may rise, not fall. The figures are printed;
/// a floor of 0 for the AUROC stands where a set has no foreign questions, or a handful.</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private const string OutOfScope = "__oos__";

    [SharedTheory("data/understanding/README.md")]
    [InlineData("clinc150val_k5", 73.7, 88.1)]
    [InlineData("clinc150val_k10", 79.8, 91.5)]
    [InlineData("hint3_sofmattress", 76, 87.4)]
    [InlineData("sigdial_askubuntu", 94.2, 90)]
    [InlineData("sigdial_chatbot", 98.1, 0)]
    [InlineData("nlpjs50_en", 97.1, 0)]
    [InlineData("bitext_k5", 88, 0)]
    [InlineData("bitext_k10", 95.9, 0)]
    public void The_matcher_is_at_least_as_good_as_it_was(string set, double accuracyFloor, double separationFloor)
    {
        var predictions = Path.GetTempFileName();
        var folder = SharedFolder.PathOf("data", "understanding", set);

        Assert.Equal(0, Evaluation.Run(
            ShippedKnowledge.Value.Words, Path.Combine(folder, "train.jsonl"), Path.Combine(folder, "test.jsonl"), predictions));

        var gold = Rows(Path.Combine(folder, "gold.jsonl")).ToDictionary(row => Text(row, "id"), row => Text(row, "intent"));
        var rows = Rows(predictions).Where(row => row.TryGetProperty("id", out _))
            .Select(row => (Gold: gold[Text(row, "id")], Top: Text(row, "top"), Score: row.GetProperty("score").GetInt32())).ToList();
        File.Delete(predictions);
        var inScope = rows.Where(row => row.Gold != OutOfScope).ToList();
        var accuracy = 100.0 * inScope.Count(row => row.Top == row.Gold) / inScope.Count;
        var separation = Separation(
            [.. inScope.Select(row => row.Score)],
            [.. rows.Where(row => row.Gold == OutOfScope).Select(row => row.Score)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set}: accuracy {accuracy:F1} %, AUROC {separation:F1}"));
        Assert.InRange(accuracy, accuracyFloor, 100);
        Assert.InRange(separation, separationFloor, 100);
    }

    /// <summary>How often a question of the shop's scores above a foreign one, in percent; a draw is half.</summary>
    private static double Separation(int[] own, int[] foreign) =>
        100 * own.SelectMany(_ => foreign, (high, low) => high > low ? 1.0 : high == low ? 0.5 : 0).DefaultIfEmpty(1).Average();

    private static IEnumerable<JsonElement> Rows(string path) =>
        File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement.Clone());

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";
}
