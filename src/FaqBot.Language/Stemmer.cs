namespace FaqBot.Language;

/// <summary>The stemmer of a language: from a folded word to what it shares with its other forms.</summary>
internal static class Stemmer
{
    /// <summary>Endings are cut again until nothing changes, so that a stem is its own stem; each round shortens, so few are
    /// needed.</summary>
    private const int RoundsMax = 12;

    /// <param name="language">BCP-47; only its first part counts. An unknown one leaves words as they are.</param>
    public static Func<string, string> For(string language) => LanguageTag.Primary(language) switch
    {
        "pl" => Polish,
        "en" => English,
        _ => static word => word,
    };

    private static string Polish(string word) => Settle(word, PolishStemmer.Shorten);

    private static string English(string word) => Settle(word, EnglishStemmer.Shorten);

    private static string Settle(string word, Func<string, string> shorten)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var shorter = shorten(word);
            if (shorter.Length == word.Length && shorter == word)
            {
                return word;
            }
            word = shorter;
        }
        return word;
    }
}
