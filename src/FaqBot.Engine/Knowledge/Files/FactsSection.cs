using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A fact and where it is stated.</summary>
internal sealed record StatedFact(Fact Fact, SourceSpan NameSpan, SourceSpan ValueSpan);

/// <summary>Reads <c>facts</c> of <c>shop.yaml</c>.</summary>
internal static class FactsSection
{
    /// <summary>By name.</summary>
    public static ImmutableDictionary<string, StatedFact> Read(YamlNode? node, Values values)
    {
        var facts = ImmutableDictionary.CreateBuilder<string, StatedFact>(StringComparer.Ordinal);
        foreach (var (key, value) in values.Pairs(node, KnowledgeLimits.FactsPerShopMax).Where(pair => !pair.Value.IsAbsent))
        {
            var name = values.Formed(key, KnowledgeRules.BadFactName, "the name of a fact", Forms.IsName);
            if (name is not null && Fact(name, value, values) is { } fact)
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
            var byLanguage = values.Texts(node, KnowledgeLimits.ValueLengthMax).ToDictionary(pair => pair.Key, pair => pair.Value.Text);
            return byLanguage.Count == 0 ? null : Accepted(FaqBot.Engine.Fact.Parse(byLanguage, type), name, node, values);
        }
        return values.Scalar(node) is { } scalar ? Accepted(FaqBot.Engine.Fact.Parse(scalar.Text, type, values.Units), name, node, values) : null;
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
