using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// The lists of <c>words.yaml</c> for one language, made fast: which of them an utterance speaks of. A list is met by any form
/// of one of its words, or by all words of one of its phrases in order; a longer phrase hides the shorter ones inside it ("ile
/// dni na" is no "ile dni").
/// </summary>
public sealed class Concepts
{
    /// <summary>So many lists of one utterance are looked at: as many as a long message meets.</summary>
    internal const int FoundMax = 64;

    private readonly FrozenDictionary<string, ImmutableArray<Phrase>> _byFirstStem;
    private readonly FrozenSet<string> _stems;

    private Concepts(ImmutableArray<ImmutableArray<string>> lists, FrozenDictionary<string, ImmutableArray<Phrase>> byFirstStem)
    {
        Lists = lists;
        Vocabulary = SpellingVocabulary.Of(lists.SelectMany(static list => list));
        _byFirstStem = byFirstStem;
        _stems = byFirstStem.Values
            .SelectMany(static phrases => phrases)
            .SelectMany(static phrase => phrase.Stems)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>None at all.</summary>
    public static Concepts None { get; } = new([], FrozenDictionary<string, ImmutableArray<Phrase>>.Empty);

    /// <summary>Each holds words and phrases of one meaning.</summary>
    public ImmutableArray<ImmutableArray<string>> Lists { get; }

    /// <summary>The words of all lists.</summary>
    internal SpellingVocabulary Vocabulary { get; }

    /// <summary>Compiles <paramref name="lists"/>; a word may stand in several.</summary>
    /// <param name="language">BCP-47 code; chooses the stemmer.</param>
    /// <param name="lists">Each holds words and phrases of one meaning.</param>
    public static Concepts Of(string language, ImmutableArray<ImmutableArray<string>> lists)
    {
        var phrases = lists.SelectMany((list, concept) => list.Select(wording => Stems(language, wording))
            .Where(static stems => stems.Length > 0)
            .DistinctBy(static stems => string.Join(' ', stems))
            .Select(stems => new Phrase(concept, stems)));
        return new Concepts(lists, phrases.GroupBy(static phrase => phrase.Stems[0])
            .ToFrozenDictionary(
                static group => group.Key,
                static group => group.OrderByDescending(static phrase => phrase.Stems.Length).ToImmutableArray(),
                StringComparer.Ordinal));
    }

    /// <summary>The lists that <paramref name="tokens"/> meet, in reading order; a list as often as it is met.</summary>
    /// <param name="tokens">Of an utterance.</param>
    /// <param name="found">Filled with their numbers; what finds no room is left out.</param>
    /// <returns>How many were filled.</returns>
    public int Find(ImmutableArray<Token> tokens, Span<int> found) => Find(tokens, found, []);

    /// <summary>The same, with the length of each wording that was met.</summary>
    /// <param name="tokens">Of an utterance.</param>
    /// <param name="found">Filled with the numbers of lists; what finds no room is left out.</param>
    /// <param name="lengths">Filled with words; as long as <paramref name="found"/>, or empty for none.</param>
    /// <returns>How many were filled.</returns>
    public int Find(ImmutableArray<Token> tokens, Span<int> found, Span<int> lengths)
    {
        var count = 0;
        var covered = 0;
        for (var at = 0; at < tokens.Length && _byFirstStem.Count > 0; at++)
        {
            if (!_byFirstStem.TryGetValue(tokens[at].Stem, out var phrases))
            {
                continue;
            }
            var length = 0;
            foreach (var phrase in phrases)
            {
                if (phrase.Stems.Length < length || at + phrase.Stems.Length <= covered)
                {
                    break;
                }
                if (count < found.Length && phrase.StandsAt(tokens, at))
                {
                    length = phrase.Stems.Length;
                    if (!lengths.IsEmpty)
                    {
                        lengths[count] = length;
                    }
                    found[count++] = phrase.Concept;
                }
            }
            covered = Math.Max(covered, at + length);
        }
        return count;
    }

    /// <summary>Whether a word with that stem is in one of the lists.</summary>
    internal bool Holds(string stem) => _stems.Contains(stem);

    private static ImmutableArray<string> Stems(string language, string wording) =>
        [.. TextAnalysis.Of(wording, language).Tokens.Select(static token => token.Stem)];

    /// <summary>One wording of a list.</summary>
    private readonly record struct Phrase(int Concept, ImmutableArray<string> Stems)
    {
        public bool StandsAt(ImmutableArray<Token> tokens, int start)
        {
            if (start + Stems.Length > tokens.Length)
            {
                return false;
            }
            for (var at = 1; at < Stems.Length; at++)
            {
                if (tokens[start + at].Stem != Stems[at])
                {
                    return false;
                }
            }
            return true;
        }
    }
}
