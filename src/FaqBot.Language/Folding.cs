using System.Collections.Frozen;
using System.Text;

namespace FaqBot.Language;

/// <summary>
/// Makes one word of the ways people type it: lower case, without diacritics, apostrophes and stretched letters. Diacritics are told
/// from a list of our own, so a machine without Unicode data (invariant globalization) folds as all others do.
/// </summary>
/// <example>"Przesyłką" and "przesylka" are "przesylka"; "don’t" is "dont"; "proszęęęę" is "prosze"; "1000" stays.</example>
public static class Folding
{
    /// <summary>A letter that stands this often in a row was stretched and is kept once; digits are never collapsed.</summary>
    private const int StretchedFrom = 3;

    /// <summary>Everything up to here is folded by table: all alphabets whose diacritics are not letters of their own.</summary>
    private const char TableEnd = '\u2000';

    /// <summary>From a letter with diacritics to the one without.</summary>
    private static readonly FrozenDictionary<int, string> Bare = DataFile.Lines("letters.txt")
        .Select(static line => line.Split(' '))
        .SelectMany(static parts => parts[1].Select(letter => KeyValuePair.Create((int)letter, parts[0])))
        .ToFrozenDictionary();

    private static readonly string[] Table = [.. Enumerable.Range(0, TableEnd).Select(unit => FoldRune(new Rune((char)unit)))];

    /// <summary>Folds a word. Idempotent; empty only for an empty word.</summary>
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
        if (unit is not ('\'' or '`'))
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
        var lower = Rune.ToLowerInvariant(rune);
        return Special(lower.Value) ?? Bare.GetValueOrDefault(lower.Value) ?? lower.ToString();
    }

    /// <summary>Letters that Unicode does not take apart, and what stands inside words without being read.</summary>
    private static string? Special(int value) => value switch
    {
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ø' or 'Ø' => "o",
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'þ' or 'Þ' => "th",
        'ħ' or 'Ħ' => "h",
        'ŧ' or 'Ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        '\u2019' or '\u2018' or '\u00B4' or '\u00AD' or '\u200C' or '\u200D' or '\u0640' => "",
        _ => null,
    };

    /// <summary>Combining diacritics, Hebrew points, Arabic vowel signs and hamzas. Hangul and the scripts whose marks are letters of
    /// their own keep theirs.</summary>
    private static bool IsDropped(int value) =>
        value is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or (>= 0x064B and <= 0x065F) or 0x0670;

    private static void CollapseStretched(StringBuilder word)
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
