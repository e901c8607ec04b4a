namespace FaqBot.Server;

/// <summary>Links that show the same page in another language.</summary>
internal static class LanguageLinks
{
    /// <summary>Nothing where there is only one language.</summary>
    public static string Html(string path, IReadOnlyList<string> languages, string current) =>
        languages.Count < 2 ? "" : string.Concat(languages.Select(language => Link(path, language, language == current)));

    private static string Link(string path, string language, bool isCurrent)
    {
        var mark = isCurrent ? " aria-current=\"true\"" : "";
        return $"""<a href="{path}?lang={Page.Encode(language)}" lang="{Page.Encode(language)}" hreflang="{Page.Encode(language)}" title="{Page.Encode(LanguageTable.NameOf(language))}"{mark}>{Page.Encode(language.ToUpperInvariant())}</a>""";
    }
}
