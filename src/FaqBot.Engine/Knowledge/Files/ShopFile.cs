using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Reads <c>shop.yaml</c>.</summary>
internal static class ShopFile
{
    /// <summary>Stands for a country that was not stated (ISO 3166, user-assigned; CLDR: unknown region).</summary>
    public const string UnknownCountry = "ZZ";

    private static readonly Key<string?> Name =
        new("name", "The shop's name, as customers know it.", Shapes.Text(KnowledgeLimits.LabelLengthMax)) { IsNeeded = true };

    private static readonly Key<ImmutableArray<string>> Languages = new(
        "languages",
        "The languages that the shop speaks, as BCP-47 codes; the first is the default.",
        Shapes.List(Shapes.Formed(Forms.Language), KnowledgeLimits.LanguagesPerShopMax))
    { IsNeeded = true };

    private static readonly Key<string?> Country =
        new("country", "ISO 3166 code: which law holds and which days are off. Without it no law is known.", Shapes.Formed(Forms.Country));

    private static readonly Key<DateTimeZone?> TimeZone = new(
        "time_zone",
        "The shop's clock, as the tz database names it. Needed with `hours` where the country has several.",
        new Shape<DateTimeZone?>(Zone, Zones.Schema));

    private static readonly Key<string?> CasePrefix = new(
        "case_prefix", "Begins the numbers of the shop's cases: two to four capital letters.", Shapes.Formed(Forms.CasePrefix));

    private static readonly Key<ImmutableArray<string>> Origins = new(
        "origins", "Pages that may embed the chat: scheme and host.", Shapes.List(Shapes.Formed(Forms.Origin)));

    private static readonly Key<string?> Email = new("email", "Where people read e-mail.", Shapes.Formed(Forms.Email));

    private static readonly Key<string?> Phone = new("phone", "Where people answer the phone.", Shapes.Formed(Forms.Phone));

    private static readonly Key<string?> Address = new("address", "Where the shop is found.", Shapes.Text());

    private static readonly Key<Section?> Contact =
        new("contact", "How people are reached without the chat.", Shapes.Section(Email, Phone, Address));

    private static readonly Key<FrozenDictionary<HoursKind, Schedule>> Hours =
        new("hours", "When people answer. Without it nobody does.", HoursSection.Shape);

    private static readonly Key<ImmutableDictionary<string, StatedFact>> Facts = new(
        "facts",
        "What answers say of the shop: prices, times, addresses. An entry that needs one which is missing is not answered.",
        FactsSection.Shape);

    private static readonly Key<string?> Base =
        new("base", "`none`: without the starter pack of entries in `_base`.", Shapes.Choice("none"));

    private static readonly Key<string?> OrderNumber = new(
        "order_number",
        "The shop's order numbers as a regular expression without look-around and back-references.",
        Shapes.Formed(Forms.Pattern));

    private static readonly Key<string?> PrivacyUrl = new("privacy_url", "The privacy notice.", Shapes.Formed(Forms.Url));

    private static readonly Key<Theme> Look = new("theme", "How the chat looks on the shop's page.", ThemeSection.Shape);

    private static readonly Key<ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>>> Texts = new(
        "texts",
        "What the bot and the chat's window say, in the shop's own words; each by language, or one for all.",
        TextsFile.Shape([.. TextIds.Purposes, .. InterfaceTextIds.Purposes], plainServesAll: true));

    private static readonly Shape<ImmutableArray<string>> Topics = Shapes.List(Shapes.Formed(Forms.Id));

    private static readonly Key<ImmutableArray<YamlPair>> Teams =
        new("teams", "Which team answers for which topics, by the team's name.", Shapes.Map(Forms.Id, Topics));

    private static readonly Shape<int?> DaysBefore = Shapes.Whole(1, 60);

    private static readonly Key<ImmutableArray<YamlNode>> RemindDays = new(
        "remind_days",
        "How many days before the legal end of a case the shop is reminded of it; 3 and 1 unless stated.",
        Shapes.Items(DaysBefore));

    private static readonly Key<ImmutableDictionary<string, TemplateText>> NoticeText = new(
        "text", "What is announced, by language or one for all.", TextsFile.Templates(TemplateDialect.Standard, plainServesAll: true))
    { IsNeeded = true };

    private static readonly Key<LocalDate?> ValidFrom = new("valid_from", "First day on which it is said.", Shapes.Date);

    private static readonly Key<LocalDate?> ValidUntil = new("valid_until", "Last day on which it is said.", Shapes.Date);

