using System.Text.Json.Nodes;

namespace FaqBot.Engine;

/// <summary>How a text must look.</summary>
/// <param name="What">For messages, e.g. "an id".</param>
/// <param name="Rule">What is found where a text does not look so.</param>
/// <param name="Pattern">A regular expression from <c>\A</c> to <c>\z</c> that every valid text matches.</param>
/// <param name="IsValid">Decides; may ask for more than the pattern.</param>
internal sealed record Form(string What, DiagnosticRule Rule, string Pattern, Func<string, bool> IsValid)
{
    /// <summary>All valid texts, where they can be listed: an editor offers them.</summary>
    public IReadOnlyCollection<string> Choices { get; init; } = [];

    /// <summary>What an author who wrote something else may have meant; must be valid. Null where nothing is known.</summary>
    public Func<string, string?> Meant { get; init; } = _ => null;

    /// <summary>What to write, where that is not the rule's remedy.</summary>
    public string? Remedy { get; init; }

    /// <summary>A text of this form, which an editor offers; null for one that would have to stand in quotes, which not every
    /// editor writes.</summary>
    public string? Example { get; init; }

    public JsonObject Schema()
    {
        if (Choices.Count > 0)
        {
            return new JsonObject
            {
                ["enum"] = new JsonArray([.. Choices.Order(StringComparer.Ordinal).Select(choice => JsonValue.Create(choice))]),
            };
        }
        var schema = new JsonObject { ["type"] = Types(), ["pattern"] = Ecma(Pattern), ["patternErrorMessage"] = Remedy ?? Rule.Remedy };
        if (Example is not null)
        {
            schema["examples"] = new JsonArray(Example);
        }
        return schema;
    }

    /// <summary>The ends of a text as JSON Schema writes them.</summary>
    private static string Ecma(string pattern) =>
        pattern.Replace(@"\A", "^", StringComparison.Ordinal).Replace(@"\z", "$", StringComparison.Ordinal);

    /// <summary>A sku of digits is a number to YAML, and a text to us.</summary>
    private JsonNode Types() => IsValid("12345") ? new JsonArray("string", "number") : "string";
}
