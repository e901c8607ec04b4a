using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>What every template can see: <c>facts</c>, <c>shop</c>, <c>law</c> and <c>hours</c>; computed only when looked up.</summary>
internal static class TemplateRoots
{
    private static readonly TemplateValue Nothing = new TemplateValue.Nil();

    /// <summary>Names under <c>shop</c>.</summary>
    public static ImmutableArray<string> ShopNames { get; } = ["name", "email", "phone", "address", "privacy_url"];

    /// <summary>Names under <c>law</c>; the rules' ids with underscores.</summary>
    public static ImmutableArray<string> LawNames { get; } = ["complaint_reply", "withdrawal", "send_back", "refund", "liability"];

    /// <summary>Names under <c>hours</c>.</summary>
    public static ImmutableArray<string> HoursNames { get; } =
        ["chat", "phone", "office", "chat_open", "phone_open", "office_open", "chat_opens", "phone_opens", "office_opens", "exceptions"];

    /// <summary>The values of <paramref name="shop"/> at <paramref name="now"/> for an answer in <paramref name="language"/>. For one turn,
    /// that is, for one thread.</summary>
    public static TemplateScope For(Shop shop, string language, Instant now)
    {
        var today = now.InZone(shop.Zone).Date;
        var locale = shop.Locales[language];
        return new TemplateScope(locale, new Dictionary<string, TemplateValue>(StringComparer.Ordinal)
        {
            ["facts"] = new TemplateValue.Map(name => Of(OfFacts(shop, name, locale))),
            ["shop"] = new TemplateValue.Map(name => Of(OfShop(shop, name))),
            ["law"] = new TemplateValue.Map(name => Of(LawNames.Contains(name) ? shop.Law?.Length(name.Replace('_', '-'), today) : null)),
            ["hours"] = new TemplateValue.Map(Once(name => OfHours(shop.Hours, name, locale, now, today))),
        });
    }

    /// <summary>Finds each name once: hours are reckoned, and the texts of a turn ask for them again and again.</summary>
    private static Func<string, TemplateValue> Once(Func<string, TemplateValue> find)
    {
        var found = new Dictionary<string, TemplateValue>(StringComparer.Ordinal);
        return name => found.TryGetValue(name, out var value) ? value : found[name] = find(name);
    }

    /// <summary>A text that is not stated in the answer's language counts as missing.</summary>
    private static Fact? OfFacts(Shop shop, string name, Locale locale) =>
        shop.Facts.TryGetValue(name, out var fact) && fact.IsSaidIn(locale) ? fact : null;

    private static string? OfShop(Shop shop, string name) => name switch
    {
        "name" => shop.Name,
        "email" => shop.Contact.Email,
        "phone" => shop.Contact.Phone,
        "address" => shop.Contact.Address,
        "privacy_url" => shop.PrivacyUrl,
        _ => null,
    };

    private static TemplateValue OfHours(OfficeHours hours, string name, Locale locale, Instant now, LocalDate today) => name switch
    {
        "chat" => Of(hours.Describe(HoursKind.Chat, locale)),
        "phone" => Of(hours.Describe(HoursKind.Phone, locale)),
        "office" => Of(hours.Describe(HoursKind.Office, locale)),
        "chat_open" => new TemplateValue.Bool(hours.IsOpen(HoursKind.Chat, now)),
        "phone_open" => new TemplateValue.Bool(hours.IsOpen(HoursKind.Phone, now)),
        "office_open" => new TemplateValue.Bool(hours.IsOpen(HoursKind.Office, now)),
        "chat_opens" => Opens(hours, HoursKind.Chat, locale, now, today),
        "phone_opens" => Opens(hours, HoursKind.Phone, locale, now, today),
        "office_opens" => Opens(hours, HoursKind.Office, locale, now, today),
        "exceptions" => Of(hours.DescribeExceptions(today, locale)),
        _ => Nothing,
    };

    /// <summary>Nothing while open: "we are back at" would be wrong.</summary>
    private static TemplateValue Opens(OfficeHours hours, HoursKind kind, Locale locale, Instant now, LocalDate today) =>
        !hours.IsOpen(kind, now) && hours.NextOpening(kind, now) is { } opens
            ? new TemplateValue.Text(OfficeHours.DescribeMoment(opens, today, locale))
            : Nothing;

    private static TemplateValue Of(string? text) => text is null ? Nothing : new TemplateValue.Text(text);

    private static TemplateValue Of(Fact? fact) => fact is null ? Nothing : new TemplateValue.OfFact(fact);
}
