using System.Globalization;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Language.Tests;

/// <summary>Floors under the correction of misspelled Polish words, on pairs that nobody here wrote; the figures are printed.</summary>
public sealed class SpellingFloorTests(ITestOutputHelper output)
{
    private const string Pairs = "data/language/typos.tsv";
    private const int CandidatesMax = 5;

    private static readonly SpellingCorrector Corrector = SpellingCorrector.For("pl");

    [SharedFact(Pairs)]
    public void What_was_meant_is_the_first_candidate()
    {
        var pairs = PolishPairs().Where(static pair => Corrector.IsKnown(pair.Right)).ToList();

        var right = Percent(pairs.Count(static pair => Is(First(pair.Wrong), pair.Right)), pairs.Count);

        Assert.InRange(right, 80, 100);
    }

    [SharedFact(Pairs)]
    public void Known_words_are_left_alone()
    {
        var words = PolishPairs().Select(static pair => pair.Right).Distinct().Where(Corrector.IsKnown).ToList();

        var changed = Percent(words.Count(static word => First(word) is { } first && !Is(first, word)), words.Count);

        Assert.InRange(changed, 0, 1);
    }

    private static string? First(string word) => Corrector.Candidates(word, CandidatesMax).FirstOrDefault();

    private static bool Is(string? first, string right) => string.Equals(first, right, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Wrong, string Right)> PolishPairs() => File.ReadLines(SharedFolder.PathOf(Pairs))
        .Select(static line => line.Split('\t')).Where(static row => row[2] == "pl").Select(static row => (row[0], row[1]));

    private double Percent(int part, int count)
    {
        var percent = 100.0 * part / count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part} of {count}: {percent:F1} %"));
        return percent;
    }
}
