using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>One word of a text.</summary>
/// <param name="Start">Index of the first UTF-16 unit in <see cref="TextAnalysis.Text"/>.</param>
/// <param name="Length">Length in UTF-16 units; at least 1.</param>
/// <param name="Folded">The word in lower case without diacritics ("Przesyłką" is "przesylka"); never empty.</param>
/// <param name="Stem">What the word shares with its other forms; folded; never empty.</param>
public readonly record struct Token(int Start, int Length, string Folded, string Stem);

/// <summary>What can be known of a text without knowing the shop: its words and their stems.</summary>
public sealed class TextAnalysis
{
    /// <summary>Longer texts are cut to this many UTF-16 units before they are analysed.</summary>
    public const int TextLengthMax = 2_000;

    private TextAnalysis(string text, string language, ImmutableArray<Token> tokens)
    {
        Text = text;
        Language = language;
        Tokens = tokens;
    }

    /// <summary>The text in NFC, cut to <see cref="TextLengthMax"/>.</summary>
    public string Text { get; }

    /// <summary>The BCP-47 code whose stemmer was used; what was handed in.</summary>
    public string Language { get; }

    /// <summary>Words in reading order; empty for emoji or punctuation alone.</summary>
    public ImmutableArray<Token> Tokens { get; }

    /// <summary>Analyses <paramref name="text"/> with the stemmer of <paramref name="language"/>; an unknown language gets no stemming.</summary>
    public static TextAnalysis Of(string text, string language) => new(text, language, []);
}
