using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>How one utterance was understood: what decided, and everything that explains it.</summary>
/// <param name="Outcome">Answer, Ask, Dialog, Handoff or Unknown.</param>
/// <param name="Entry">What decided, also where its fact is missing; null for Ask and where nothing fits.</param>
/// <param name="Score">Of the best candidate, per mille.</param>
/// <param name="Threshold">Per mille.</param>
/// <param name="Candidates">Best first, up to <see cref="CandidatesMax"/>.</param>
internal sealed record Understanding(Outcome Outcome, Entry? Entry, int Score, int Threshold, ImmutableArray<Candidate> Candidates)
{
    public const int CandidatesMax = 10;

    /// <summary>Most entries under one "did you mean".</summary>
    public const int ChoicesMax = 3;

    /// <summary>So many times the threshold is sure, whatever the words stand in.</summary>
    public const int SureShare = 2;

    /// <summary>The score of what was chosen outright.</summary>
    private const int SureScore = 1_000;

    /// <summary>A runner-up with at least this share of the best score is too close to call, where the best is sure.</summary>
    private const int ClosePermille = 960;

    /// <summary>The same where the best has only just reached the threshold: the less sure, the clearer it must lead.</summary>
    private const int CloseAtThresholdPermille = 880;

    /// <summary>From this share of the threshold on, the best is sure.</summary>
    private const int SurePermille = 1_600;

    /// <summary>The same for a single word, which says less.</summary>
    private const int CloseToBareWordPermille = 650;

    /// <summary>An entry of the shop's own wins over one of the starter pack that is ahead by less than this.</summary>
    private const int AsClosePermille = 970;

    /// <summary>In "hello, how much is a courier" the question wins over the greeting with at least this share of its score.</summary>
    private const int QuestionInsidePermille = 750;

    /// <summary>"Dzień dobry Państwu".</summary>
    private const int GreetingWordsMax = 3;

    /// <summary>A word behind a greeting is a name more often than a question.</summary>
    private const int QuestionWordsMin = 2;

    /// <summary>A candidate below the threshold is still worth a button with at least this share of it.</summary>
    private const int NearPermille = 800;

    public UnknownReason? Reason { get; private init; }

    public string? MissingFact { get; private init; }

    /// <summary>For Answer: what is said; never empty.</summary>
    public string? Text { get; private init; }

    /// <summary>For Ask: what to choose from. For Unknown: what may have been meant. Never small talk.</summary>
    public ImmutableArray<Entry> Choices { get; private init; } = [];

    /// <summary>Whether the best candidate has so much more than the threshold that it holds where less would be doubted: in another
    /// language, or in the middle of a dialog.</summary>
    public bool IsSure => Score >= SureShare * Threshold;

    /// <summary>Understands a message in the language it was analysed in.</summary>
    /// <param name="shop">Who is asked.</param>
    /// <param name="message">In one of the shop's languages.</param>
    /// <param name="scope">What answers in that language can print.</param>
    /// <param name="today">In the shop's zone.</param>
    public static Understanding Of(Shop shop, TextAnalysis message, TemplateScope scope, LocalDate today)
    {
        if (shop.ModelIn(message.Language) is not { } model)
        {
            return Nothing(0, 0, []);
        }
        var whole = Whole(shop, model, message, scope, today);
        if (whole.Entry?.Id == Entry.AcknowledgeId && message.Text.Contains('?', StringComparison.Ordinal))
        {
            return Nothing(whole.Score, whole.Threshold, whole.Candidates);
        }
        return whole.Entry?.Id == Entry.GreetingId ? BehindGreeting(shop, model, message, scope, today) ?? whole : whole;
    }

    private static Understanding Whole(Shop shop, MatchModel model, TextAnalysis message, TemplateScope scope, LocalDate today)
    {
        var candidates = model.Match(message, CandidatesMax);
        var valid = candidates.Where(candidate => shop.EntriesById[candidate.Entry].HoldsOn(today)).ToImmutableArray();
        return Decide(shop, scope, message, valid, model.Threshold) with { Candidates = candidates };
    }

    /// <summary>The question in "hello when will it come", where the greeting outweighs it: what is understood without the first words, if
    /// they are a greeting by themselves and the rest has an answer, or is close to several. Null where it is neither.</summary>
    private static Understanding? BehindGreeting(Shop shop, MatchModel model, TextAnalysis message, TemplateScope scope, LocalDate today)
    {
        for (var words = Math.Min(GreetingWordsMax, message.Tokens.Length - QuestionWordsMin); words > 0; words--)
        {
            var greeting = model.Match(message.Part(0, words), 1);
            if (greeting is not [{ Entry: Entry.GreetingId } sure] || sure.Score < model.Threshold)
            {
                continue;
            }
            var question = Whole(shop, model, message.Part(words, message.Tokens.Length), scope, today);
            if (question is { Outcome: Outcome.Answer, Entry.Kind: EntryKind.Fact } or { Outcome: Outcome.Ask })
            {
                return question;
            }
        }
        return null;
    }

    /// <summary>How an entry that was chosen outright (a button) is answered.</summary>
    public static Understanding Chosen(Entry entry, TemplateScope scope, LocalDate today) => entry.HoldsOn(today)
        ? Answer(scope, entry, SureScore, 0, [new Candidate(entry.Id, SureScore)])
        : Nothing(SureScore, 0, []);

