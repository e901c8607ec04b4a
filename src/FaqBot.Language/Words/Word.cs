using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>What a word may be a form of.</summary>
/// <param name="Text">The lemma, or the stem of an English word; folded; never empty.</param>
/// <param name="WeightPermille">How likely this one is; those of a word sum up to at most 1,000.</param>
/// <param name="IsNegated">The word begins with a "nie" that <paramref name="Text"/> lacks: niedostarczona is dostarczyc, negated.</param>
public readonly record struct Lemma(string Text, int WeightPermille, bool IsNegated = false)
{
    /// <summary>The lemma as one key, "nie" before it where it is negated.</summary>
    public string Key => IsNegated ? "nie" + Text : Text;
}

/// <summary>A word as a language reads it, wherever it stands.</summary>
/// <param name="Folded">In lower case without diacritics; never empty.</param>
/// <param name="Lemmas">What it may be a form of, the likeliest first; one to three.</param>
/// <param name="Language">The language that knows the word, which in a mixed sentence may be another than the sentence's: <c>pl</c>,
/// <c>en</c>; empty when none does and <paramref name="Lemmas"/> are a guess.</param>
public sealed record Word(string Folded, ImmutableArray<Lemma> Lemmas, string Language)
{
    /// <summary>How many lemmas a word has at most.</summary>
    public const int LemmasMax = 3;

    /// <summary>The key of the likeliest lemma.</summary>
    public string Stem { get; } = Lemmas[0].Key;

    /// <summary>Whether a lexicon knows the word; only others may be misspelled.</summary>
    public bool IsKnown => Language.Length > 0;

    /// <summary>A word that is its own lemma.</summary>
    internal static Word Unread(string folded, string language = "") => new(folded, [new Lemma(folded, 1000)], language);
}
