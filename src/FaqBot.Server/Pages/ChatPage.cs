using FaqBot.Engine;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>GET /chat/{shop}: the chat as a page of its own, with Web Chat.</summary>
internal sealed class ChatPage(CurrentKnowledge knowledge, PageAssets assets, HomePage home, IOptions<UploadOptions> uploads)
{
    public Task Show(HttpContext context) =>
        knowledge.Value.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop)
            ? Make(shop, PageLanguage.Choose(context.Request, shop.Languages)).Write(context)
            : home.ShowNotFound(context);

    private Page Make(Shop shop, string language)
    {
        var texts = PageTexts.For(language);
        var color = shop.Theme.Color;
        var page = new Page($"{shop.Name} · {texts.Bot}", language);
        return page with
        {
            HeadHtml = $$"""
                <link rel="stylesheet" href="{{assets["site.css"]}}">
                <style nonce="{{page.Nonce}}">:root { --accent: {{color}}; --on-accent: {{shop.Theme.OnColor}} }</style>
                <script nonce="{{page.Nonce}}" src="{{assets["webchat.js"]}}" defer></script>
                <script nonce="{{page.Nonce}}" src="{{assets["chat.js"]}}" defer></script>
                """,
            BodyHtml = $"""
                <body class="chat">
                <header class="bar">
                <div class="who"><h1>{Page.Encode(shop.Name)}</h1><p><span>{Page.Encode(texts.Bot)}</span>{PrivacyLink(shop, texts)}</p></div>
                <nav aria-label="{Page.Encode(texts.LanguagesLabel)}">{LanguageLinks.Html($"/chat/{shop.Id}", shop.Languages, language)}</nav>
                <button type="button" id="start-over">{Page.Encode(texts.StartOver)}</button>
                </header>
                <main id="chat" data-shop="{shop.Id}" data-language="{Page.Encode(language)}" data-color="{color}"
                  data-images="{uploads.Value.ImageMegabytes}" data-videos="{uploads.Value.VideoMegabytes}"></main>
                <div id="notice" role="status"></div>
                <noscript><p class="notice">{Page.Encode(texts.NeedsScript)}</p></noscript>
                </body>
                """,
        };
    }

    private static string PrivacyLink(Shop shop, PageTexts texts) => Uri.TryCreate(shop.PrivacyUrl, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)
        ? $""" <a href="{Page.Encode(url.AbsoluteUri)}" target="_blank" rel="noopener">{Page.Encode(texts.Privacy)}</a>"""
        : "";
}
