using System.Text.Json;
using System.Text.Json.Serialization;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>GET /panel/{shop}: the chat's panel, which pages of the shop show in a frame. Its script draws all of it.</summary>
internal sealed class PanelPage(CurrentKnowledge knowledge, PageAssets assets, ShopInterfaces interfaces, HomePage home)
{
    public Task Show(HttpContext context) =>
        knowledge.Value.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop)
            ? Make(shop, PageLanguage.Choose(context.Request, shop.Languages)).Write(context)
            : home.ShowNotFound(context);

    private Page Make(Shop shop, string language)
    {
        var document = interfaces.Of(shop, language);
        var origins = ShopOrigins.Of(shop);
        var list = JsonSerializer.Serialize([.. origins], OriginsJson.Default.StringArray);
        var texts = document.Texts;
        return new Page($"{texts["chat_title"]} · {shop.Name}", shop.Locales[language])
        {
            Viewport = "width=device-width, initial-scale=1, interactive-widget=resizes-content",
            FrameAncestors = ["'self'", .. origins],
            HeadHtml = $"""
                <link rel="stylesheet" href="{assets["panel.css"]}">
                <script type="application/json" id="interface" data-origins="{Page.Encode(list)}">{ShopInterfaces.Write(document)}</script>
                <script src="{assets["panel.js"]}" defer></script>
                """,
            BodyHtml = $"""
                <body>
                <noscript><p><a href="/chat/{shop.Id}?lang={Page.Encode(language)}" target="_blank" rel="noopener">{Page.Encode(texts["chat_no_script"])}</a></p></noscript>
                </body>
                """,
        };
    }
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class OriginsJson : JsonSerializerContext;
