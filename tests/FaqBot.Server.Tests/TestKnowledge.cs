using System.Collections.Frozen;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>Knowledge of bare shops, for turns that say what they like.</summary>
internal static class TestKnowledge
{
    public static Knowledge Of(params string[] shops) => new(
        string.Join('+', shops), shops.Select(Bare).ToFrozenDictionary(shop => shop.Id, StringComparer.Ordinal));

    private static Shop Bare(string id) => new()
    {
        Id = id,
        Name = "Sklep",
        Languages = ["pl", "en"],
        Country = "PL",
        Zone = DateTimeZone.Utc,
        Origins = ["https://sklep.example"],
        Contact = new ShopContact(null, null, null),
        Hours = OfficeHours.None,
        Facts = FrozenDictionary<string, Fact>.Empty,
        Law = null,
        Entries = [],
        EntriesById = FrozenDictionary<string, Entry>.Empty,
        Models = FrozenDictionary<string, MatchModel>.Empty,
        LanguageProfiles = null,
        Texts = new SystemTexts(TextIds.All.ToFrozenDictionary(textId => textId, Text, StringComparer.Ordinal)),
        Commands = Commands.None,
        PrivacyUrl = null,
        ThemeColor = null,
        Notices = [],
    };

    private static FrozenDictionary<string, Template> Text(string id)
    {
        var template = Template.Parse($"text {id}", new SourceSpan("texts.yaml", 1, 1), []) ?? throw new InvalidOperationException();
        return new Dictionary<string, Template> { ["pl"] = template, ["en"] = template }.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
