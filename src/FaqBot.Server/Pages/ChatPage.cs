using System.Text.RegularExpressions;
using FaqBot.Engine;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>GET /chat/{shop}: the chat as a page of its own, with Web Chat.</summary>
internal sealed partial class ChatPage(CurrentKnowledge knowledge, PageAssets assets, HomePage home, IOptions<UploadOptions> uploads)
{
    private const string DefaultColor = "#1d5b8f";

    public Task Show(HttpContext context) =>
        knowledge.Value.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop)
            ? Make(shop, PageLanguage.Choose(context.Request, shop.Languages)).Write(context)
            : home.ShowNotFound(context);

    private Page Make(Shop shop, string language)
    {
        var texts = PageTexts.For(language);
        var color = shop.ThemeColor is { } stated && Color().IsMatch(stated) ? stated : DefaultColor;
        var page = new Page($"{shop.Name} · {texts.Bot}", language);
        return page with
        {
            HeadHtml = $$"""
                <link rel="stylesheet" href="{{assets["site.css"]}}">
                <style nonce="{{page.Nonce}}">:root { --accent: {{color}}; --on-accent: {{(IsLight(color) ? "#1b1b1b" : "#ffffff")}} }</style>
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

    /// <summary>Whether dark text reads better on it (perceived brightness, ITU-R BT.601).</summary>
    private static bool IsLight(string color)
    {
        var rgb = Convert.FromHexString(color.AsSpan(1));
        return (299 * rgb[0]) + (587 * rgb[1]) + (114 * rgb[2]) > 150_000;
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Color();
}
