using System.Buffers;

namespace FaqBot.Language;

/// <summary>Marks between sentences, behind words and inside them, in the scripts that customers write in.</summary>
public static class Punctuation
{
    /// <summary>
    /// What ends a sentence or a clause that could stand alone. Unicode 15.1, PropList: Sentence_Terminal of the scripts in use today, and
    /// the semicolons; the Greek question mark is a semicolon after normalisation. Armenian, Arabic, Urdu, Devanagari, Burmese, Ethiopic,
    /// Khmer; CJK and full width; doubled marks.
    /// </summary>
    public static SearchValues<char> SentenceEnds { get; } =
        SearchValues.Create("?!.;\n\u0589\u061B\u061D\u061E\u061F\u06D4\u0964\u0965\u104A\u104B\u1362\u1367\u1368\u17D4\u17D5"
            + "\u3002\uFF01\uFF0E\uFF1B\uFF1F\uFF61\u203C\u203D\u2047\u2048\u2049");

    /// <summary>What may stand right behind a word: ends of sentences, commas (Arabic, CJK, full width), colons, closing marks.</summary>
    public static SearchValues<char> BehindWords { get; } =
        SearchValues.Create(".,;:!?)\"'”…»’\u0589\u060C\u061B\u061F\u06D4\u0964\u3001\u3002\uFF01\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F");

    /// <summary>
    /// Whether <paramref name="unit"/> stands inside words and is not read. Apostrophes: The Unicode Standard 15, 6.2 (U+0027, U+2019,
    /// U+02BC, the letter that Ukrainian keyboards have), and what keyboards and programs put for them: grave and acute accents, primes
    /// (U+02B9, U+2032), U+2018, U+201B, full width, Hebrew geresh, Armenian. Then the soft hyphen and the zero-width (non-)joiner of
    /// Persian and Indic words.
    /// </summary>
    public static bool IsInsideWord(char unit) => unit
        is '\'' or '`' or '\u00B4' or '\u02B9' or '\u02BC' or '\u055A' or '\u05F3'
        or '\u2018' or '\u2019' or '\u201B' or '\u2032' or '\uFF07'
        or '\u00AD' or '\u200C' or '\u200D';
}
