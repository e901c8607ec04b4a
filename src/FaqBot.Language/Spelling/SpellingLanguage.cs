using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>What is known of the spelling of a language, whatever the shop.</summary>
internal sealed class SpellingLanguage
{
    /// <summary>How often a word counts as met that is frequent in shops and unknown to films.</summary>
    private const int SupplementCount = 3_000;

    private readonly Func<string, bool> _isKnown;
    private readonly bool _isPolish;

    private SpellingLanguage(string commonWords, IEnumerable<string> supplement, Func<string, bool> isKnown, bool isPolish)
    {
        var words = supplement
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(static word => word, static _ => SupplementCount, StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(SortedTable.Read(commonWords).Lines).AsSpan().EnumerateLines())
        {
            if (line.IndexOf('\t') is > 0 and var tab)
            {
                words[line[..tab].ToString()] = int.Parse(line[(tab + 1)..], CultureInfo.InvariantCulture);
            }
        }
        Common = new WordTrie(words);
        _isKnown = isKnown;
        _isPolish = isPolish;
    }

    /// <summary>Its frequent words.</summary>
    public WordTrie Common { get; }

    /// <returns>Null for a language without word lists.</returns>
    public static SpellingLanguage? For(string language) => LanguageTag.Primary(language) switch
    {
        "pl" => Polish.Words,
        "en" => English.Words,
        _ => null,
    };

    public bool IsKnown(string lower) =>
        _isKnown(lower) || (Common.Count(lower) > 0 && (!_isPolish || PolishWords.Exactly(lower).Count == 0));

    public bool IsRare(string lower) => _isPolish && PolishWords.IsRare(lower);

    /// <summary>How often <paramref name="word"/> is met, in the counts of films; of a rare one by its lemma.</summary>
    public int Count(string word)
    {
        var count = Common.Count(word);
        return count > 0 || !_isPolish ? count : (int)Math.Min(200, PolishWords.Exactly(word).Sum(static reading => reading.Weight) / 1000);
    }

    /// <summary>Searches all forms of the lexicon, where there is one.</summary>
    public void SearchEveryWord(string typed, int edits, int costMax, List<NearWord> found)
    {
        if (_isPolish)
        {
            Span<char> path = stackalloc char[FuzzySearch.PathLengthMax];
            new FuzzySearch<LexiconGraph>(PolishWords.Graph, typed, edits, costMax, found, path).Run();
        }
    }

    /// <summary>Loaded with the first Polish word to correct.</summary>
    private static class Polish
    {
        public static readonly SpellingLanguage Words =
            new("common-words-pl.txt", PolishWords.SupplementForms(), PolishWords.IsSpelled, isPolish: true);
    }

    /// <summary>Loaded with the first English word to correct.</summary>
    private static class English
    {
        public static readonly SpellingLanguage Words = new("common-words-en.txt", [], EnglishWords.IsKnown, isPolish: false);
    }
}
