using FaqBot.Engine;

namespace FaqBot.Benchmarks;

/// <summary>
/// A made-up shop: words of syllables, common ones as frequent as common words are, and a few words that belong to each entry. The same
/// seed gives the same shop, so figures of two days can be compared.
/// </summary>
internal sealed class SyntheticShop
{
    private const int WordCount = 3_000;
    private const int OwnWordsPerEntry = 6;
    private const int WordsMin = 4;
    private const int WordsMax = 10;

    private static readonly string[] Syllables =
        "za wy na po prze do ku ro mi la ka ta no we si pa cze dzi ko ry sta wia le mo go ni to ra su zwro wysy pła tno ść".Split(' ');

    private readonly Random _random;
    private readonly string[] _words;

    public SyntheticShop(int entryCount, int utterancesPerEntry, int seed = 1)
    {
        _random = new Random(seed);
        _words = [.. Enumerable.Range(0, WordCount)
            .Select(_ => string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(Syllables))))];
        var entries = Enumerable.Range(0, entryCount)
            .Select(_ => Enumerable.Range(0, OwnWordsPerEntry).Select(_ => Pick(_words)).ToArray()).ToArray();
        Training = new TrainingSet("pl", [.. entries.Select((own, number) =>
            new TrainingEntry($"entry-{number:D4}", [.. Enumerable.Range(0, utterancesPerEntry).Select(_ => Utterance(own))]))]);
        Questions = [.. Enumerable.Range(0, 2_000).Select(_ => Utterance(Pick(entries)))];
    }

    public TrainingSet Training { get; }

    /// <summary>None of them is in <see cref="Training"/>, but for chance.</summary>
    public string[] Questions { get; }

    private string Utterance(string[] own) =>
        string.Join(' ', Enumerable.Range(0, _random.Next(WordsMin, WordsMax + 1))
            .Select(_ => _random.Next(3) == 0 ? Pick(own) : Common()));

    /// <summary>Zipf's law, near enough: the logarithm of a word's rank is evenly spread.</summary>
    private string Common() => _words[(int)Math.Pow(WordCount, _random.NextDouble()) - 1];

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
