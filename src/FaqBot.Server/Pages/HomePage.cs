using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>GET /: the shops.</summary>
internal sealed class HomePage(CurrentKnowledge knowledge, PageAssets assets)
{
    private static readonly string[] Languages = [PageTexts.Polish.Language.Tag, PageTexts.English.Language.Tag];

    public Task Show(HttpContext context) => Make(context.Request).Write(context);

    /// <summary>For an address that leads nowhere.</summary>
    public Task ShowNotFound(HttpContext context)
    {
        var texts = PageTexts.For(PageLanguage.Choose(context.Request, Languages));
        var page = new Page($"{texts.NotFoundTitle} · FaqBot", Locales.None[texts.Language.Tag])
        {
            HeadHtml = Styles(),
            BodyHtml = $"""
                <body class="site">
                <main>
                <h1>{Page.Encode(texts.NotFoundTitle)}</h1>
                <p>{Page.Encode(texts.NotFound)}</p>
                <p><a class="button" href="/?lang={texts.Language.Tag}">{Page.Encode(texts.AllShops)}</a></p>
                </main>
                </body>
                """,
        };
        return page.Write(context, StatusCodes.Status404NotFound);
    }

    private Page Make(HttpRequest request)
    {
        var texts = PageTexts.For(PageLanguage.Choose(request, Languages));
        var shops = knowledge.Value.Shops.Values.OrderBy(shop => shop.Id, StringComparer.Ordinal).ToList();
        var page = new Page($"{texts.ShopsTitle} · FaqBot", Locales.None[texts.Language.Tag]);
        return page with
        {
            HeadHtml = $"""
                {Styles()}
                <style nonce="{page.Nonce}">{string.Concat(shops.Select(shop => $".shop-{shop.Id} {{ {ThemeStyle.Properties(shop.Theme)} }} "))}</style>
                """,
            BodyHtml = $"""
                <body class="site">
                <header class="bar">
                <p class="brand">FaqBot</p>
                <nav aria-label="{Page.Encode(texts.LanguagesLabel)}">{LanguageLinks.Html("/", [PageTexts.Polish.Language, PageTexts.English.Language], texts.Language.Tag)}</nav>
                </header>
                <main>
                <h1>{Page.Encode(texts.ShopsTitle)}</h1>
                <p>{Page.Encode(shops.Count > 0 ? texts.ShopsIntroduction : texts.NoShops)}</p>
                <ul class="shops">{string.Concat(shops.Select(shop => Card(shop, texts)))}</ul>
                </main>
                </body>
                """,
        };
    }

    private string Styles() => $"""<link rel="stylesheet" href="{assets["site.css"]}">""";

    private static string Card(Shop shop, PageTexts texts)
    {
        var query = shop.Languages.Contains(texts.Language.Tag) ? $"?lang={texts.Language.Tag}" : "";
        var ofShop = $"""<span class="unseen"> {Page.Isolate(shop.Name)}</span>""";
        return $"""
            <li class="shop-{shop.Id}">
            <h2>{Page.Isolate(shop.Name)}</h2>
            <p>{Page.Encode(string.Join(" · ", NamedLanguage.Of(shop).Select(language => language.Name)))}</p>
            <a class="button" href="/shops/{shop.Id}{query}">{Page.Encode(texts.OpenStore)}{ofShop}</a>
            <a class="more" href="/chat/{shop.Id}{query}">{Page.Encode(texts.OpenChat)}{ofShop}</a>
            </li>
            """;
    }
}
