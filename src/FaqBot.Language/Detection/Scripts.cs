using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Which letters belong together: where scripts differ, they tell a language before any word does.</summary>
internal static class Scripts
{
    public const int Latin = 'a';
    public const int Cyrillic = '\u0400';
    public const int Greek = '\u0370';
    public const int Hebrew = '\u0590';
    public const int Arabic = '\u0600';
    public const int Georgian = '\u10A0';
    public const int Hangul = '\uAC00';
    public const int Kana = '\u3040';
    public const int Han = '\u4E00';

    /// <summary>The Brahmic and most other scripts have a row of so many characters each.</summary>
    private const int RowLength = 0x80;

    /// <summary>Languages that are not written in Latin letters.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<int>> ByLanguage =
        new (string Languages, ImmutableArray<int> Scripts)[]
        {
            ("be bg kk ky mk mn ru sr tg uk", [Cyrillic]), ("el", [Greek]),
            ("he yi", [Hebrew]), ("ar fa ur ps ckb ug", [Arabic]), ("ka", [Georgian]),
            ("hy", [0x0500]), ("hi mr ne", [0x0900]), ("bn", [0x0980]), ("ta", [0x0B80]), ("te", [0x0C00]), ("th", [0x0E00]),
            ("ko", [Hangul]), ("ja", [Kana, Han]), ("zh", [Han]),
        }
        .SelectMany(static row => row.Languages.Split(' ').Select(language => KeyValuePair.Create(language, row.Scripts)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a language is written in; empty where that is not known, and then it is likely to be Latin letters.</summary>
    /// <example>"uk" and "sr-Cyrl" are Cyrillic, "sr-Latn" is Latin; of "sw" it is not known.</example>
    public static ImmutableArray<int> Of(string language)
    {
        if (language.Contains("-Latn", StringComparison.OrdinalIgnoreCase))
        {
            return [Latin];
        }
        return language.Contains("-Cyrl", StringComparison.OrdinalIgnoreCase)
            ? [Cyrillic]
            : ByLanguage.GetValueOrDefault(LanguageTag.Primary(language), []);
    }

    /// <summary>The script of a letter: the number of one of its characters.</summary>
    public static int Of(char letter) => letter switch
    {
        < '\u0370' or (>= '\u1E00' and <= '\u1EFF') or (>= '\u2C60' and <= '\u2C7F') or (>= '\uA720' and <= '\uA7FF') => Latin,
        < '\u0400' or (>= '\u1F00' and <= '\u1FFF') => Greek,
        < '\u0530' or (>= '\u1C80' and <= '\u1C8F') or (>= '\u2DE0' and <= '\u2DFF') or (>= '\uA640' and <= '\uA69F') => Cyrillic,
        < '\u0590' => 0x0500,
        < '\u0600' or (>= '\uFB1D' and <= '\uFB4F') => Hebrew,
        < '\u0700' or (>= '\u0750' and <= '\u077F') or (>= '\u08A0' and <= '\u08FF') or (>= '\uFB50' and <= '\uFDFF')
            or (>= '\uFE70' and <= '\uFEFE') => Arabic,
        (>= '\u10A0' and <= '\u10FF') or (>= '\u2D00' and <= '\u2D2F') => Georgian,
        (>= '\u1100' and <= '\u11FF') or (>= '\u3130' and <= '\u318F') or (>= '\uAC00' and <= '\uD7FF') => Hangul,
        (>= '\u3040' and <= '\u30FF') or (>= '\uFF66' and <= '\uFF9F') => Kana,
        (>= '\u2E80' and <= '\u9FFF') or (>= '\uD800' and <= '\uDFFF') or (>= '\uF900' and <= '\uFAFF') => Han,
        _ => letter / RowLength * RowLength,
    };

    /// <summary>Whether words are written without spaces between them: Thai, Lao, Burmese, Khmer, kana, Han.</summary>
    public static bool IsUnspaced(int script) => script is 0x0E00 or 0x0E80 or 0x1000 or 0x1780 or Kana or Han;
}
