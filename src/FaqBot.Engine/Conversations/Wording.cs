using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>A text reduced to what makes two typings of it the same.</summary>
internal static class Wording
{
    /// <summary>Folded words with one space between: "Żadne z tych!" is "zadne z tych".</summary>
    public static string Of(string text) => Of(TextAnalysis.Of(text, ""));

    /// <summary>The same for a text that is analysed already.</summary>
    public static string Of(TextAnalysis analysis) => string.Join(' ', analysis.Tokens.Select(token => token.Folded));
}
