using System.Text;

namespace FaqBot.Engine;

/// <summary>What a stranger wrote, as it can stand in a mail of the shop's: mail programs make links of whatever looks like an address, and
/// the shop must not vouch for where they lead. It stays readable.</summary>
internal static class Unlinked
{
    private const string Points = ".\u3002\uFF0E\uFF61";

    /// <summary>A blank behind each point that a name of a machine could have, and before "//".</summary>
    /// <example>"https://zly.example/x do 12.11.2026, 9.90 zł" → "https: //zly. example/x do 12.11.2026, 9.90 zł"</example>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            plain.Append(text[at]);
            if (at + 1 < text.Length && Joins(text[at], text[at + 1]))
            {
                plain.Append(' ');
            }
        }
        return plain.ToString();
    }

    /// <summary>The same, and no more of it than <paramref name="charsMax"/>.</summary>
    public static string Of(string text, int charsMax) => Cut(Of(text), charsMax);

    /// <summary>At most so many characters of UTF-16; what was cut ends in "…".</summary>
    public static string Cut(string text, int charsMax)
    {
        if (text.Length <= charsMax)
        {
            return text;
        }
        var end = charsMax - 1;
        return $"{text[..(char.IsLowSurrogate(text[end]) ? end - 1 : end)]}…";
    }

    /// <summary>What nobody sees counts as a letter, for browsers leave it out of an address.</summary>
    private static bool Joins(char sign, char next) => sign switch
    {
        ':' => next is '/' or '\\',
        _ => Points.Contains(sign, StringComparison.Ordinal)
            && !char.IsWhiteSpace(next) && !char.IsAsciiDigit(next) && !(char.IsAscii(next) && char.IsPunctuation(next)),
    };
}
