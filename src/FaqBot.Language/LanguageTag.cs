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
}
