namespace FaqBot.Language;

/// <summary>Which words are English.</summary>
internal static class EnglishWords
{
    /// <summary>Words of SCOWL, folded.</summary>
    private static readonly SortedTable Words = SortedTable.Read("words-en.txt");

    /// <summary>Frequent words, British spellings among them, with their counts.</summary>
    private static readonly SortedTable Common = SortedTable.Read("common-words-en.txt");

    public static bool IsKnown(string folded) => IsCommon(folded) || Words.Contains(folded);

    public static bool IsCommon(string folded) => Common.Contains(folded);

    public static Word Known(string folded) => new(folded, [new Lemma(EnglishStemmer.Shorten(folded), 1000)], "en");

    public static Word Guess(string folded) => new(folded, [new Lemma(EnglishStemmer.Shorten(folded), 1000)], "");
}
