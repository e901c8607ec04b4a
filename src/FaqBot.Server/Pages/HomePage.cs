using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>GET /: the shops.</summary>
internal sealed class HomePage(CurrentKnowledge knowledge, PageAssets assets)
{
    public Task Show(HttpContext context) => Make(context.Request).Write(context);

    /// <summary>For an address that leads nowhere.</summary>
    public Task ShowNotFound(HttpContext context)
    {
        var home = knowledge.Value.Home;
        var locale = LocaleOf(context.Request, home);
        string Say(string id) => Page.Encode(home[id, locale.Language]);
        var page = new Page($"{home["home_not_found_title", locale.Language]} · FaqBot", locale)
        {
            HeadHtml = Styles(),
            BodyHtml = $"""
                <body class="site">
                <main>
                <h1>{Say("home_not_found_title")}</h1>
                <p>{Say("home_not_found")}</p>
                <p><a class="button" href="/?lang={Page.Encode(locale.Language)}">{Say("home_all_shops")}</a></p>
                </main>
                </body>
                """,
        };
        return page.Write(context, StatusCodes.Status404NotFound);
    }

    private Page Make(HttpRequest request)
    {
        var current = knowledge.Value;
        var locale = LocaleOf(request, current.Home);
        string Say(string id) => Page.Encode(current.Home[id, locale.Language]);
        var shops = current.Shops.Values.OrderBy(shop => shop.Id, StringComparer.Ordinal).ToList();
        var languages = current.Home.Languages.Select(language => new NamedLanguage(language.Language, language.Name)).ToList();
        var page = new Page($"{current.Home["home_title", locale.Language]} · FaqBot", locale);
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
                <nav aria-label="{Say("home_language")}">{LanguageLinks.Html("/", languages, locale.Language)}</nav>
                </header>
                <main>
                <h1>{Say("home_title")}</h1>
                <p>{Say(shops.Count > 0 ? "home_intro" : "home_no_shops")}</p>
                <ul class="shops">{string.Concat(shops.Select(shop => Card(shop, current.Home, locale.Language)))}</ul>
                </main>
                </body>
                """,
        };
    }

    private static Locale LocaleOf(HttpRequest request, HomeTexts home)
    {
        var language = PageLanguage.Choose(request, [.. home.Languages.Select(locale => locale.Language)]);
        return home.Languages.First(locale => locale.Language == language);
    }

    private string Styles() => $"""<link rel="stylesheet" href="{assets["site.css"]}">""";

    private static string Card(Shop shop, HomeTexts home, string language)
    {
        var query = shop.Languages.Contains(language) ? $"?lang={Page.Encode(language)}" : "";
        var ofShop = $"""<span class="unseen"> {Page.Isolate(shop.Name)}</span>""";
        return $"""
            <li class="shop-{shop.Id}">
            <h2>{Page.Isolate(shop.Name)}</h2>
            <p>{Page.Encode(string.Join(" · ", NamedLanguage.Of(shop).Select(spoken => spoken.Name)))}</p>
            <a class="button" href="/shops/{shop.Id}{query}">{Page.Encode(home["home_store", language])}{ofShop}</a>
            <a class="more" href="/chat/{shop.Id}{query}">{Page.Encode(home["home_chat", language])}{ofShop}</a>
            </li>
            """;
    }
}
