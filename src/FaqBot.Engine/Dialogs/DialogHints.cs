using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What <see cref="DialogHints"/> are made of: lists of wordings in one language.</summary>
internal sealed record HintWords
{
    public ImmutableArray<string> Corrections { get; init; } = [];

    public ImmutableArray<string> Changes { get; init; } = [];

    public ImmutableArray<string> Confirmations { get; init; } = [];

    public ImmutableArray<string> Well { get; init; } = [];

    public ImmutableArray<string> Wrong { get; init; } = [];

    public ImmutableArray<string> None { get; init; } = [];

    public ImmutableArray<string> Rest { get; init; } = [];
}

/// <summary>Words that tell what a message in a dialog is about, in one language (<c>dialogs/commands.yaml</c>).</summary>
internal sealed class DialogHints
{
    private const int WellList = 0;
    private const int WrongList = 1;
    private const int NoneList = 2;
    private const int RestList = 3;

    private readonly ImmutableArray<ImmutableArray<string>> corrections;
    private readonly ImmutableArray<ImmutableArray<string>> changes;
    private readonly FrozenSet<string> confirmations;
    private readonly Concepts verdicts;
    private readonly FrozenSet<string> verdictStems;

    private DialogHints(string language, HintWords words)
    {
        corrections = Phrases(words.Corrections, language);
        changes = Phrases(words.Changes, language);
        confirmations = words.Confirmations.Select(wording => Wording.Of(wording, language)).ToFrozenSet(StringComparer.Ordinal);
        var (well, wrong, none) = (AlsoPlain(words.Well), AlsoPlain(words.Wrong), AlsoPlain(words.None));
        verdicts = Concepts.Of(language, [well, wrong, none, AlsoPlain(words.Rest)]);
        verdictStems = well.Concat(none).SelectMany(wording => Stems(wording, language))
            .Concat(wrong.Select(wording => Stems(wording, language)).Where(stems => stems.Length == 1).SelectMany(stems => stems))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    public static DialogHints None { get; } = new(LanguageCodes.English, new HintWords());

    public static DialogHints Of(string language, HintWords words) => new(language, words);

    /// <summary>Also without diacritics: typed so, a word may be taken for a form of another one.</summary>
    public static ImmutableArray<string> AlsoPlain(ImmutableArray<string> words) =>
        [.. words.Concat(words.Select(word => Wording.Of(word))).Distinct(StringComparer.Ordinal)];

    /// <summary>What is left of a message that begins by correcting ("nie, czekaj, rozmiar 43"): the index of the first word behind; 0 for
    /// one that does not. As many words as the message has where nothing is left.</summary>
    public int CorrectionEnd(ImmutableArray<Token> tokens)
    {
        var end = 0;
        while (corrections.FirstOrDefault(words => StandsAt(words, tokens, end)) is { IsDefault: false } found)
        {
            end += found.Length;
        }
        return end;
    }

    /// <summary>Whether words ask for something to be changed: "popraw jeszcze imię".</summary>
    public bool AsksForChange(ImmutableArray<Token> tokens) =>
        changes.Any(words => Enumerable.Range(0, tokens.Length).Any(start => StandsAt(words, tokens, start)));

    /// <summary>Whether a whole message declares what a statement says; null where the language states no such messages.</summary>
    /// <param name="wording">See <see cref="FaqBot.Engine.Wording"/>.</param>
    public bool? Confirms(string wording) => confirmations.Count == 0 ? null : confirmations.Contains(wording);

    /// <summary>True for "all well", false for "something is wrong", null where words say neither or both.</summary>
    public bool? Verdict(ImmutableArray<Token> tokens)
    {
        Span<int> found = stackalloc int[Concepts.FoundMax];
        var (well, wrong) = (false, false);
        foreach (var list in found[..verdicts.Find(tokens, found)])
        {
            well |= list == WellList;
            wrong |= list == WrongList;
        }
        return well == wrong ? null : well;
    }

    /// <summary>Whether words say that there is none, or that it cannot be had.</summary>
    public bool SaysNone(ImmutableArray<Token> tokens) => Names(NoneList, tokens);

    /// <summary>Whether words mean all that was not named: "the rest is fine".</summary>
    public bool SpeaksOfRest(ImmutableArray<Token> tokens) => Names(RestList, tokens);

    private bool Names(int list, ImmutableArray<Token> tokens)
    {
        Span<int> found = stackalloc int[Concepts.FoundMax];
        return found[..verdicts.Find(tokens, found)].Contains(list);
    }

    /// <summary>Whether a word says either by itself: "nie włącza się" says it, and "włącza" still names what does not.</summary>
    public bool IsVerdict(string stem) => verdictStems.Contains(stem);

    /// <summary>The longest first.</summary>
    private static ImmutableArray<ImmutableArray<string>> Phrases(ImmutableArray<string> wordings, string language) =>
    [
        .. wordings
            .Select(wording => TextAnalysis.Of(wording, language).Tokens.Select(token => token.Folded).ToImmutableArray())
            .Where(words => !words.IsEmpty)
            .OrderByDescending(words => words.Length),
    ];

    private static ImmutableArray<string> Stems(string wording, string language) =>
        [.. TextAnalysis.Of(wording, language).Tokens.Select(token => token.Stem)];

    private static bool StandsAt(ImmutableArray<string> words, ImmutableArray<Token> tokens, int start)
    {
        if (start + words.Length > tokens.Length)
        {
            return false;
        }
        for (var at = 0; at < words.Length; at++)
        {
            if (tokens[start + at].Folded != words[at])
            {
                return false;
            }
        }
        return true;
    }
}
