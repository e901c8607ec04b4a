using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace FaqBot.Engine;

/// <summary>What a <c>shop.yaml</c> states, checked by itself; wrong values are replaced by harmless ones, because the errors
/// forbid to use the knowledge anyway.</summary>
internal sealed record ShopStatement
{
    public required SourceSpan Span { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<string> Languages { get; init; }

    public required SourceSpan LanguagesSpan { get; init; }

    public required string Country { get; init; }

    public required SourceSpan CountrySpan { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required string? CasePrefix { get; init; }

    public required ImmutableArray<string> Origins { get; init; }

    public required ShopContact Contact { get; init; }

    public required FrozenDictionary<HoursKind, Schedule> Hours { get; init; }

    public required ImmutableDictionary<string, StatedFact> Facts { get; init; }

    public required SourceSpan FactsSpan { get; init; }

    public required bool UsesBase { get; init; }

    public required string? OrderNumber { get; init; }

    public required string? PrivacyUrl { get; init; }

    public required Theme Theme { get; init; }

    public required ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> Texts { get; init; }

    public required FrozenDictionary<string, ImmutableArray<string>> Teams { get; init; }

    public required ImmutableArray<StatedNotice> Notices { get; init; }
}

/// <summary>A notice before its languages are settled; the empty key stands for all languages.</summary>
internal sealed record StatedNotice(
    ImmutableDictionary<string, TemplateText> Text, LocalDate? ValidFrom, LocalDate? ValidUntil, SourceSpan Span);

/// <summary>Reads <c>shop.yaml</c>.</summary>
internal static class ShopFile
{
    /// <summary>Stands for a country that was not stated (ISO 3166, user-assigned; CLDR: unknown region).</summary>
    public const string UnknownCountry = "ZZ";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> ZonesByCountry =
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
        .GroupBy(location => location.CountryCode, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.Select(location => location.ZoneId).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>Reads the file's root; null where it is no mapping at all.</summary>
    public static ShopStatement? Read(YamlNode root, Values values)
    {
        var section = Section.Of(
            root, values, "name", "languages", "country", "time_zone", "case_prefix", "origins", "contact", "hours", "facts", "base",
            "order_number", "privacy_url", "theme", "texts", "teams", "notices");
        if (section is null)
        {
            return null;
        }
        var country = Country(section, values);
        return new ShopStatement
        {
            Span = section.Span,
            Name = values.Text(section.Need("name"), KnowledgeLimits.LabelLengthMax) ?? "",
            Languages = Languages(section, values),
            LanguagesSpan = section.SpanOf("languages"),
            Country = country,
            CountrySpan = section.SpanOf("country"),
            Zone = Zone(section, country, values),
            CasePrefix = values.Formed(section["case_prefix"], KnowledgeRules.BadCasePrefix, "a case prefix", Forms.IsCasePrefix),
            Origins = Origins(section, values),
            Contact = Contact(section, values),
            Hours = HoursSection.Read(section["hours"], values),
            Facts = FactsSection.Read(section["facts"], values),
            FactsSpan = section.SpanOf("facts"),
            UsesBase = values.Choice(section["base"], "none") is null,
            OrderNumber = values.Formed(section["order_number"], KnowledgeRules.BadPattern, "a pattern that can be used", Forms.IsPattern),
            PrivacyUrl = values.Formed(section["privacy_url"], KnowledgeRules.BadUrl, "a URL", Forms.IsUrl),
            Theme = ThemeSection.Read(section["theme"], values),
            Texts = TextsFile.Read(section["texts"], [.. TextPurpose.All.Values], values, plainServesAll: true),
            Teams = Teams(section, values),
            Notices = [.. values.Items(section["notices"]).Select(item => Notice(item, values)).OfType<StatedNotice>()],
        };
    }

    private static ImmutableArray<string> Languages(Section section, Values values)
    {
        var languages = values.Items(section.Need("languages"), KnowledgeLimits.LanguagesPerShopMax)
            .Select(item => values.Formed(item, KnowledgeRules.BadLanguage, "a language code", LanguageCodes.IsValid))
            .OfType<string>()
            .Distinct()
            .ToImmutableArray();
        if (section["languages"] is YamlSequence { Items.IsEmpty: true } empty)
        {
            values.Findings.Add(KnowledgeRules.EmptyText, empty.Span, "The shop speaks no language.", "Write e.g. `languages: [pl, en]`.");
        }
        return languages;
    }

    private static string Country(Section section, Values values)
    {
        if (section["country"] is null)
        {
            values.Findings.Add(KnowledgeRules.CountryNotStated, section.Span, "The shop does not state its country.");
            return UnknownCountry;
        }
        return values.Formed(section["country"], KnowledgeRules.BadCountry, "a country", ZonesByCountry.ContainsKey) ?? UnknownCountry;
    }

    /// <summary>As stated, else the only zone of the country; a shop without hours may do without either.</summary>
    private static DateTimeZone Zone(Section section, string country, Values values)
    {
        if (values.Scalar(section["time_zone"]) is { } scalar)
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(scalar.Text) is { } zone)
            {
                return zone;
            }
            var hint = values.Findings.Nearest(scalar.Text, DateTimeZoneProviders.Tzdb.Ids, KnowledgeRules.BadTimeZone.Remedy);
            values.Findings.Add(KnowledgeRules.BadTimeZone, scalar.Span, $"'{scalar.Text}' is not a time zone.", hint);
            return DateTimeZone.Utc;
        }
        if (ZonesByCountry.TryGetValue(country, out var zones) && zones is [var only])
        {
            return DateTimeZoneProviders.Tzdb[only];
        }
        if (section["hours"] is not null)
        {
            section.Need("time_zone");
        }
        return DateTimeZone.Utc;
    }

    private static ImmutableArray<string> Origins(Section section, Values values) =>
    [
        .. values.Items(section["origins"])
            .Select(item => values.Formed(item, KnowledgeRules.BadOrigin, "an origin", Forms.IsOrigin))
            .OfType<string>()
            .Distinct(),
    ];

    private static ShopContact Contact(Section section, Values values)
    {
        var contact = Section.Of(section["contact"], values, "email", "phone", "address");
        return new ShopContact(
            values.Formed(contact?["email"], KnowledgeRules.BadEmail, "an e-mail address", Forms.IsEmail),
            values.Formed(contact?["phone"], KnowledgeRules.BadPhone, "a phone number", Forms.IsPhone),
            values.Text(contact?["address"]));
    }

    private static FrozenDictionary<string, ImmutableArray<string>> Teams(Section section, Values values) =>
        values.Pairs(section["teams"])
            .Where(pair => values.Id(pair.Key) is not null)
            .ToFrozenDictionary(
                pair => pair.Key.Text,
                pair => values.Items(pair.Value).Select(values.Id).OfType<string>().ToImmutableArray(),
                StringComparer.Ordinal);

    private static StatedNotice? Notice(YamlNode node, Values values)
    {
        if (Section.Of(node, values, "text", "valid_from", "valid_until") is not { } section)
        {
            return null;
        }
        var (from, until) = values.Period(section["valid_from"], section["valid_until"]);
        var text = TextsFile.Templates(section.Need("text"), values, plainServesAll: true, TemplateDialect.Standard);
        return new StatedNotice(text, from, until, section.Span);
    }
}