    /// <summary>Whether <see cref="Chosen"/> would have something to say; most texts need not be printed to know that.</summary>
    public static bool CanAnswer(Entry entry, TemplateScope scope, LocalDate today) =>
        entry.Answers.TryGetValue(scope.Language, out var answer) && answer.PrintsAlways
            ? entry.HoldsOn(today) && Hole(answer, scope) is null
            : CanPrint(entry, scope, today);

    private static bool CanPrint(Entry entry, TemplateScope scope, LocalDate today)
    {
        try
        {
            return Chosen(entry, scope, today).Outcome != Outcome.Unknown;
        }
        catch (TemplateLimitException)
        {
            return false;
        }
    }

    private static Understanding Decide(
        Shop shop, TemplateScope scope, TextAnalysis analysis, ImmutableArray<Candidate> candidates, int threshold)
    {
        if (candidates is not [var top, ..])
        {
            return Nothing(0, threshold, candidates);
        }
        var best = Preferred(shop, candidates, threshold);
        var isBareWord = analysis.Tokens.Length == 1;
        var rivals = Rivals(shop, best, candidates, isBareWord ? CloseToBareWordPermille : CloseAt(best.Score, threshold));
        var isClose = rivals.Length > 1 && best.Score >= threshold;
        if (isClose && shop.EntriesById[best.Entry].Kind == EntryKind.Fact)
        {
            return new Understanding(Outcome.Ask, null, top.Score, threshold, candidates) { Choices = rivals };
        }
        if (best.Score >= threshold)
        {
            return Answer(scope, shop.EntriesById[best.Entry], best.Score, threshold, candidates);
        }
        return Nothing(top.Score, threshold, candidates) with
        {
            Choices = Rivals(shop, new Candidate("", threshold), candidates, NearPermille),
        };
    }

    private static int CloseAt(int score, int threshold)
    {
        var share = Math.Clamp(score * 1000 / Math.Max(threshold, 1), 1_000, SurePermille);
        return CloseAtThresholdPermille + (ClosePermille - CloseAtThresholdPermille) * (share - 1_000) / (SurePermille - 1_000);
    }

    /// <summary>The best candidate, or the shop's own entry that is as close, or the question inside a friendly message.</summary>
    private static Candidate Preferred(Shop shop, ImmutableArray<Candidate> candidates, int threshold)
    {
        var top = candidates[0];
        var entry = shop.EntriesById[top.Entry];
        if (entry.Kind == EntryKind.SmallTalk)
        {
            return candidates.FirstOrDefault(
                candidate => candidate.Score >= Math.Max(threshold, top.Score * QuestionInsidePermille / 1000)
                    && shop.EntriesById[candidate.Entry].Kind == EntryKind.Fact,
                top);
        }
        if (entry.IsOwn)
        {
            return top;
        }
        return candidates.FirstOrDefault(
            candidate => candidate.Score * 1000 >= top.Score * AsClosePermille
                && (candidate.Score >= threshold || top.Score < threshold)
                && shop.EntriesById[candidate.Entry].IsOwn,
            top);
    }

    private static ImmutableArray<Entry> Rivals(Shop shop, Candidate best, ImmutableArray<Candidate> candidates, int sharePermille) =>
        [.. candidates
            .Where(candidate => candidate.Score * 1000 >= best.Score * sharePermille && candidate.Score > 0)
            .OrderByDescending(candidate => candidate == best)
            .Select(candidate => shop.EntriesById[candidate.Entry])
            .Where(entry => entry.Kind == EntryKind.Fact)
            .Take(ChoicesMax)];

    private static Understanding Nothing(int score, int threshold, ImmutableArray<Candidate> candidates) =>
        new(Outcome.Unknown, null, score, threshold, candidates) { Reason = UnknownReason.NoMatch };

    /// <summary>What the entry says. An answer with a hole in it is never given, nor one that comes out empty.</summary>
    private static Understanding Answer(TemplateScope scope, Entry entry, int score, int threshold, ImmutableArray<Candidate> candidates)
    {
        var understanding = new Understanding(Outcome.Answer, entry, score, threshold, candidates);
        if (!entry.Answers.TryGetValue(scope.Language, out var answer))
        {
            return entry switch
            {
                { Handoff: true } => understanding with { Outcome = Outcome.Handoff },
                { Dialog: not null } => understanding with { Outcome = Outcome.Dialog },
                _ => Nothing(score, threshold, candidates),
            };
        }
        var hole = Hole(answer, scope);
        var text = hole is null ? answer.Render(scope).Trim() : "";
        return text.Length > 0
            ? understanding with { Text = text }
            : understanding with
            {
                Outcome = Outcome.Unknown,
                Reason = UnknownReason.MissingFact,
                MissingFact = hole is null ? answer.Reads.FirstOrDefault() : hole.Fact ?? $"{hole.Root}.{hole.Name}",
            };
    }

    /// <summary>The first value that the answer needs and does not have; null when it has all.</summary>
    private static TemplateMention? Hole(Template answer, TemplateScope scope) => answer.Mentions.FirstOrDefault(
        mention => mention is { IsNeeded: true, Name: { } name } && scope.Find(mention.Root, name) is TemplateValue.Nil);
}
