using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>A text reduced to what makes two typings of it the same.</summary>
internal static class Wording
{
    /// <summary>Folded words with one space between: "Żadne z tych!" is "zadne z tych".</summary>
    public static string Of(string text) => Of(TextAnalysis.Of(text, ""));

    /// <summary>The same of a text that is read as a customer's message in <paramref name="language"/>: shorthand and emoji are the words
    /// that they stand for. Both of two texts that are compared must be read so.</summary>
    public static string Of(string text, string language) => Of(TextAnalysis.Of(text, language));

    /// <summary>The same for a text that is analysed already.</summary>
    public static string Of(TextAnalysis analysis) => string.Join(' ', analysis.Tokens.Select(token => token.Folded));
}
