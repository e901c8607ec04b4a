using System.Text;

namespace FaqBot.Language;

/// <summary>Chooses for each word the language that knows it, because people mix: "czy macie size M", "is there a paczkomat".</summary>
internal static class MixedWords
{
    /// <summary>From an English stem to the Polish lemma of what shops mean by it.</summary>
    private static readonly SortedTable Loans = SortedTable.Read("loans-pl.txt");

    private const int LoanPermille = 500;

    /// <summary>A word of a Polish text.</summary>
    public static Word Polish(string written, string folded)
    {
        if (!IsLatin(folded))
        {
            return Word.Unread(folded);
        }
        var readings = PolishWords.Readings(written, folded);
        var isForeign = readings.Count == 0 || !readings[0].IsCommon;
        if (isForeign && IsAscii(written) && (EnglishWords.IsCommon(folded) || (readings.Count == 0 && EnglishWords.IsKnown(folded))))
        {
            return Borrowed(EnglishWords.Known(folded));
        }
        return readings.Count > 0 ? PolishLemmas.Of(folded, readings) : PolishWords.Guess(folded);
    }

    /// <summary>A word of an English text.</summary>
    public static Word English(string written, string folded)
    {
        if (!IsLatin(folded))
        {
            return Word.Unread(folded);
        }
        if (EnglishWords.IsKnown(folded))
        {
            return EnglishWords.Known(folded);
        }
        var readings = PolishWords.Readings(written, folded);
        return readings.Count > 0 && readings[0] is { IsCommon: true, IsExact: true }
            ? PolishLemmas.Of(folded, readings)
            : EnglishWords.Guess(folded);
    }

    private static Word Borrowed(Word english) => Loans.TryFind(english.Stem, out var lemma)
        ? english with { Lemmas = [new Lemma(english.Stem, 1000 - LoanPermille), new Lemma(Encoding.UTF8.GetString(lemma), LoanPermille)] }
        : english;

    private static bool IsLatin(string folded)
    {
        foreach (var letter in folded)
        {
            if (!char.IsAsciiLetterLower(letter))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsAscii(string written) => System.Text.Ascii.IsValid(written);
}