    private static readonly Key<ImmutableArray<Section>> Notices = new(
        "notices", "Passing announcements, said after the greeting.", Shapes.List(Shapes.Section(NoticeText, ValidFrom, ValidUntil)));

    /// <summary>The whole file.</summary>
    public static Shape<Section?> Shape { get; } = Shapes.Section(
        Name, Languages, Country, TimeZone, CasePrefix, Origins, Contact, Hours,
        Facts, Base, OrderNumber, PrivacyUrl, Look, Texts, Teams, RemindDays, Notices);

    /// <summary>Reads the file's root; null where it is no mapping at all.</summary>
    public static ShopStatement? Read(YamlNode root, Values values)
    {
        if (Shape.Read(root, values) is not { } section)
        {
            return null;
        }
        var country = StatedCountry(section, values);
        var contact = section.Read(Contact);
        return new ShopStatement
        {
            Span = section.Span,
            Name = section.Read(Name) ?? "",
            Languages = StatedLanguages(section, values),
            LanguagesSpan = section.SpanOf(Languages),
            Country = country,
            CountrySpan = section.SpanOf(Country),
            Zone = StatedZone(section, country),
            CasePrefix = section.Read(CasePrefix),
            Origins = [.. section.Read(Origins).Distinct()],
            Contact = new ShopContact(contact?.Read(Email), contact?.Read(Phone), contact?.Read(Address)),
            Hours = section.Read(Hours),
            Facts = section.Read(Facts),
            FactsSpan = section.SpanOf(Facts),
            UsesBase = section.Read(Base) is null,
            OrderNumber = section.Read(OrderNumber),
            PrivacyUrl = section.Read(PrivacyUrl),
            Theme = section.Read(Look),
            Texts = section.Read(Texts),
            Teams = section.Read(Teams).ToFrozenDictionary(
                pair => pair.Key.Text, pair => Topics.Read(pair.Value, values), StringComparer.Ordinal),
            TeamTopics = [.. section.Read(Teams).Select(pair => pair.Value).OfType<YamlSequence>()
                .SelectMany(topics => topics.Items.OfType<YamlScalar>())],
            RemindDays = section[RemindDays] is null
                ? Shop.RemindDaysUsual
                : [.. section.Read(RemindDays).Select(days => DaysBefore.Read(days, values)).OfType<int>().Distinct().OrderDescending()],
            Notices = [.. section.Read(Notices).Select(notice => Notice(notice, values))],
        };
    }

    private static ImmutableArray<string> StatedLanguages(Section section, Values values)
    {
        var languages = section.Read(Languages).Distinct().ToImmutableArray();
        if (section[Languages] is YamlSequence { Items.IsEmpty: true } empty)
        {
            values.Findings.Add(KnowledgeRules.EmptyText, empty.Span, "The shop speaks no language.", "Write e.g. `languages: [pl, en]`.");
        }
        return languages;
    }

    private static string StatedCountry(Section section, Values values)
    {
        if (section[Country] is null)
        {
            values.Findings.Add(KnowledgeRules.CountryNotStated, section.Span, "The shop does not state its country.");
        }
        return section.Read(Country) ?? UnknownCountry;
    }

    /// <summary>As stated, else the only zone of the country; a shop without hours may do without either.</summary>
    private static DateTimeZone StatedZone(Section section, string country)
    {
        if (section[TimeZone] is not null)
        {
            return section.Read(TimeZone) ?? DateTimeZone.Utc;
        }
        var only = Zones.OnlyOf(country);
        // An unknown country is found already; no zone is asked for as well.
        if (only is null && section[Hours] is not null && (section[Country] is null || country != UnknownCountry))
        {
            section.Need(TimeZone);
        }
        return only ?? DateTimeZone.Utc;
    }

    private static DateTimeZone? Zone(YamlNode? node, Values values)
    {
        if (values.Scalar(node) is not { } scalar)
        {
            return null;
        }
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(scalar.Text) is { } zone)
        {
            return zone;
        }
        var hint = values.Findings.Nearest(scalar.Text, DateTimeZoneProviders.Tzdb.Ids, KnowledgeRules.BadTimeZone.Remedy);
        values.Findings.Add(KnowledgeRules.BadTimeZone, scalar.Span, $"'{scalar.Text}' is not a time zone.", hint);
        return null;
    }

    private static StatedNotice Notice(Section section, Values values)
    {
        var (from, until) = values.Period(section, ValidFrom, ValidUntil);
        return new StatedNotice(section.Read(NoticeText), from, until, section.Span);
    }
}
