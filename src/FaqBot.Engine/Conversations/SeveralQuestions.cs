using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>
/// Takes a message apart that asks for several things: sentence by sentence, or one sentence where two halves are each understood about as
/// well as the whole is, because the whole holds words that are foreign to either. What a message says that it does not want is left aside.
/// </summary>
/// <param name="shop">Who is asked.</param>
/// <param name="scope">What answers in the message's language can print.</param>
/// <param name="today">In the shop's zone.</param>
internal sealed class SeveralQuestions(Shop shop, TemplateScope scope, LocalDate today)
{
    /// <summary>A part must pass the threshold by so much. A cut is a guess: the surer, the more it shows.</summary>
    private const int SentencePermille = 1_150;
    private const int JointPermille = 1_300;
    private const int OpeningPermille = 1_600;

    /// <summary>Each half of a sentence must be understood with at least this share of the whole's score; one that a comma or a joint parts
    /// may be weaker.</summary>
    private const int OfWholePermille = 900;
    private const int MarkedOfWholePermille = 500;

    /// <summary>What is asked for shows in the whole as well: a half's entry must be among so many of the whole's best.</summary>
    private const int CandidatesMax = 5;

    /// <summary>What the questions of <paramref name="message"/> are understood as, in reading order; empty where it asks for one thing,
    /// and where it is understood best as a whole.</summary>
    /// <param name="message">In one of the shop's languages.</param>
    /// <param name="whole">How it was understood as one.</param>
    public ImmutableArray<Understanding> In(TextAnalysis message, Understanding whole)
    {
        if (whole.Reason == UnknownReason.MissingFact || !shop.Words.TryGetValue(message.Language, out var words))
        {
            return [];
        }
        if (Wanted(message, words.Questions) is { } wanted)
        {
            return [wanted];
        }
        var sentences = words.Questions.Sentences(message);
        var found = sentences.Length > 1 ? OfSentences(message, words.Questions, sentences) : OfHalves(message, words.Questions, whole);
        var isBetter = found.Length > 1 || (found.Length == 1 && whole.Reason == UnknownReason.NoMatch);
        return isBetter ? found : [];
    }

    /// <summary>What is wanted of a message that says first what is not; null where it does not, where the shop knows just what it denies
    /// ("nie chcę zakładać konta"), and where it is not understood behind that.</summary>
    private Understanding? Wanted(TextAnalysis message, QuestionSplitter splitter)
    {
        foreach (var (denied, wanted) in splitter.Denials(message))
        {
            var part = Understood(message, wanted.Start.Value, wanted.End.Value);
            if ((part.Outcome == Outcome.Ask || IsSure(part, SentencePermille))
                && Understood(message, 0, denied.End.Value).Entry == Understood(message, denied.Start.Value, denied.End.Value).Entry)
            {
                return part;
            }
        }
        return null;
    }

    private ImmutableArray<Understanding> OfSentences(TextAnalysis message, QuestionSplitter splitter, ImmutableArray<Range> sentences)
    {
        var found = new List<Understanding>();
        foreach (var range in sentences)
        {
            var sentence = message.Part(range.Start.Value, range.End.Value);
            var whole = Understanding.Of(shop, sentence, scope, today);
            var halves = OfHalves(sentence, splitter, whole);
            found.AddRange(halves.Length > 1 || !IsSure(whole, SentencePermille) ? halves : [whole]);
        }
        return [.. found.DistinctBy(static part => part.Entry).Take(Turn.QuestionsMax)];
    }

    /// <summary>Both halves, where a sentence asks for two things; the first alone where the second only points back to it.</summary>
    private ImmutableArray<Understanding> OfHalves(TextAnalysis message, QuestionSplitter splitter, Understanding whole)
    {
        var found = ImmutableArray<Understanding>.Empty;
        var surest = 0;
        foreach (var cut in splitter.Cuts(message))
        {
            var before = Understood(message, 0, cut.End);
            if (cut.PointsBack && found.IsEmpty && IsSure(before, SentencePermille))
            {
                found = [before];
            }
            if (cut.PointsBack || !IsHalf(before, whole, cut) || before.Score <= surest)
            {
                continue;
            }
            var after = Understood(message, cut.Next, message.Tokens.Length);
            if (IsHalf(after, whole, cut) && after.Entry != before.Entry && after.Score > surest)
            {
                surest = Math.Min(before.Score, after.Score);
                found = [before, after];
            }
        }
        return found;
    }

    private static bool IsHalf(Understanding part, Understanding whole, QuestionSplitter.Cut cut) =>
        IsSure(part, cut.IsMarked ? JointPermille : OpeningPermille)
        && part.Score * 1000 >= whole.Score * (cut.IsMarked ? MarkedOfWholePermille : OfWholePermille)
        && whole.Candidates.Take(CandidatesMax).Any(candidate => candidate.Entry == part.Entry?.Id);

    private static bool IsSure(Understanding part, int permille) =>
        part is { Outcome: Outcome.Answer or Outcome.Dialog or Outcome.Handoff, Entry.Kind: EntryKind.Fact }
        && part.Score * 1000 >= part.Threshold * permille;

    private Understanding Understood(TextAnalysis message, int first, int end) =>
        Understanding.Of(shop, message.Part(first, end), scope, today);
}
