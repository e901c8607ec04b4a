namespace FaqBot.Language;

/// <summary>BCP-47 tags.</summary>
public static class LanguageTag
{
    /// <summary>The language without region, script and the rest, in lower case; an empty tag stays empty.</summary>
    /// <example>"pl-PL" is "pl"; "EN" is "en".</example>
    public static string Primary(string tag)
    {
        var dash = tag.IndexOf('-', StringComparison.Ordinal);
        return (dash < 0 ? tag : tag[..dash]).ToLowerInvariant();
    }

    /// <summary>Whether the tag says which script is meant, by a subtag of four letters.</summary>
    /// <example>"sr-Latn" does, "sr-RS" does not.</example>
    public static bool NamesScript(string tag) =>
        tag.Split('-').Skip(1).Any(static part => part.Length == 4 && part.All(char.IsAsciiLetter));
}
