using System.Buffers;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// Tells a shop's languages apart by naive Bayes over runs of 1 to 4 letters and whole words, with and without diacritics, of what the shop
/// itself has written in each; immutable.
/// </summary>
public sealed class LanguageProfiles
{
    /// <summary>A shorter text says nothing: "ok", "no", "status" are words of many languages.</summary>
    private const int WordsMin = 3;
    private const int LettersMin = 12;

    /// <summary>Scripts written without spaces say in this many letters what others say in three words.</summary>
    private const int UnspacedLettersMin = 6;

    /// <summary>Least lead over the next language, per feature, in 1/1024 of a natural logarithm.</summary>
    private const int LeadMin = 200;

    private const double LogScale = 1024;
    private const double Smoothing = 0.5;

    /// <summary>Of each language so many characters are learned from, evenly out of all its texts: more time would teach little.</summary>
    private const int CharactersPerLanguageMax = 15_000;

    /// <summary>Each function word counts as if it were met so often.</summary>
    private const int FunctionWordTimes = 3;

    /// <summary>Without any of these a text holds no number, code or address.</summary>
    private static readonly SearchValues<char> OutsideProse = SearchValues.Create("@/_{.0123456789");

    private readonly ImmutableArray<string> _languages;
    private readonly Vocabulary _vocabulary;
    private readonly int[] _logarithms;

    private LanguageProfiles(ImmutableArray<string> languages, Vocabulary vocabulary, int[] logarithms)
    {
        _languages = languages;
        _vocabulary = vocabulary;
        _logarithms = logarithms;
    }

    /// <summary>Learns from texts (utterances, answers) by language; deterministic.</summary>
    /// <param name="texts">By BCP-47 code; what is known of a language beforehand (<see cref="FunctionWords"/>) is added.</param>
    public static LanguageProfiles Train(IReadOnlyDictionary<string, IReadOnlyList<string>> texts)
    {
        ImmutableArray<string> languages = [.. texts.Keys.Order(StringComparer.Ordinal)];
        var features = languages.Select(language => FeaturesOf(language, texts[language])).ToArray();
        var vocabulary = Vocabulary.Of([.. features.SelectMany(static all => all)]);
        var logarithms = new int[vocabulary.Hashes.Length * languages.Length];
        for (var language = 0; language < languages.Length; language++)
        {
            FillLogarithms(logarithms, features[language], vocabulary, language, languages.Length);
        }
        return new LanguageProfiles(languages, vocabulary, logarithms);
    }

    /// <summary>The language of <paramref name="text"/>, or null where the text is too short or the lead too small to switch a
    /// conversation by. Numbers, addresses and codes are not counted.</summary>
    public string? Detect(string text) => Detect(TextAnalysis.Of(text, ""));

    /// <summary>The same for a text that is analysed already, in whatever language.</summary>
    /// <inheritdoc cref="Detect(string)"/>
    public string? Detect(TextAnalysis text)
    {
        var words = text.Text.AsSpan().ContainsAny(OutsideProse) ? TextAnalysis.Of(Prose(text.Text), "") : text;
        if (_languages.Length == 0 || !IsLongEnough(words))
        {
            return null;
        }
        var features = new List<uint>();
        AddFeatures(features, words);
        var (best, lead) = Best(features);
        return lead >= LeadMin ? _languages[best] : null;
    }

    private (int Language, long Lead) Best(List<uint> features)
    {
        var sums = new long[_languages.Length];
        var known = 0;
        foreach (var hash in features)
        {
            var feature = _vocabulary.Find(hash);
            for (var language = 0; feature >= 0 && language < sums.Length; language++)
            {
                sums[language] += _logarithms[(feature * sums.Length) + language];
            }
            known += feature >= 0 ? 1 : 0;
        }
        var best = Array.IndexOf(sums, sums.Max());
        var next = sums.Where((_, language) => language != best).DefaultIfEmpty(long.MinValue / 2).Max();
        return (best, known > 0 ? (sums[best] - next) / known : 0);
    }

    private static void FillLogarithms(int[] logarithms, List<uint> features, Vocabulary vocabulary, int language, int languageCount)
    {
        var counts = new int[vocabulary.Hashes.Length];
        foreach (var hash in features)
        {
            counts[vocabulary.Find(hash)]++;
        }
        var total = features.Count + (Smoothing * counts.Length);
        for (var feature = 0; feature < counts.Length; feature++)
        {
            logarithms[(feature * languageCount) + language] = (int)Math.Round(Math.Log((counts[feature] + Smoothing) / total) * LogScale);
        }
    }

    private static List<uint> FeaturesOf(string language, IReadOnlyList<string> texts)
    {
        var features = new List<uint>();
        var functionWords = TextAnalysis.Of(string.Join(' ', FunctionWords.Of(LanguageTag.Primary(language))), "");
        for (var time = 0; time < FunctionWordTimes; time++)
        {
            AddFeatures(features, functionWords);
        }
        var length = texts.Sum(static text => (long)text.Length);
        var stride = (int)(length / CharactersPerLanguageMax) + 1;
        for (var at = 0; at < texts.Count; at += stride)
        {
            AddFeatures(features, TextAnalysis.Of(Prose(texts[at]), ""));
        }
        return features;
    }

    private static void AddFeatures(List<uint> features, TextAnalysis words)
    {
        foreach (var token in words.Tokens)
        {
            Features.AddLetterRuns(features, token.Folded);
            var written = words.Text.AsSpan(token.Start, token.Length);
            if (!written.Equals(token.Folded, StringComparison.OrdinalIgnoreCase))
            {
                Features.AddLetterRuns(features, written.ToString().ToLowerInvariant());
            }
        }
    }

    /// <summary>Without what looks alike in all languages: numbers, codes, mail and web addresses.</summary>
    private static string Prose(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(IsProse));

    private static bool IsProse(string chunk)
    {
        var inner = chunk.AsSpan(0, chunk.AsSpan().LastIndexOfAnyExcept(Punctuation.BehindWords) + 1);
        return !inner.ContainsAny("@/_{") && !inner.ContainsAnyInRange('0', '9') && !inner.Contains('.');
    }

    private static bool IsLongEnough(TextAnalysis words)
    {
        var letters = words.Tokens.Sum(static token => token.Folded.Length);
        return (words.Tokens.Length >= WordsMin && letters >= LettersMin) || words.Text.Count(IsUnspaced) >= UnspacedLettersMin;
    }

    /// <summary>Thai, Lao, Burmese, Khmer; kana and Han.</summary>
    private static bool IsUnspaced(char letter) => letter
        is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u3040' and <= '\u9FFF');
}
