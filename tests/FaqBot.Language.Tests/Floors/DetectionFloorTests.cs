using System.Globalization;
using System.Text;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Language.Tests;

/// <summary>Floors under telling Polish from English, on texts that nobody here wrote, also as people type without Polish letters; the
/// figures are printed.</summary>
public sealed class DetectionFloorTests(ITestOutputHelper output)
{
    private const string Texts = "data/language/langid.tsv";

    private static readonly LanguageDetector Detector = LanguageDetector.For(["pl", "en"]);

    [SharedTheory(Texts)]
    [InlineData("sentences", 99)]
    [InlineData("word-pairs", 97)]
    [InlineData("single-words", 90)]
    public void Polish_is_told_from_English(string kind, double floor)
    {
        var rows = File.ReadLines(SharedFolder.PathOf(Texts)).Select(static line => line.Split('\t'))
            .Where(row => row[0] is "pl" or "en" && row[1] == kind).ToList();

        var asWritten = Percent("as written", rows.Count(static row => Detector.Detect(row[2]) == row[0]), rows.Count);
        var stripped = Percent("stripped", rows.Count(static row => Detector.Detect(Stripped(row[2])) == row[0]), rows.Count);

        Assert.InRange(asWritten, floor, 100);
        Assert.InRange(stripped, floor, 100);
    }

    private static string Stripped(string text) => string.Concat(text.Replace('ł', 'l').Replace('Ł', 'L').Normalize(NormalizationForm.FormD)
        .Where(static unit => CharUnicodeInfo.GetUnicodeCategory(unit) != UnicodeCategory.NonSpacingMark));

    private double Percent(string form, int right, int count)
    {
        var percent = 100.0 * right / count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{form}: {right} of {count}: {percent:F1} %"));
        return percent;
    }
}
