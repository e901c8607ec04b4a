using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>
/// Takes a message apart that asks for several things: it is cut where two halves are each understood better than the whole is, because the
/// whole holds words that are foreign to either.
/// </summary>
internal static class SeveralQuestions
{
    /// <summary>Each part must be understood with at least this share of the whole's score. Inside a sentence a cut is a guess.</summary>
    private const int InsideSentencePermille = 900;

    private const int BetweenSentencesPermille = 700;

    /// <summary>A part must pass the threshold by so much.</summary>
    private const int InsideThresholdPermille = 1_300;

    private const int BetweenThresholdPermille = 1_150;

    /// <summary>What is asked for shows in the whole as well: a part's entry must be among so many of the whole's best.</summary>
    private const int CandidatesMax = 5;

    /// <summary>What the questions of <paramref name="message"/> are understood as, in reading order, what is not an answer last; empty where it
    /// asks for one thing.</summary>
    /// <param name="shop">Who is asked.</param>
    /// <param name="message">In one of the shop's languages.</param>
    /// <param name="whole">How it was understood as one.</param>
    /// <param name="scope">What answers in that language can print.</param>
    /// <param name="today">In the shop's zone.</param>
    public static ImmutableArray<Understanding> In(
        Shop shop, TextAnalysis message, Understanding whole, TemplateScope scope, LocalDate today)
    {
        if (whole.Reason == UnknownReason.MissingFact || !shop.Questions.TryGetValue(message.Language, out var splitter))
        {
            return [];
        }
        var found = ImmutableArray<Understanding>.Empty;
        var surest = 0;
        foreach (var cut in splitter.Cuts(message))
        {
            var before = Understanding.Of(shop, message.Part(0, cut.End), scope, today);
            if (!IsSure(before, whole, cut.IsSentence) || before.Score <= surest)
            {
                continue;
            }
            var after = Understanding.Of(shop, message.Part(cut.Next, message.Tokens.Length), scope, today);
            if (IsSure(after, whole, cut.IsSentence) && after.Entry != before.Entry && Math.Min(before.Score, after.Score) > surest)
            {
                surest = Math.Min(before.Score, after.Score);
                found = [before, after];
            }
        }
        return [.. found.OrderBy(static part => part.Outcome != Outcome.Answer)];
    }

    private static bool IsSure(Understanding part, Understanding whole, bool isSentence) =>
        part is { Outcome: Outcome.Answer or Outcome.Dialog or Outcome.Handoff, Entry.Kind: EntryKind.Fact }
        && part.Score * 1000 >= whole.Score * (isSentence ? BetweenSentencesPermille : InsideSentencePermille)
        && part.Score * 1000 >= part.Threshold * (isSentence ? BetweenThresholdPermille : InsideThresholdPermille)
        && whole.Candidates.Take(CandidatesMax).Any(candidate => candidate.Entry == part.Entry.Id);
}
