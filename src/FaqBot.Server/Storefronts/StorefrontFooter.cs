using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The foot of a storefront: how and when people are reached, and where to go on.</summary>
internal static class StorefrontFooter
{
    public static string Html(Shop shop, ShopTexts texts, string language) => $"""
        <footer>
        <section>
        <h2>{Page.Encode(texts["store_contact"])}</h2>
        {Contact(shop.Contact)}
        </section>
        <section>
        <h2>{Page.Encode(texts["store_hours"])}</h2>
        {Hours(shop, texts, language)}
        </section>
        <section>
        <h2>{Page.Encode(texts["store_chat"])}</h2>
        <p><a href="/chat/{shop.Id}?lang={Page.Encode(language)}">{Page.Encode(texts["store_full_page"])}</a></p>
        {Withdrawal(shop, texts, language)}
        {Privacy(shop, texts)}
        <p><a href="/">{Page.Encode(texts["store_all_shops"])}</a></p>
        </section>
        </footer>
        """;

    /// <summary>It must be found without searching, as long as anybody may withdraw (Directive 2011/83/EU, article 11a).</summary>
    private static string Withdrawal(Shop shop, ShopTexts texts, string language) => shop.HasDialog("withdrawal")
        ? $"""<p><a href="/withdraw/{shop.Id}?lang={Page.Encode(language)}">{Page.Encode(texts["store_withdraw"])}</a></p>"""
        : "";

    private static string Contact(ShopContact contact)
    {
        var ways = new[]
        {
            contact.Email is { } email ? ContactLinks.Email(email) : null,
            contact.Phone is { } phone ? ContactLinks.Phone(phone) : null,
            contact.Address is { } address ? Page.Isolate(address) : null,
        };
        return string.Concat(ways.OfType<string>().Select(way => $"<p>{way}</p>"));
    }

    /// <summary>Each with the way it is about, for there are no words for the kinds of hours.</summary>
    private static string Hours(Shop shop, ShopTexts texts, string language)
    {
        var rows = new (string? Way, HoursKind Kind)[]
        {
            (texts["store_chat"], HoursKind.Chat), (shop.Contact.Phone, HoursKind.Phone), (shop.Contact.Address, HoursKind.Office),
        };
        var lines = rows
            .Select(row => (row.Way, Hours: shop.Hours.Describe(row.Kind, shop.Locales[language])))
            .Where(row => row is { Way: not null, Hours: not null })
            .Select(row => $"<dt>{Page.Isolate(row.Way ?? "")}</dt><dd>{Page.Isolate(row.Hours ?? "")}</dd>");
        return $"<dl>{string.Concat(lines)}</dl>";
    }

    private static string Privacy(Shop shop, ShopTexts texts) => ShopInterfaces.PrivacyUrl(shop) is { } url
        ? $"""<p><a href="{Page.Encode(url)}" target="_blank" rel="noopener">{Page.Encode(texts["chat_privacy"])}</a></p>"""
        : "";
}
