using FaqBot.Language;

namespace FaqBot.Server;

/// <summary>Which language a page is shown in: what its address asks for, what the browser prefers, the first on offer.</summary>
internal static class PageLanguage
{
    /// <summary>One of <paramref name="offered"/> (BCP-47, at least one).</summary>
    public static string Choose(HttpRequest request, IReadOnlyList<string> offered)
    {
        var wished = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value);
        return wished
            .Prepend(request.Query["lang"].ToString())
            .Select(tag => Find(tag, offered))
            .FirstOrDefault(tag => tag is not null) ?? offered[0];
    }

    private static string? Find(string? tag, IReadOnlyList<string> offered) =>
        tag is not { Length: > 0 } ? null
        : offered.FirstOrDefault(language => language.Equals(tag, StringComparison.OrdinalIgnoreCase))
            ?? offered.FirstOrDefault(language => LanguageTag.Primary(language) == LanguageTag.Primary(tag));
}
