using System.Collections.Immutable;
using System.Numerics;

namespace FaqBot.Language;

/// <summary>
/// Finds what a misspelled word was meant to be, among the words of a shop and the frequent words of its language. What a lexicon or the
/// shop knows is never corrected. Immutable once made; look-ups are pure.
/// </summary>
public sealed class SpellingCorrector
{
    /// <summary>In letters: a word so long may have one letter wrong, or two.</summary>
    private const int OneEditFrom = 4;
    private const int TwoEditsFrom = 8;

    /// <summary>In letters: so short a word may have letters swapped, or one that sounds alike, no more.</summary>
    private const int OneSlipFrom = 3;
    private const int SlipCostMax = 600;

    /// <summary>What a candidate may cost, and one that a text is understood by: in a short word no letter is simply another, since brands
    /// and names lie as near.</summary>
    private const int CostMax = 2_000;
    private const int SureCostMax = 1_600;
    private const int SureShortCostMax = 950;
    private const int ShortLengthMax = 5;

    /// <summary>What a word met twice as often may cost more.</summary>
    private const int CostOfDouble = 51;

    /// <summary>A rare word is a mistake where a word met so often lies so near.</summary>
    private const int LikelyCostMax = 650;
    private const int LikelyCount = 1_000;

    /// <summary>How often both parts of words run together must be met.</summary>
    private const int PartCountMin = 1_000;
    private const int PartLengthMin = 3;

    private readonly SpellingLanguage? _language;
    private readonly ImmutableArray<WordTrie> _shop;

    private SpellingCorrector(SpellingLanguage? language, ImmutableArray<WordTrie> shop)
    {
        _language = language;
        _shop = shop;
    }

    /// <summary>A corrector for one shop and language.</summary>
    /// <param name="language">BCP-47. Only Polish and English have frequent words; others are corrected by the shop's words alone.</param>
    /// <param name="vocabularies">The shop's words.</param>
    public static SpellingCorrector For(string language, params IEnumerable<SpellingVocabulary> vocabularies) =>
        new(
            SpellingLanguage.For(language),
            [.. vocabularies.Where(static known => !known.Words.IsEmpty).Select(static known => known.Trie)]);

    /// <summary>Whether <paramref name="word"/> is spelled as a lexicon or the shop spells it, but for capitals.</summary>
    /// <remarks>Not known is a rare word that is most likely another misspelled: "sie" (a form of "si") for "się".</remarks>
    public bool IsKnown(string word)
    {
        var lower = word.ToLowerInvariant();
        return ShopCount(lower) > 0
            || (lower.Length > 0
            && _language is { } language
            && language.IsKnown(lower)
            && !(language.IsRare(lower) && IsLikelyMistake(lower)));
    }

    /// <summary>What an unknown word may have been meant to be, the likeliest first; empty for a known word, a number or a code. All words
    /// of the lexicon are candidates, which takes up to some tens of milliseconds: for tools, not for chats.</summary>
    /// <param name="word">As typed.</param>
    /// <param name="count">How many at most.</param>
    public ImmutableArray<string> Candidates(string word, int count)
    {
        var lower = word.ToLowerInvariant();
        if (!IsCorrectable(lower) || IsKnown(lower))
        {
            return [];
        }
        for (var edits = Math.Min(1, EditsMax(lower)); edits <= EditsMax(lower); edits++)
        {
            if (Near(lower, edits, everyWord: true) is { Count: > 0 } near)
            {
                return [.. near.Take(count).Select(static word => word.Word)];
            }
        }
        return [];
    }

    /// <summary>What was meant, where that is plain enough to go on with: a word, or several parted by spaces; null otherwise.</summary>
    /// <param name="lower">In lower case; no lexicon knows it, also without its diacritics.</param>
    internal string? Correct(string lower)
    {
        if (!IsCorrectable(lower) || ShopCount(lower) > 0)
        {
            return null;
        }
        var edits = Math.Min(1, EditsMax(lower));
        return Sure(lower, edits) ?? Parted(lower) ?? (EditsMax(lower) > edits ? Sure(lower, EditsMax(lower)) : null);
    }

