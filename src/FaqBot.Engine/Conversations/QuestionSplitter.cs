using System.Buffers;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// Where one question of a message may end and the next begin, in one language: at the end of a sentence, a comma or a dash, a joint ("i",
/// "a jeszcze") or before a word that opens questions ("ile", "kiedy").
/// </summary>
/// <param name="language">BCP-47.</param>
/// <param name="words">Its joints, openings, pointers and denials.</param>
internal sealed class QuestionSplitter(string language, WordLists words)
{
    /// <summary>So many places of one message are tried, the first; a message with more is a story.</summary>
    private const int PlacesMax = 8;

    /// <summary>A single word is no question.</summary>
    private const int WordsMin = 2;

    /// <summary>So many words may stand before a denial: "cześć, nie chcę".</summary>
    private const int BeforeDenialMax = 2;

    private readonly ImmutableArray<ImmutableArray<string>> joints = Folded(language, words.Joints);
    private readonly ImmutableArray<ImmutableArray<string>> openings = Folded(language, words.Openings);
    private readonly ImmutableArray<ImmutableArray<string>> pointers = Folded(language, words.Pointers);
    private readonly ImmutableArray<ImmutableArray<string>> denials = Folded(language, words.Denials);

    /// <summary>Whether the words begin as a question does, a greeting or an "and" before it or not.</summary>
    public bool Opens(ImmutableArray<Token> tokens)
    {
        for (var word = 0; word <= BeforeDenialMax && word < tokens.Length; word++)
        {
            if (LengthAt(openings, tokens, word) > 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The sentences of <paramref name="message"/> as ranges of its words; left out are those of one word, and those that only
    /// point back.</summary>
    public ImmutableArray<Range> Sentences(TextAnalysis message)
    {
        var sentences = ImmutableArray.CreateBuilder<Range>();
        var start = 0;
        for (var word = 1; word <= message.Tokens.Length && sentences.Count < PlacesMax; word++)
        {
            if (word == message.Tokens.Length || IsMarked(message, word, Punctuation.SentenceEnds))
            {
                if (word - start >= WordsMin && LengthAt(pointers, message.Tokens, start) == 0)
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
    public ImmutableArray<Cut> Cuts(TextAnalysis message) => Cuts(message, WordsMin, WordsMin);

    /// <summary>What <paramref name="message"/> says that it does not want, and what it wants instead, as ranges of its words: "nie chcę |
    /// zwrotu | tylko | wymienić". In reading order; empty where it denies nothing.</summary>
    public ImmutableArray<(Range Denied, Range Wanted)> Denials(TextAnalysis message)
    {
        for (var word = 0; word <= BeforeDenialMax; word++)
        {
            if (LengthAt(denials, message.Tokens, word) is > 0 and var length)
            {
                var start = word + length;
                return
                [
                    .. Cuts(message, start + 1, 1)
                        .Where(static cut => !cut.PointsBack)
                        .Select(cut => (start..cut.End, cut.Next..message.Tokens.Length)),
                ];
            }
        }
        return [];
    }

    /// <param name="message">Is cut.</param>
    /// <param name="first">Words that the first part has at least.</param>
    /// <param name="lastMin">Words that the second has at least.</param>
    private ImmutableArray<Cut> Cuts(TextAnalysis message, int first, int lastMin)
    {
        var cuts = ImmutableArray.CreateBuilder<Cut>();
        for (var word = first; word <= message.Tokens.Length - lastMin && cuts.Count < PlacesMax; word++)
        {
            var next = word + LengthAt(joints, message.Tokens, word);
            if (message.Tokens.Length - next < lastMin)
            {
                continue;
            }
            var isMarked = next > word || IsMarked(message, word, Punctuation.BehindWords);
            var opening = LengthAt(openings, message.Tokens, next);
            if (isMarked || opening > 0)
            {
                cuts.Add(new Cut(word, next, isMarked, LengthAt(pointers, message.Tokens, next) > 0));
                word = next + Math.Max(opening - 1, 0);
            }
        }
        return cuts.ToImmutable();
    }

    /// <summary>Whether one of <paramref name="marks"/> stands before <paramref name="word"/>; what parts the digits of a number, a date or
    /// a time is none.</summary>
    private static bool IsMarked(TextAnalysis message, int word, SearchValues<char> marks)
    {
        var before = message.Tokens[word - 1];
        var (start, end) = (before.Start + before.Length, message.Tokens[word].Start);
        return message.Text.AsSpan(start..end).ContainsAny(marks)
            && !(end - start == 1 && char.IsDigit(message.Text[start - 1]) && char.IsDigit(message.Text[end]));
    }

    /// <summary>How many words the longest of <paramref name="phrases"/> takes that stands at <paramref name="start"/>; 0 for
    /// none.</summary>
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
    /// <param name="PointsBack">The second part asks nothing by itself: "jak to zrobić".</param>
    internal readonly record struct Cut(int End, int Next, bool IsMarked, bool PointsBack);
}
