using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// Where one question of a message may end and the next begin, in one language: at the end of a sentence, a comma or a dash, a joint ("i",
/// "a jeszcze") or before a word that opens questions ("ile", "kiedy"); never before what only points back ("jak to zrobić").
/// </summary>
/// <param name="language">BCP-47.</param>
/// <param name="words">Its joints, openings and pointers.</param>
internal sealed class QuestionSplitter(string language, WordLists words)
{
    /// <summary>So many places of one message are tried, the first; a message with more is a story.</summary>
    private const int PlacesMax = 8;

    /// <summary>A single word is no question.</summary>
    private const int WordsMin = 2;

    private readonly ImmutableArray<ImmutableArray<string>> joints = Folded(language, words.Joints);
    private readonly ImmutableArray<ImmutableArray<string>> openings = Folded(language, words.Openings);
    private readonly ImmutableArray<ImmutableArray<string>> pointers = Folded(language, words.Pointers);

    /// <summary>The sentences of <paramref name="message"/> as ranges of its words; those of one word are left out.</summary>
    public ImmutableArray<Range> Sentences(TextAnalysis message)
    {
        var sentences = ImmutableArray.CreateBuilder<Range>();
        var start = 0;
        for (var word = 1; word <= message.Tokens.Length && sentences.Count < PlacesMax; word++)
        {
            if (word == message.Tokens.Length || Between(message, word).ContainsAny(Punctuation.SentenceEnds))
            {
                if (word - start >= WordsMin)
                {
                    sentences.Add(start..word);
                }
                start = word;
            }
        }
        return sentences.ToImmutable();
    }

    /// <summary>The places at which <paramref name="message"/>, one sentence, can be cut in two, in reading order. Neither part is shorter
    /// than two words.</summary>
    public ImmutableArray<Cut> Cuts(TextAnalysis message)
    {
        var cuts = ImmutableArray.CreateBuilder<Cut>();
        for (var word = WordsMin; word <= message.Tokens.Length - WordsMin && cuts.Count < PlacesMax; word++)
        {
            var next = word + LengthAt(joints, message.Tokens, word);
            if (message.Tokens.Length - next < WordsMin)
            {
                break;
            }
            var isMarked = next > word || Between(message, word).ContainsAny(Punctuation.BehindWords);
            var opening = LengthAt(openings, message.Tokens, next);
            if ((isMarked || opening > 0) && LengthAt(pointers, message.Tokens, next) == 0)
            {
                cuts.Add(new Cut(word, next, isMarked));
                word = next + Math.Max(opening - 1, 0);
            }
        }
        return cuts.ToImmutable();
    }

    private static ReadOnlySpan<char> Between(TextAnalysis message, int word)
    {
        var before = message.Tokens[word - 1];
        return message.Text.AsSpan((before.Start + before.Length)..message.Tokens[word].Start);
    }

    /// <summary>How many words the longest of <paramref name="phrases"/> takes that stands at
    /// <paramref name="start"/>; 0 for none.</summary>
    private static int LengthAt(ImmutableArray<ImmutableArray<string>> phrases, ImmutableArray<Token> tokens, int start)
    {
        var longest = 0;
        foreach (var phrase in phrases)
        {
            var length = 0;
            while (length < phrase.Length && start + length < tokens.Length && tokens[start + length].Folded == phrase[length])
            {
                length++;
            }
            longest = length == phrase.Length && length > longest ? length : longest;
        }
        return longest;
    }

    private static ImmutableArray<ImmutableArray<string>> Folded(string language, ImmutableArray<string> phrases) =>
        [.. phrases.Select(phrase => TextAnalysis.Of(phrase, language).Tokens.Select(static token => token.Folded).ToImmutableArray())
            .Where(static phrase => phrase.Length > 0)];

    /// <summary>One place.</summary>
    /// <param name="End">The first part has so many words.</param>
    /// <param name="Next">The word with which the second begins.</param>
    /// <param name="IsMarked">By a comma or a joint, not only by a word that may open a question.</param>
    internal readonly record struct Cut(int End, int Next, bool IsMarked);
}
