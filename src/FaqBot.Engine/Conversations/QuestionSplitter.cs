using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// Where one question of a message may end and the next begin, in one language: at the end of a sentence, a comma or a dash, a joint ("i",
/// "a jeszcze") or before a word that opens questions ("ile", "kiedy").
/// </summary>
/// <param name="language">BCP-47.</param>
/// <param name="words">Its joints and openings.</param>
internal sealed class QuestionSplitter(string language, WordLists words)
{
    /// <summary>So many places of one message are tried, the first; a message with more is a story.</summary>
    private const int PlacesMax = 8;

    /// <summary>A single word is no question.</summary>
    private const int WordsMin = 2;

    private readonly ImmutableArray<ImmutableArray<string>> joints = Folded(language, words.Joints);
    private readonly ImmutableArray<ImmutableArray<string>> openings = Folded(language, words.Openings);

    /// <summary>The places at which <paramref name="message"/> can be cut in two, in reading order. Neither part is shorter than two
    /// words.</summary>
    public ImmutableArray<Cut> Cuts(TextAnalysis message)
    {
        var cuts = ImmutableArray.CreateBuilder<Cut>();
        for (var word = WordsMin; word <= message.Tokens.Length - WordsMin && cuts.Count < PlacesMax; word++)
        {
            var joint = LengthAt(joints, message.Tokens, word);
            var next = word + joint;
            if (message.Tokens.Length - next < WordsMin)
            {
                break;
            }
            var between = Between(message, word);
            var isOpening = LengthAt(openings, message.Tokens, next) > 0;
            if (joint > 0 || isOpening || between.ContainsAny(Punctuation.BehindWords) || between.Contains('\n'))
            {
                cuts.Add(new Cut(word, next, between.ContainsAny(Punctuation.SentenceEnds)));
                word = next;
            }
        }
        return cuts.ToImmutable();
    }

    private static ReadOnlySpan<char> Between(TextAnalysis message, int word)
    {
        var before = message.Tokens[word - 1];
        return message.Text.AsSpan((before.Start + before.Length)..message.Tokens[word].Start);
    }

    /// <summary>How many words the longest of <paramref name="phrases"/> takes that stands at <paramref name="start"/>; 0 for none.</summary>
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
    /// <param name="IsSentence">Whether a sentence ends here.</param>
    internal readonly record struct Cut(int End, int Next, bool IsSentence);
}
