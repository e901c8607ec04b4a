using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Words that tell what a message in a dialog is about, in one language (<c>dialogs/commands.yaml</c>).</summary>
internal sealed class DialogHints
{
    private readonly FrozenDictionary<DialogHint, ImmutableArray<ImmutableArray<string>>> phrases;
    private readonly ImmutableArray<DialogHint> listed;
    private readonly FrozenSet<string> confirmations;
    private readonly Concepts verdicts;
    private readonly FrozenSet<string> verdictStems;

    /// <param name="language">BCP-47 code; chooses the stemmer.</param>
    /// <param name="words">As stated; a list that is missing is empty.</param>
    public DialogHints(string language, ImmutableDictionary<DialogHint, ImmutableArray<string>> words)
    {
        listed = [DialogHint.Well, DialogHint.Wrong, DialogHint.None, DialogHint.Rest];
        phrases = words.Keys.Except([.. listed, DialogHint.Confirm])
            .ToFrozenDictionary(hint => hint, hint => Phrases(words[hint], language));
        confirmations = In(DialogHint.Confirm).Select(wording => Wording.Of(wording, language)).ToFrozenSet(StringComparer.Ordinal);
        verdicts = Concepts.Of(language, [.. listed.Select(hint => AlsoPlain(In(hint)))]);
        verdictStems = AlsoPlain(In(DialogHint.Well)).Concat(AlsoPlain(In(DialogHint.None)))
            .SelectMany(wording => Stems(wording, language))
            .Concat(AlsoPlain(In(DialogHint.Wrong)).Select(wording => Stems(wording, language)).Where(stems => stems.Length == 1)
                .SelectMany(stems => stems))
            .ToFrozenSet(StringComparer.Ordinal);

        ImmutableArray<string> In(DialogHint hint) => words.GetValueOrDefault(hint, []);
    }

    public static DialogHints None { get; } =
        new(LanguageCodes.English, ImmutableDictionary<DialogHint, ImmutableArray<string>>.Empty);

    private static ImmutableArray<ImmutableArray<string>> Phrases(ImmutableArray<string> wordings, string language) =>
    [
        .. wordings
            .Select(wording => TextAnalysis.Of(wording, language).Tokens.Select(token => token.Folded).ToImmutableArray())
            .Where(words => !words.IsEmpty)
            .OrderByDescending(words => words.Length),
    ];

    /// <summary>Also without diacritics: typed so, a word may be taken for a form of another one.</summary>
    public static ImmutableArray<string> AlsoPlain(ImmutableArray<string> words) =>
        [.. words.Concat(words.Select(word => Wording.Of(word))).Distinct(StringComparer.Ordinal)];

    /// <summary>What is left of a message that begins by correcting ("nie, czekaj, rozmiar 43"): the index of the first word behind; 0 for
    /// one that does not. As many words as the message has where nothing is left.</summary>
    public int CorrectionEnd(ImmutableArray<Token> tokens)
    {
        var end = 0;
        while (LengthAt(DialogHint.Correction, tokens, end) is > 0 and var length)
        {
            end += length;
        }
        return end;
    }

    /// <summary>Whether words ask for something to be changed: "popraw jeszcze imię".</summary>
    public bool AsksForChange(ImmutableArray<Token> tokens) =>
        Enumerable.Range(0, tokens.Length).Any(at => LengthAt(DialogHint.Change, tokens, at) > 0);

    /// <summary>Whether a whole message declares what a statement says; null where the language states no such messages.</summary>
    /// <param name="wording">See <see cref="FaqBot.Engine.Wording"/>.</param>
    public bool? Confirms(string wording) => confirmations.Count == 0 ? null : confirmations.Contains(wording);

    /// <summary>Where the first phrase of the list stands, as a range of words; null for nowhere. One that a longer phrase of another list
    /// begins with is none: "poza tym" excepts nothing.</summary>
    public (int Start, int End)? Find(DialogHint list, ImmutableArray<Token> tokens)
    {
        for (var at = 0; at < tokens.Length; at++)
        {
            if (LengthAt(list, tokens, at) is > 0 and var length && !phrases.Keys.Any(other => LengthAt(other, tokens, at) > length))
            {
                return (at, at + length);
            }
        }
        return null;
    }

    /// <summary>Where a phrase of the list ends that stands at <paramref name="start"/>; <paramref name="start"/> for none.</summary>
    public int EndOf(DialogHint list, ImmutableArray<Token> tokens, int start) => start + LengthAt(list, tokens, start);

    /// <summary>Whether a phrase of the list ends right before <paramref name="end"/>.</summary>
    public bool EndsAt(DialogHint list, ImmutableArray<Token> tokens, int end) =>
        phrases.GetValueOrDefault(list, []).Any(words => end >= words.Length && StandsAt(words, tokens, end - words.Length));

    /// <summary>How many words a phrase of the list takes that stands at <paramref name="start"/>; 0 for none.</summary>
    private int LengthAt(DialogHint list, ImmutableArray<Token> tokens, int start) =>
        phrases.GetValueOrDefault(list, []).FirstOrDefault(words => StandsAt(words, tokens, start)) is { IsDefault: false } found
            ? found.Length
            : 0;

    /// <summary>True for "all well", false for "something is wrong", null where words say neither or both.</summary>
    public bool? Verdict(ImmutableArray<Token> tokens)
    {
        Span<int> found = stackalloc int[Concepts.FoundMax];
        var (well, wrong) = (false, false);
        foreach (var list in found[..verdicts.Find(tokens, found)])
        {
            well |= listed[list] == DialogHint.Well;
            wrong |= listed[list] == DialogHint.Wrong;
        }
        return well == wrong ? null : well;
    }

    /// <summary>Whether words say that there is none, or that it cannot be had.</summary>
    public bool SaysNone(ImmutableArray<Token> tokens) => Names(DialogHint.None, tokens);

    /// <summary>Whether words mean all that was not named: "the rest is fine".</summary>
    public bool SpeaksOfRest(ImmutableArray<Token> tokens) => Names(DialogHint.Rest, tokens);

    private bool Names(DialogHint list, ImmutableArray<Token> tokens)
    {
        Span<int> found = stackalloc int[Concepts.FoundMax];
        return found[..verdicts.Find(tokens, found)].Contains(listed.IndexOf(list));
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

/// <summary>Lists of words inside the messages of a dialog; <c>CommandsFile</c> says what each is for.</summary>
internal enum DialogHint
{
    Correction,
    Change,
    Confirm,
    Well,
    Wrong,
    None,
    Rest,
    Except,
    Also,
    Not,
    Refuse,
    Doubt,
    Introduction,
}