    /// <summary>Whether the shop or many people use the word, perhaps spelled with diacritics.</summary>
    internal bool IsFrequent(string lower)
    {
        if (CommonCount(lower) >= PartCountMin)
        {
            return true;
        }
        var found = new List<NearWord>();
        Search(lower, 0, LikelyCostMax, found);
        return found.Exists(near => CommonCount(near.Word) >= PartCountMin);
    }

    private string? Sure(string lower, int edits)
    {
        var costMax = lower.Length <= ShortLengthMax ? SureShortCostMax : SureCostMax;
        return Near(lower, edits, everyWord: false) is [var best, ..] && best.Cost <= costMax ? best.Word : null;
    }

    /// <summary>"mojapaczka" is "moja paczka".</summary>
    private string? Parted(string lower)
    {
        var (parted, best) = ((string?)null, PartCountMin - 1);
        for (var at = PartLengthMin; at <= lower.Length - PartLengthMin; at++)
        {
            var count = Math.Min(CommonCount(lower.AsSpan(0, at)), CommonCount(lower.AsSpan(at)));
            if (count > best)
            {
                (parted, best) = ($"{lower.AsSpan(0, at)} {lower.AsSpan(at)}", count);
            }
        }
        return parted;
    }

    private bool IsLikelyMistake(string rare)
    {
        var found = new List<NearWord>();
        if (rare.Length >= OneEditFrom)
        {
            Search(rare, 1, LikelyCostMax, found);
        }
        return found.Exists(near => near.Cost > 0 && Count(near.Word) >= LikelyCount);
    }

    /// <summary>The likeliest first, each once, without the word itself.</summary>
    private List<NearWord> Near(string typed, int edits, bool everyWord)
    {
        var costMax = typed.Length >= OneEditFrom ? CostMax : SlipCostMax;
        var found = new List<NearWord>();
        Search(typed, edits, costMax, found);
        if (everyWord && (edits <= 1 || found.Count == 0))
        {
            _language?.SearchEveryWord(typed, edits, costMax, found);
        }
        return [.. found.Where(near => near.Word != typed)
            .GroupBy(static near => near.Word).Select(static same => same.MinBy(static near => near.Cost))
            .OrderBy(Rank).ThenBy(static near => near.Word, StringComparer.Ordinal)];
    }

    private void Search(string typed, int edits, int costMax, List<NearWord> found)
    {
        Span<char> path = stackalloc char[FuzzySearch.PathLengthMax];
        foreach (var words in _shop)
        {
            new FuzzySearch<WordTrieGraph>(words.Graph, typed, edits, costMax, found, path).Run();
        }
        if (_language is { } language)
        {
            new FuzzySearch<WordTrieGraph>(language.Common.Graph, typed, edits, costMax, found, path).Run();
        }
    }

    /// <summary>In integers, so that all machines rank alike: the logarithm is straight between powers of two.</summary>
    private long Rank(NearWord near)
    {
        var count = Math.Max(1, Count(near.Word));
        var power = BitOperations.Log2((uint)count);
        return near.Cost - (CostOfDouble * ((power * 1000L) + ((count - (1L << power)) * 1000 >> power)) / 1000);
    }

    private int Count(string word) => CommonCount(word) is > 0 and var count ? count : _language?.Count(word) ?? 0;

    private int CommonCount(ReadOnlySpan<char> word) => Math.Max(ShopCount(word), _language?.Common.Count(word) ?? 0);

    private int ShopCount(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var words in _shop)
        {
            count = Math.Max(count, words.Count(word));
        }
        return count;
    }

    private static int EditsMax(string word) => word.Length >= TwoEditsFrom ? 2 : word.Length >= OneSlipFrom ? 1 : 0;

    /// <summary>Whether it is of letters alone, neither too short nor too long to be searched for.</summary>
    internal static bool IsCorrectable(string lower)
    {
        foreach (var letter in lower)
        {
            if (!char.IsLetter(letter))
            {
                return false;
            }
        }
        return lower.Length is > 1 and <= FuzzySearch.WordLengthMax;
    }
}
