using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FaqBot.Engine.Tests;

/// <summary>Checks JSON by the part of JSON Schema (draft 7) that our schemas are written in; a keyword outside it throws.</summary>
internal sealed class JsonSchema
{
    /// <summary>What says nothing about a value of another type.</summary>
    private static readonly string[] Known =
    [
        "$schema", "title", "description", "default", "examples", "patternErrorMessage",
        "pattern", "minLength", "maxLength", "minimum", "maximum", "maxItems", "items",
        "maxProperties", "required", "properties", "patternProperties", "propertyNames", "additionalProperties",
    ];

    private readonly List<string> findings = [];

    /// <summary>Where something is refused, and by which keyword; empty if nothing is.</summary>
    public static IReadOnlyList<string> Refusals(JsonObject schema, JsonNode? value)
    {
        var check = new JsonSchema();
        check.Check(schema, value, "$");
        return check.findings;
    }

    private void Check(JsonObject schema, JsonNode? value, string path)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (!Holds(keyword, rule ?? throw new ArgumentException($"{keyword} is null."), schema, value, path))
            {
                findings.Add($"{path}: {keyword}");
            }
        }
    }

    private bool Holds(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string path) => value switch
    {
        JsonObject map => HoldsOfMap(keyword, rule, schema, map, path),
        JsonArray list => HoldsOfList(keyword, rule, list, path),
        _ => HoldsOfScalar(keyword, rule, value),
    };

    private bool HoldsOfMap(string keyword, JsonNode rule, JsonObject schema, JsonObject map, string path) => keyword switch
    {
        "maxProperties" => map.Count <= Number(rule),
        "required" => rule.AsArray().All(key => map.ContainsKey(Text(key))),
        "properties" => map.All(pair => rule[pair.Key] is not JsonObject shape || Each([($".{pair.Key}", pair.Value)], shape, path)),
        "patternProperties" => rule.AsObject().All(pattern => pattern.Value is JsonObject shape
            && Each(map.Where(pair => Regex.IsMatch(pair.Key, pattern.Key)).Select(pair => ($".{pair.Key}", pair.Value)), shape, path)),
        "propertyNames" => map.All(pair => Refusals(rule.AsObject(), JsonValue.Create(pair.Key)).Count == 0),
        "additionalProperties" => Others(map, schema).All(pair =>
            rule is JsonObject shape ? Each([($".{pair.Key}", pair.Value)], shape, path) : rule.GetValue<bool>()),
        _ => HoldsOfAny(keyword, rule, map),
    };

    private bool HoldsOfList(string keyword, JsonNode rule, JsonArray list, string path) => keyword switch
    {
        "maxItems" => list.Count <= Number(rule),
        "items" => Each(list.Select((item, index) => ($"[{index}]", item)), rule.AsObject(), path),
        _ => HoldsOfAny(keyword, rule, list),
    };

    private static bool HoldsOfScalar(string keyword, JsonNode rule, JsonNode? value) => (keyword, value?.GetValueKind()) switch
    {
        ("pattern", JsonValueKind.String) => Regex.IsMatch(Text(value), Text(rule)),
        ("minLength", JsonValueKind.String) => Text(value).Length >= Number(rule),
        ("maxLength", JsonValueKind.String) => Text(value).Length <= Number(rule),
        ("minimum", JsonValueKind.Number) => Number(value) >= Number(rule),
        ("maximum", JsonValueKind.Number) => Number(value) <= Number(rule),
        _ => HoldsOfAny(keyword, rule, value),
    };

    private static bool HoldsOfAny(string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "type" => (rule is JsonArray several ? several.Select(Text) : [Text(rule)]).Any(type => IsOfType(value, type)),
        "enum" => rule.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)),
        "anyOf" => rule.AsArray().Any(choice => choice is JsonObject shape && Refusals(shape, value).Count == 0),
        _ when Known.Contains(keyword) => true,
        _ => throw new NotSupportedException(keyword),
    };

    /// <summary>What is wrong deeper down is found there.</summary>
    private bool Each(IEnumerable<(string Step, JsonNode? Value)> values, JsonObject shape, string path)
    {
        foreach (var (step, value) in values)
        {
            Check(shape, value, path + step);
        }
        return true;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Others(JsonObject map, JsonObject schema) => map.Where(pair =>
        schema["properties"]?[pair.Key] is null
        && schema["patternProperties"]?.AsObject().Any(pattern => Regex.IsMatch(pair.Key, pattern.Key)) != true);

    private static bool IsOfType(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && double.IsInteger(Number(value)),
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException(type),
    };

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static double Number(JsonNode? node) => double.Parse(node?.ToJsonString() ?? "", CultureInfo.InvariantCulture);
}
