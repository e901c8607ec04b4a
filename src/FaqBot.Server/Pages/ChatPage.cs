using FaqBot.Engine;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>GET /chat/{shop}: the chat as a page of its own, with Web Chat; without JavaScript a form.</summary>
internal sealed class ChatPage(
    CurrentKnowledge knowledge, PageAssets assets, HomePage home, IOptions<UploadOptions> uploads, TimeProvider time)
{
    public Task Show(HttpContext context) =>
        knowledge.Value.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop)
            ? Make(shop, PageLanguage.Choose(context.Request, shop.Languages)).Write(context)
            : home.ShowNotFound(context);

    private Page Make(Shop shop, string language)
    {
        var texts = new ShopTexts(shop, language, Microseconds.Now(time));
        var color = shop.Theme.Color;
        var form = new ChatForm(shop, texts, language);
        var startOver = $"""<button type="button" id="start-over">{Page.Encode(texts[TextIds.StartOverButton])}</button>""";
        var page = new Page($"{texts["chat_title"]} · {shop.Name}", shop.Locales[language]) { HasForm = true };
        return page with
        {
            HeadHtml = $$"""
                <link rel="stylesheet" href="{{assets["site.css"]}}">
                {{ThemeStyle.Html(shop.Theme, page.Nonce)}}
                <noscript><style nonce="{{page.Nonce}}">#chat, #notice, #start-over { display: none } .chat { height: auto; min-height: 100vh } .chat > noscript { display: contents } .chat .site { flex: 1 }</style></noscript>
                <script nonce="{{page.Nonce}}" src="{{assets["webchat.js"]}}" defer></script>
                <script nonce="{{page.Nonce}}" src="{{assets["chat.js"]}}" defer></script>
                """,
            BodyHtml = $"""
                <body class="chat">
                {ChatHeader.Html(shop, texts, language, startOver)}
                <main id="chat" data-shop="{shop.Id}" data-language="{Page.Encode(language)}" data-color="{color}"
                  data-images="{uploads.Value.ImageMegabytes}" data-videos="{uploads.Value.VideoMegabytes}"></main>
                <div id="notice" role="status"></div>
                <noscript><div class="site"><div class="ask" role="main">{form.FirstHtml()}</div></div></noscript>
                </body>
                """,
        };
    }
}
