using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Words that a shop knows, besides those of its language. Immutable; several shops may share one.</summary>
public sealed class SpellingVocabulary
{
    /// <summary>A word of the shop counts as often met as this.</summary>
    private const int Count = 300_000;

    private SpellingVocabulary(ImmutableArray<string> words)
    {
        Words = words;
        Trie = new WordTrie(words.Select(static word => KeyValuePair.Create(word, Count)));
    }

    /// <summary>No words.</summary>
    public static SpellingVocabulary Empty { get; } = new([]);

    /// <summary>Each once, in lower case, in ordinal order; only what consists of letters.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The same to search. Each word takes about 50 bytes.</summary>
    internal WordTrie Trie { get; }

    /// <summary>The words of <paramref name="texts"/>: utterances, names, what else a shop calls things.</summary>
    public static SpellingVocabulary Of(IEnumerable<string> texts) => OfWords(texts
        .Select(static text => TextAnalysis.Of(text, ""))
        .SelectMany(static text => text.Tokens.Select(token => text.Text.Substring(token.Start, token.Length).ToLowerInvariant())));

    /// <summary>The words that <see cref="Words"/> gave before; others are left out that it could not have given.</summary>
    public static SpellingVocabulary OfWords(IEnumerable<string> words) =>
        new([.. words.Where(SpellingCorrector.IsCorrectable).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
}
