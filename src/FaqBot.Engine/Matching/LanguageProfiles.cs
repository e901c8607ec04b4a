namespace FaqBot.Engine;

/// <summary>Tells a shop's languages apart by character n-grams of what the shop itself has written in each; immutable.</summary>
public sealed class LanguageProfiles
{
    /// <summary>Learns from texts (utterances, answers) by language; deterministic.</summary>
    public static LanguageProfiles Train(IReadOnlyDictionary<string, IReadOnlyList<string>> texts) => new();

    /// <summary>The language of <paramref name="text"/>, or null where the text is too short or the lead too small to switch a conversation by.</summary>
    public string? Detect(string text) => null;
}
