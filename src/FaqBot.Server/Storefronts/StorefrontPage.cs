using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>
/// GET /shops/{shop}: a small shop page as an owner might have it, with the widget, to try the chat where customers meet
/// it. Nothing can be bought.
/// </summary>
internal sealed class StorefrontPage(CurrentKnowledge knowledge, PageAssets assets, TimeProvider time, HomePage home)
{
    /// <summary>It shows what a shop page looks like, not a catalogue.</summary>
    private const int ProductsMax = 24;

    public Task Show(HttpContext context) =>
        knowledge.Value.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop)
            ? Make(shop, PageLanguage.Choose(context.Request, shop.Languages)).Write(context)
            : home.ShowNotFound(context);

    private Page Make(Shop shop, string language)
    {
        var texts = new ShopTexts(shop, language, Microseconds.Now(time));
        var page = new Page(shop.Name, shop.Locales[language]) { HasFrames = true };
        return page with
        {
            HeadHtml = $"""
                <link rel="stylesheet" href="{assets["store.css"]}">
                {ThemeStyle.Html(shop.Theme, page.Nonce)}
                <script src="{assets["store.js"]}" defer></script>
                <script src="{PageAssets.WidgetRoute}" data-shop="{shop.Id}" data-lang="{Page.Encode(language)}" async></script>
                """,
            BodyHtml = $"""
                <body>
                {Header(shop, texts, language)}
                <main>
                <div class="welcome">
                <h1>{Page.Isolate(shop.Name)}</h1>
                <p>{Page.Encode(texts["store_help"])}</p>
                <p class="demo">{Page.Encode(texts["store_demo"])}</p>
                </div>
                {Products(shop, texts, language)}
                </main>
                {StorefrontFooter.Html(shop, texts, language)}
                </body>
                """,
        };
    }

    private static string Header(Shop shop, ShopTexts texts, string language) => $"""
        <header>
        <a class="brand" href="/shops/{shop.Id}?lang={Page.Encode(language)}">{Page.Isolate(shop.Name)}</a>
        <nav aria-label="{Page.Encode(texts["chat_language"])}">{LanguageLinks.Html($"/shops/{shop.Id}", NamedLanguage.Of(shop), language)}</nav>
        <p class="basket">{BasketSign}<span>{Page.Encode(texts["store_basket"])}</span> <output id="basket" data-shop="{shop.Id}">0</output></p>
        </header>
        """;

    private const string BasketSign =
        """<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false"><path d="M3 4h2l2.4 11h10.4L20 7.5H6M9 20.5a1 1 0 1 0 0-.1M17 20.5a1 1 0 1 0 0-.1"/></svg>""";

    private static string Products(Shop shop, ShopTexts texts, string language)
    {
        var products = shop.Products.Products.Values.OrderBy(product => product.Sku, StringComparer.Ordinal).Take(ProductsMax).ToList();
        if (products.Count == 0)
        {
            return "";
        }
        return $"""
            <h2 id="products">{Page.Encode(texts["store_products"])}</h2>
            <ul class="products" aria-labelledby="products">{string.Concat(products.Select(product => Card(shop, product, texts, language)))}</ul>
            <p role="status" id="added" class="unseen" data-text="{Page.Encode(texts["store_added"])}"></p>
            """;
    }

    private static string Card(Shop shop, Product product, ShopTexts texts, string language)
    {
        var name = Name(product, shop, language);
        var type = shop.Products.Types.TryGetValue(product.Type, out var known) ? known.Names.GetValueOrDefault(language) : null;
        var described = product.Described.OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
            .Select(attribute => attribute.Value.GetValueOrDefault(language)).OfType<string>();
        return $"""
            <li>
            {Drawing(product)}
            {Line("p", "type", type)}
            <h3>{Page.Isolate(name)}</h3>
            {Line("p", "about", product.About.GetValueOrDefault(language))}
            <ul class="described">{string.Concat(described.Select(text => $"<li>{Page.Isolate(text)}</li>"))}</ul>
            <div class="buy">
            {Line("p", "price", product.Price?.Print(shop.Locales[language]))}
            <button type="button" data-add="{Page.Encode(name)}">{Page.Encode(texts["store_add"])}<span class="unseen">: {Page.Isolate(name)}</span></button>
            </div>
            </li>
            """;
    }

    private static string Line(string element, string name, string? text) =>
        text is null ? "" : $"""<{element} class="{name}">{Page.Isolate(text)}</{element}>""";

    private static string Drawing(Product product) =>
        ProductDrawing.Svg(product) is { } svg ? $"""<div class="drawing">{svg}</div>""" : "";

    /// <summary>In the page's language, else in the shop's first, else in any: a product has a name. All else is left out where the page's
    /// language lacks it, rather than read in a foreign one.</summary>
    private static string Name(Product product, Shop shop, string language) =>
        product.Names.GetValueOrDefault(language)
        ?? product.Names.GetValueOrDefault(shop.Languages[0])
        ?? product.Names.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Value).FirstOrDefault()
        ?? product.Sku;
}
