using System.Collections.Immutable;
using System.Text;

namespace FaqBot.Language;

/// <summary>One word of a text, as it is understood: written out where it was shorthand (nwm: nie wiem), parted where it was run together
/// (niemoge: nie, moge), corrected where it was misspelled and a <see cref="SpellingCorrector"/> was given.</summary>
/// <param name="Start">Index of the first UTF-16 unit in <see cref="TextAnalysis.Text"/>.</param>
/// <param name="Length">Length in UTF-16 units; at least 1.</param>
/// <param name="Word">What the word is.</param>
public readonly record struct Token(int Start, int Length, Word Word)
{
    /// <summary>The word in lower case without diacritics ("Przesyłką" is "przesylka"); never empty. See <see cref="Folding"/>.</summary>
    public string Folded => Word.Folded;

    /// <summary>What the word shares with its other forms: the key of the likeliest lemma; folded; never empty.</summary>
    public string Stem => Word.Stem;

    /// <summary>What the word may be a form of, the likeliest first; one to three.</summary>
    public ImmutableArray<Lemma> Lemmas => Word.Lemmas;
}

/// <summary>What can be known of a text without knowing the shop: its words and their stems.</summary>
public sealed class TextAnalysis
{
    /// <summary>Longer texts are cut to this many UTF-16 units before they are analysed.</summary>
    public const int TextLengthMax = 2_000;

    private readonly SpellingCorrector? _spelling;

    private TextAnalysis(string text, string language, SpellingCorrector? spelling, ImmutableArray<Token> tokens)
    {
        _spelling = spelling;
        Text = text;
        Language = language;
        Tokens = tokens;
    }

    /// <summary>The text in NFC, cut to <see cref="TextLengthMax"/>; half a surrogate pair or a noncharacter is
    /// replaced by U+FFFD.</summary>
    public string Text { get; }

    /// <summary>The BCP-47 code as which the text was read; what was handed in.</summary>
    public string Language { get; }

    /// <summary>Words in reading order; an emoji that stands for a word is one, other signs and punctuation are none. Every letter and
    /// digit of the text is in one of them.</summary>
    public ImmutableArray<Token> Tokens { get; }

    /// <summary>Analyses <paramref name="text"/> as <paramref name="language"/>, in which words of others are told from its own; a language
    /// without a lexicon gets no lemmas. Never throws, whatever the text.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="language">BCP-47.</param>
    /// <param name="spelling">Corrects words that neither a lexicon nor the shop knows; null leaves them as they are.</param>
    public static TextAnalysis Of(string text, string language, SpellingCorrector? spelling = null)
    {
        var normal = Normal(text);
        return new TextAnalysis(normal, language, spelling, Tokenizer.Tokens(normal, language, spelling));
    }

    /// <summary>The same text as another language.</summary>
    /// <inheritdoc cref="Of"/>
    public TextAnalysis In(string language, SpellingCorrector? spelling = null) =>
        string.Equals(language, Language, StringComparison.Ordinal) && spelling == _spelling
            ? this
            : new TextAnalysis(Text, language, spelling, Tokenizer.Tokens(Text, language, spelling));

    /// <summary>The words from <paramref name="first"/> to before <paramref name="end"/> as a text of their own.</summary>
    /// <param name="first">Index into <see cref="Tokens"/>.</param>
    /// <param name="end">Above <paramref name="first"/>.</param>
    public TextAnalysis Part(int first, int end)
    {
        var start = Tokens[first].Start;
        var last = Tokens[end - 1];
        return new TextAnalysis(
            Text[start..(last.Start + last.Length)],
            Language,
            _spelling,
            [.. Tokens[first..end].Select(token => token with { Start = token.Start - start })]);
    }

    private static string Normal(string text)
    {
        var whole = WithCharactersOnly(Cut(text));
        return Cut(whole.IsNormalized(NormalizationForm.FormC) ? whole : whole.Normalize(NormalizationForm.FormC));
    }

    private static string Cut(string text)
    {
        if (text.Length <= TextLengthMax)
        {
            return text;
        }
        var end = char.IsHighSurrogate(text[TextLengthMax - 1]) ? TextLengthMax - 1 : TextLengthMax;
        return text[..end];
    }

    /// <summary>Normalising throws on half a pair (a customer's client may cut one) and on U+FFFE.</summary>
    private static string WithCharactersOnly(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF'))
        {
            return text;
        }
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(IsNoncharacter(rune.Value) ? Rune.ReplacementChar : rune);
        }
        return whole.ToString();
    }

    /// <summary>What Unicode keeps free for ever: the last two of each plane, and U+FDD0 to U+FDEF.</summary>
    private static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;
}
