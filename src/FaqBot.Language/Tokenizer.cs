using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>Cuts a text into words: runs of letters and digits, with the marks on them and with apostrophes and joiners inside
/// them.</summary>
internal static class Tokenizer
{
    /// <summary>Below this no sign stands for a word.</summary>
    private const int MaxSignless = 0x2000;

    /// <param name="text">NFC, without half surrogate pairs.</param>
    /// <param name="language">Of the text.</param>
    /// <param name="spelling">Corrects unknown words; null leaves them as they are.</param>
    public static ImmutableArray<Token> Tokens(string text, string language, SpellingCorrector? spelling)
    {
        var reader = WordReader.For(language);
        var corrections = spelling is null ? null : new Corrections(text, spelling, reader);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var at = 0; at < text.Length;)
        {
            var end = WordEnd(text, at);
            if (end > at)
            {
                var words = reader.Read(text.AsSpan(at, end - at));
                if (words is [var second] && IsBehindWord(text, tokens, at)
                    && Joined(tokens[^1], second, end, reader, corrections) is { } whole)
                {
                    tokens[^1] = whole;
                    at = end;
                    continue;
                }
                Add(
                    tokens, at, end,
                    words is [{ IsKnown: false }] && corrections?.Of(at, end) is { IsDefault: false } meant ? meant : words);
                at = end;
                continue;
            }
            var sign = Rune.GetRuneAt(text, at);
            if (sign.Value > MaxSignless && Emoji.Word(sign, language) is { } word)
            {
                Add(tokens, at, at + sign.Utf16SequenceLength, reader.Read(word));
            }
            at += sign.Utf16SequenceLength;
        }
        return tokens.DrainToImmutable();
    }

    /// <summary>Whether nothing but blanks parts the place from the word before.</summary>
    private static bool IsBehindWord(string text, ImmutableArray<Token>.Builder tokens, int at) =>
        tokens.Count > 0 && tokens[^1] is var last && text.AsSpan(last.Start + last.Length, at - last.Start - last.Length) is " ";

    /// <summary>Two parts of one word as one: "na prawde", "prze syłka".</summary>
    private static Token? Joined(Token first, Word second, int end, WordReader reader, Corrections? corrections)
    {
        var word = reader.Joined(first.Folded, second.Folded) ?? corrections?.Joined(first.Start, end, second);
        return word is null ? null : new Token(first.Start, end - first.Start, word);
    }

    /// <summary>Several words share the letters that stand for them: each its own where they are run together, else one letter each and the
    /// rest for the last.</summary>
    private static void Add(ImmutableArray<Token>.Builder tokens, int start, int end, ImmutableArray<Word> words)
    {
        var areJoined = words.Sum(static word => word.Folded.Length) == end - start;
        for (var index = 0; index < words.Length; index++)
        {
            var length = index == words.Length - 1 ? end - start : areJoined ? words[index].Folded.Length : 1;
            tokens.Add(new Token(start, length, words[index]));
            start += length;
        }
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
