using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>
/// Makes one word of the ways people type it: lower case, without diacritics, apostrophes and stretched letters, in ASCII digits.
/// Diacritics are told from a list of our own, so a machine without Unicode data (invariant globalization) folds as all others do.
/// </summary>
/// <example>"Przesyłką" and "przesylka" are "przesylka"; "don’t" is "dont"; "proszęęęę" is "prosze"; "خدمة" is "خدمه"; "1000" and
/// "١٠٠٠" are "1000".</example>
public static class Folding
{
    /// <summary>A letter that stands this often in a row was stretched and is kept once; digits are never collapsed.</summary>
    private const int StretchedFrom = 3;

    /// <summary>Everything up to here is folded by table: all alphabets whose diacritics are not letters of their own.</summary>
    private const char TableEnd = '\u2000';

    private const char LatinEnd = '\u0180';

    /// <summary>From a letter with diacritics to the one without.</summary>
    private static readonly FrozenDictionary<string, string> Plain = Letters("letters.txt");

    /// <summary>From a letter without diacritics to the one that it is written for.</summary>
    private static readonly FrozenDictionary<string, string> Variants = Letters("variants.txt");

    private static readonly string[] Table = [.. Enumerable.Range(0, TableEnd).Select(unit => FoldRune(new Rune((char)unit)))];

    /// <summary>Letters of Latin alphabets (up to ſ) without their diacritics; NUL for those that become two, or none.</summary>
    private static readonly char[] LatinTable = [.. Table.Take(LatinEnd).Select(static folded => folded is [var bare] ? bare : '\0')];

    /// <summary>A letter without its diacritics, in lower case; NUL for one that becomes two, none, or is not of a
    /// Latin alphabet.</summary>
    internal static char Bare(char letter) => letter < LatinEnd ? LatinTable[letter] : '\0';

    /// <summary>Folds a word. Idempotent; empty only for an empty word: one of nothing but dropped signs stays as it is.</summary>
    /// <param name="word">NFC or not; half a surrogate pair becomes U+FFFD.</param>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                AppendAscii(folded, (char)rune.Value);
            }
            else
            {
                folded.Append(rune.Value < TableEnd ? Table[rune.Value] : FoldRune(rune));
            }
        }
        CollapseStretched(folded);
        return folded.Length > 0 ? folded.ToString() : word.ToString();
    }

    private static void AppendAscii(StringBuilder folded, char unit)
    {
        if (!Punctuation.IsInsideWord(unit))
        {
            folded.Append(char.ToLowerInvariant(unit));
        }
    }

    private static string FoldRune(Rune rune)
    {
        if (IsDropped(rune.Value))
        {
            return "";
        }
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            // Unicode gives every digit of every script its value (category Nd): Arabic-Indic, Persian, Devanagari, full width.
            return ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture);
        }
        var lower = Rune.ToLowerInvariant(rune).ToString();
        var bare = Plain.GetValueOrDefault(lower, lower);
        var letter = Variants.GetValueOrDefault(bare, bare);
        // What is written for a mark that is dropped is dropped like it: the Greek numeral sign is a prime.
        return letter is [var only] && IsDropped(only) ? "" : letter;
    }

    /// <summary>Combining diacritics, Hebrew points, Arabic vowel signs and hamzas, the tatweel that stretches Arabic words, what makes
    /// emoji of digits (variation selectors, keycaps), and what stands inside words without being read. Hangul and the scripts whose marks
    /// are letters of their own keep theirs.</summary>
    private static bool IsDropped(int value) =>
        value is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or (>= 0x064B and <= 0x065F) or 0x0670 or 0x0640
            or (>= 0xFE00 and <= 0xFE0F) or 0x20E3
        || (value <= char.MaxValue && Punctuation.IsInsideWord((char)value));

    private static FrozenDictionary<string, string> Letters(string list) => DataFile.Lines(list)
        .Select(static line => line.Split(' '))
        .SelectMany(static parts => parts[1].Select(letter => KeyValuePair.Create(letter.ToString(), parts[0])))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>"proszęęęę" is "proszę".</summary>
    internal static void CollapseStretched(StringBuilder word)
    {
        var end = 0;
        for (var start = 0; start < word.Length;)
        {
            var unit = word[start];
            var next = start + 1;
            while (next < word.Length && word[next] == unit)
            {
                next++;
            }
            var kept = next - start >= StretchedFrom && char.IsLetter(unit) ? 1 : next - start;
            for (var copy = 0; copy < kept; copy++)
            {
                word[end++] = unit;
            }
            start = next;
        }
        word.Length = end;
    }
}
