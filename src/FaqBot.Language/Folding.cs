using System.Text;

namespace FaqBot.Language;

/// <summary>
/// Makes one word of the ways people type it: lower case, without diacritics, apostrophes and stretched letters.
/// </summary>
/// <example>"Przesyłką" and "przesylka" are "przesylka"; "don’t" is "dont"; "proszęęęę" is "prosze"; "1000" stays.</example>
public static class Folding
{
    /// <summary>A letter that stands this often in a row was stretched and is kept once; digits are never collapsed.</summary>
    private const int StretchedFrom = 3;

    /// <summary>Everything from U+0080 to here is folded by table: Latin, Greek, Cyrillic.</summary>
    private const char TableEnd = '\u0530';

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
        var special = Special(rune.Value);
        if (special is not null)
        {
            return special;
        }
        if (!HasDiacritics(rune.Value))
        {
            return Rune.ToLowerInvariant(rune).ToString();
        }
        var folded = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (!IsDropped(part.Value))
            {
                folded.Append(Special(Rune.ToLowerInvariant(part).Value) ?? Rune.ToLowerInvariant(part).ToString());
            }
        }
        return folded.ToString();
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

    /// <summary>Hangul and the scripts whose marks are letters of their own are left as they are.</summary>
    private static bool HasDiacritics(int value) => value is < 0x0700 or (>= 0x1E00 and < 0x2000);

    /// <summary>Combining diacritics, Hebrew points, Arabic vowel signs and hamzas.</summary>
    private static bool IsDropped(int value) =>
        value is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x1AB0 and <= 0x1AFF)
            or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF);

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
