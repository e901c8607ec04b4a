using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>How currencies are written by those who state a price. Codes: ISO 4217, those of Europe and the large ones beyond.</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<string, string> ByWord = Words();

    /// <summary>All codes.</summary>
    public static FrozenSet<string> Codes { get; } = ByWord.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The code of <paramref name="word"/> (a code, a sign or a name, whatever its case); null when unknown.</summary>
    public static string? Find(string word) => ByWord.GetValueOrDefault(word.ToUpperInvariant());

    private static FrozenDictionary<string, string> Words()
    {
        string[] codes =
        [
            "AED", "ALL", "AUD", "BAM", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "GEL", "HKD", "HUF", "ILS",
            "INR", "ISK", "JPY", "KRW", "MDL", "MKD", "MXN", "NOK", "NZD", "PLN", "RON", "RSD", "SEK", "SGD", "TRY", "UAH", "USD", "ZAR",
        ];
        var words = codes.ToDictionary(code => code, StringComparer.Ordinal);
        foreach (var word in (string[])["ZŁ", "ZL", "ZŁ.", "ZŁOTY", "ZŁOTE", "ZŁOTYCH"])
        {
            words[word] = "PLN";
        }

        (string Word, string Code)[] signs =
            [("€", "EUR"), ("EURO", "EUR"), ("£", "GBP"), ("$", "USD"), ("KČ", "CZK"), ("FT", "HUF"), ("₴", "UAH")];
        foreach (var (word, code) in signs)
        {
            words[word] = code;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
