using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace FaqBot.Server;

/// <summary>Reads a JSON object from outside so that nothing in it can surprise us later: no duplicate keys, no half
/// surrogates, no NUL.</summary>
internal static class StrictJson
{
    /// <summary>Arrays and objects within each other.</summary>
    public const int DepthMax = 64;

    private static readonly JsonDocumentOptions Document = new() { MaxDepth = DepthMax, AllowDuplicateProperties = false };

    /// <summary>The object, or null when the bytes are not exactly one acceptable JSON object.</summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Utf8.IsValid(utf8) && HasCleanStrings(utf8) ? JsonNode.Parse(utf8, documentOptions: Document) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The string under <paramref name="name"/>; null when it is absent, null or something else.</summary>
    public static string? Text(this JsonObject node, string name) =>
        node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Whether <paramref name="name"/> is absent, null, or of the given kind.</summary>
    public static bool IsAbsentOr(this JsonObject node, string name, JsonValueKind kind) =>
        node[name] is not { } value || value.GetValueKind() == kind;

    /// <summary>The parser takes <c>\ud800</c> and <c>\u0000</c> for syntax and would throw, or let a database throw, when
    /// they are used.</summary>
    private static bool HasCleanStrings(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.Contains((byte)'\\'))
        {
            return true;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && reader.ValueIsEscaped && (reader.GetString() ?? "").Contains('\0', StringComparison.Ordinal))
                {
                    return false;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair cannot be read as text.
            return false;
        }

        return true;
    }
}
