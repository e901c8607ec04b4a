using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.TimeZones;

namespace FaqBot.Engine;

/// <summary>The zones of each country. Source: the tz database as NodaTime brings it.</summary>
internal static class Zones
{
    /// <summary>Ids of zones by ISO 3166 code.</summary>
    public static FrozenDictionary<string, ImmutableArray<string>> ByCountry { get; } =
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
        .GroupBy(location => location.CountryCode, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.Select(location => location.ZoneId).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>The only zone of a country; null where it has several, or is not known.</summary>
    public static DateTimeZone? OnlyOf(string country) =>
        ByCountry.TryGetValue(country, out var zones) && zones is [var only] ? DateTimeZoneProviders.Tzdb[only] : null;

    /// <summary>The code of a country by its English name, or by its code in small letters; null for anything else.</summary>
    public static string? CountryMeant(string text) => ByCountry.ContainsKey(text.ToUpperInvariant())
        ? text.ToUpperInvariant()
        : (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
            .FirstOrDefault(location => string.Equals(location.CountryName, text, StringComparison.OrdinalIgnoreCase))?.CountryCode;

    /// <summary>Every id, for editors to offer.</summary>
    public static JsonObject Schema() =>
        new()
        {
            ["enum"] = new JsonArray([.. DateTimeZoneProviders.Tzdb.Ids.Order(StringComparer.Ordinal).Select(id => JsonValue.Create(id))]),
        };
}
