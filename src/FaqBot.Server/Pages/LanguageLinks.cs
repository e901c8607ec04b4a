namespace FaqBot.Server;

/// <summary>Links that show the same page in another language.</summary>
internal static class LanguageLinks
{
    /// <summary>Nothing where there is only one language.</summary>
    public static string Html(string path, IReadOnlyList<NamedLanguage> languages, string current) =>
        languages.Count < 2 ? "" : string.Concat(languages.Select(language => Link(path, language, language.Tag == current)));

    private static string Link(string path, NamedLanguage language, bool isCurrent)
    {
        var mark = isCurrent ? " aria-current=\"true\"" : "";
        var tag = Page.Encode(language.Tag);
        var name = Page.Encode(language.Name);
        var shown = Page.Encode(language.Tag.ToUpperInvariant());
        return $"""<a href="{path}?lang={tag}" lang="{tag}" hreflang="{tag}" title="{name}"{mark}>{shown}</a>""";
    }
}
