using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The head of the chat's own pages: whose it is, that a bot answers, the privacy notice, and the languages.</summary>
internal static class ChatHeader
{
    /// <param name="shop">Whose chat it is.</param>
    /// <param name="texts">In the page's language.</param>
    /// <param name="language">The page's.</param>
    /// <param name="endHtml">What stands at the end of the line.</param>
    /// <param name="address">Of the page, for its other languages; null for the chat, in which the bot answers.</param>
    public static string Html(Shop shop, ShopTexts texts, string language, string endHtml = "", string? address = null) => $"""
        <header class="bar of-shop">
        <div class="who"><h1>{Page.Isolate(shop.Name)}</h1><p>{(address is null ? $"<span>{Page.Encode(texts["chat_bot"])}</span>" : "")}{PrivacyLink(shop, texts)}</p></div>
        <nav aria-label="{Page.Encode(texts["chat_language"])}">{LanguageLinks.Html(address ?? $"/chat/{shop.Id}", NamedLanguage.Of(shop), language)}</nav>
        {endHtml}
        </header>
        """;

    private static string PrivacyLink(Shop shop, ShopTexts texts) => ShopInterfaces.PrivacyUrl(shop) is { } url
        ? $""" <a href="{Page.Encode(url)}" target="_blank" rel="noopener">{Page.Encode(texts["chat_privacy"])}</a>"""
        : "";
}
