using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace FaqBot.Engine;

/// <summary>A fact and where it is stated.</summary>
internal sealed record StatedFact(Fact Fact, SourceSpan NameSpan, SourceSpan ValueSpan);

/// <summary>Reads <c>facts</c> of <c>shop.yaml</c>.</summary>
internal static class FactsSection
{
    private static readonly Shape<ImmutableDictionary<string, YamlScalar>> ByLanguage = Shapes.Texts(KnowledgeLimits.ValueLengthMax);

    /// <summary>A fact that the starter pack does not know is typed by its form.</summary>
    private static readonly Shape<YamlNode?> Value = new((node, _) => node, () => ValueSchema(null));

    /// <summary>By name.</summary>
    public static Shape<ImmutableDictionary<string, StatedFact>> Shape { get; } = new(Read, Schema);

    /// <summary>A fact's value, of a given type or of any.</summary>
    public static JsonObject ValueSchema(FactType? type) => type switch
    {
        // Looser than what is read, which no pattern could say: enough to tell a price from a duration.
        FactType.Money => Written("[0-9]", "14.99 PLN"),
        FactType.Quantity => Written("[0-9]", "5 kg"),
        FactType.Number => Shapes.AnyOf(
            new JsonObject { ["type"] = "number", ["examples"] = new JsonArray(14) },
            new JsonObject { ["type"] = "string", ["pattern"] = "^ *[+-]?[0-9][0-9 .,\u00A0\u202F]*$" }),
        FactType.Percent => Written("[0-9].*(%|[Pp])", "10 %"),
        FactType.Duration => Written("[0-9].*[^0-9]$", "1-2 days"),
        FactType.Time => Written("^ *[0-9]{1,2}:[0-9]{2} *$", "14:00"),
        FactType.Url => Written("^ *[Hh][Tt][Tt][Pp][Ss]?:", "https://shop.example/page"),
        _ => Shapes.AnyOf(Shapes.Scalar().Schema(), ByLanguage.Schema()),
    };

    private static JsonObject Schema()
    {
        var properties = KnownFacts.All.Select(fact =>
        {
            var schema = Shapes.OrNothing(ValueSchema(fact.Type));
            schema.Insert(0, "description", fact.Type == FactType.Text ? fact.Meaning : $"{fact.Meaning} {FactReader.Example(fact.Type)}");
            return KeyValuePair.Create(fact.Name, (JsonNode?)schema);
        });
        var facts = Shapes.Map(Forms.FactName, Value, KnowledgeLimits.FactsPerShopMax).Schema();
        facts["properties"] = new JsonObject(properties);
        return facts;
    }

    private static JsonObject Written(string pattern, string example) =>
        new() { ["type"] = "string", ["pattern"] = pattern, ["examples"] = new JsonArray(example) };

    private static ImmutableDictionary<string, StatedFact> Read(YamlNode? node, Values values)
    {
        var facts = ImmutableDictionary.CreateBuilder<string, StatedFact>(StringComparer.Ordinal);
        foreach (var (key, value) in values.Pairs(node, KnowledgeLimits.FactsPerShopMax).Where(pair => !pair.Value.IsAbsent))
        {
            if (values.Formed(key, Forms.FactName) is { } name && Fact(name, value, values) is { } fact)
            {
                facts[name] = new StatedFact(fact, key.Span, value.Span);
            }
        }
        return facts.ToImmutable();
    }

    private static Fact? Fact(string name, YamlNode node, Values values)
    {
        var type = KnownFacts.Types.TryGetValue(name, out var known) ? known : default(FactType?);
        if (node is YamlMapping)
        {
            var byLanguage = ByLanguage.Read(node, values).ToDictionary(pair => pair.Key, pair => pair.Value.Text);
            return byLanguage.Count == 0 ? null : Accepted(FaqBot.Engine.Fact.Parse(byLanguage, type), name, node, values);
        }
        return values.Scalar(node) is { } scalar
            ? Accepted(FaqBot.Engine.Fact.Parse(scalar.Text, type, values.Words), name, node, values)
            : null;
    }

    private static Fact? Accepted(FactReading reading, string name, YamlNode node, Values values)
    {
        if (reading.Fact is null)
        {
            values.Findings.Add(KnowledgeRules.BadFact, node.Span, $"The fact '{name}' cannot be read: {reading.Problem}", reading.Hint);
        }
        return reading.Fact;
    }
}
