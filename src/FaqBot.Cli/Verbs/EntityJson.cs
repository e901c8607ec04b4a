using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FaqBot.Language;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Cli;

/// <summary>A line of the answer; the id as it came.</summary>
internal sealed record RecognizedJson(JsonNode? Id, IReadOnlyList<EntityJson> Entities);

/// <summary>An entity: <c>value</c> where there is one reading, <c>values</c> where there are several; <c>end</c> is the last UTF-16
/// unit, not the one behind it.</summary>
internal sealed record EntityJson(
    string Kind,
    int Start,
    int End,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonArray? Values)
{
    public static EntityJson Of(RecognizedEntity entity)
    {
        var values = entity.Values.Select(EntityValueJson.Of).ToArray();
        return new(
            KindOf(entity.Kind), entity.Start, entity.Start + entity.Length - 1, entity.Text,
            values.Length == 1 ? values[0] : null, values.Length == 1 ? null : new JsonArray(values));
    }

    private static string KindOf(EntityKind kind) => kind switch
    {
        EntityKind.DateTime => "datetime",
        EntityKind.DateTimeRange => "datetime_range",
        _ => Json.Name(kind),
    };
}

/// <summary>Values as <c>docs/reference.md</c> lists them.</summary>
internal static class EntityValueJson
{
    public static JsonNode? Of(EntityValue value) => value switch
    {
        EntityValue.Date date => Text(date.Value),
        EntityValue.Time time => Text(time.Value),
        EntityValue.DateTime moment => Text(moment.Value),
        EntityValue.DateRange range => Range(Text(range.From), Text(range.To)),
        EntityValue.TimeRange range => Range(Text(range.From), Text(range.To)),
        EntityValue.DateTimeRange range => Range(Text(range.From), Text(range.To)),
        EntityValue.Duration duration => new JsonObject { ["value"] = Number(duration.Value), ["unit"] = Json.Name(duration.Unit) },
        EntityValue.Number number => Number(number.Value),
        EntityValue.Money money => new JsonObject { ["amount"] = Number(money.Amount), ["currency"] = money.Currency },
        EntityValue.Answer answer => Json.Name(answer.Value),
        EntityValue.Text text => text.Value,
        _ => throw new UnreachableException(),
    };

    private static JsonObject Range(string? from, string? to) => new() { ["from"] = from, ["to"] = to };

    /// <summary>Without trailing zeros: 12.50 is 12.5.</summary>
    private static decimal Number(decimal value) => value / 1.0000000000000000000000000000m;

    private static string? Text(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;

    private static string? Text(LocalTime? time) => time is { } clock ? Pattern(clock).Format(clock) : null;

    private static string? Text(LocalDateTime? moment) => moment is { } at ? $"{Text(at.Date)}T{Text(at.TimeOfDay)}" : null;

    /// <summary>Seconds only where there are some.</summary>
    private static LocalTimePattern Pattern(LocalTime clock) => clock.Second == 0 ? ToMinutes : ToSeconds;

    private static LocalTimePattern ToMinutes { get; } = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static LocalTimePattern ToSeconds { get; } = LocalTimePattern.CreateWithInvariantCulture("HH':'mm':'ss");
}
