using System.Collections.Frozen;
using System.Text;

namespace FaqBot.Language;

/// <summary>Signs that stand for a word.</summary>
internal static class Emoji
{
    private static readonly FrozenDictionary<int, (string Polish, string English)> Words = DataFile.Lines("emoji.txt")
        .Select(static line => line.Split(' '))
        .ToFrozenDictionary(static parts => Rune.GetRuneAt(parts[0], 0).Value, static parts => (parts[1], parts[2]));

    /// <summary>The word that <paramref name="sign"/> stands for; null for one that says nothing, or in another language.</summary>
    public static string? Word(Rune sign, string language) => Words.TryGetValue(sign.Value, out var word)
        ? LanguageTag.Primary(language) switch
        {
            "pl" => word.Polish,
            "en" => word.English,
            _ => null,
        }
        : null;
}
