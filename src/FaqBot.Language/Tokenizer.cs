using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>Cuts a text into words: runs of letters and digits, with the marks on them and with apostrophes and joiners inside
/// them.</summary>
internal static class Tokenizer
{
    /// <param name="text">NFC, without half surrogate pairs.</param>
    /// <param name="reader">Of the text's language.</param>
    public static ImmutableArray<Token> Tokens(string text, WordReader reader)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var at = 0; at < text.Length;)
        {
            var end = WordEnd(text, at);
            if (end == at)
            {
                at += Rune.GetRuneAt(text, at).Utf16SequenceLength;
                continue;
            }
            tokens.Add(new Token(at, end - at, reader.Read(text.AsSpan(at, end - at))));
            at = end;
        }
        return tokens.DrainToImmutable();
    }

    /// <summary>Where the word that begins at <paramref name="start"/> ends; <paramref name="start"/> if none does.</summary>
    private static int WordEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            var length = WordPartLength(text, at, isInside: at > start);
            if (length == 0)
            {
                break;
            }
            at += length;
        }
        return at;
    }

    private static int WordPartLength(string text, int at, bool isInside)
    {
        var unit = text[at];
        if (char.IsAsciiLetterOrDigit(unit))
        {
            return 1;
        }
        if (unit == ' ')
        {
            return 0;
        }
        var rune = Rune.GetRuneAt(text, at);
        var belongs = Rune.IsLetterOrDigit(rune)
            || (isInside && IsMark(rune))
            || (isInside && Punctuation.IsInsideWord(unit) && at + 1 < text.Length && Rune.IsLetterOrDigit(Rune.GetRuneAt(text, at + 1)));
        return belongs ? rune.Utf16SequenceLength : 0;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
