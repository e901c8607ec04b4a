using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Words that tell what a message in a dialog is about, in one language (<c>dialogs/commands.yaml</c>).</summary>
internal sealed class DialogHints
{
    private const int WellList = 0;
    private const int WrongList = 1;
    private const int NoneList = 2;
    private const int RestList = 3;

    private readonly ImmutableArray<ImmutableArray<string>> corrections;
    private readonly Concepts verdicts;
    private readonly FrozenSet<string> verdictStems;

    private DialogHints(ImmutableArray<ImmutableArray<string>> corrections, Concepts verdicts, FrozenSet<string> verdictStems)
    {
        this.corrections = corrections;
        this.verdicts = verdicts;
        this.verdictStems = verdictStems;
    }

    public static DialogHints None { get; } = new([], Concepts.None, FrozenSet<string>.Empty);

    public static DialogHints Of(
        string language,
        ImmutableArray<string> corrections,
        ImmutableArray<string> well,
        ImmutableArray<string> wrong,
        ImmutableArray<string> none,
        ImmutableArray<string> rest) => new(
            [
                .. corrections
                    .Select(wording => TextAnalysis.Of(wording, language).Tokens.Select(token => token.Folded).ToImmutableArray())
                    .Where(words => !words.IsEmpty)
                    .OrderByDescending(words => words.Length),
            ],
            Concepts.Of(language, [AlsoPlain(well), AlsoPlain(wrong), AlsoPlain(none), AlsoPlain(rest)]),
            AlsoPlain(well.AddRange(none)).SelectMany(wording => Stems(wording, language))
                .Concat(AlsoPlain(wrong).Select(wording => Stems(wording, language)).Where(stems => stems.Length == 1)
                    .SelectMany(stems => stems))
                .ToFrozenSet(StringComparer.Ordinal));

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
