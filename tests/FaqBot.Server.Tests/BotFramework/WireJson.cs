using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

/// <summary>Reads what must be there.</summary>
internal static class WireJson
{
    public static JsonObject Parse(string json) => JsonNode.Parse(json) as JsonObject ?? throw new FormatException("Not an object.");

    public static string Field(this JsonNode? node, string name) =>
        node?[name]?.GetValue<string>() ?? throw new FormatException($"No '{name}' in {node?.ToJsonString()}.");

    public static IReadOnlyList<JsonNode> List(this JsonNode? node, string name) =>
        node?[name] is JsonArray list
            ? [.. list.OfType<JsonNode>()]
            : throw new FormatException($"No list '{name}' in {node?.ToJsonString()}.");
}
