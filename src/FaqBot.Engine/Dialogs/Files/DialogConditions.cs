using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Reads conditions of dialogs.</summary>
internal static class DialogConditions
{
    /// <summary>So deep may <c>not</c>, <c>any</c> and <c>all</c> be nested.</summary>
    private const int DepthMax = 6;

    /// <summary>Null for none, and for one that cannot be read, which is then found.</summary>
    public static DialogCondition? Read(YamlNode? node, Values values) => Read(node, values, DepthMax);

    private static DialogCondition? Read(YamlNode? node, Values values, int depth)
    {
        if (node is null)
        {
            return null;
        }
        if (depth == 0)
        {
            values.Findings.Add(DialogRules.BadCondition, node.Span, "The condition is nested too deeply.");
            return null;
        }
        var pairs = values.Pairs(node);
        if (pairs.IsEmpty)
        {
            values.Findings.Add(DialogRules.BadCondition, node.Span, "The condition is empty.");
            return null;
        }
        var parts = pairs.Select(pair => Part(pair, values, depth - 1)).OfType<DialogCondition>().ToImmutableArray();
        return parts is [var only] ? only : new DialogCondition.All(parts);
    }

    private static DialogCondition? Part(YamlPair pair, Values values, int depth) => pair.Key.Text switch
    {
        "not" => Read(pair.Value, values, depth) is { } inner ? new DialogCondition.Not(inner) : null,
        "any" => new DialogCondition.Any(List(pair.Value, values, depth)),
        "all" => new DialogCondition.All(List(pair.Value, values, depth)),
        var name => new DialogCondition.Is(name, ValuesOf(pair.Value, values), pair.Key.Span),
    };

    private static ImmutableArray<DialogCondition> List(YamlNode node, Values values, int depth) =>
        [.. values.Items(node).Select(item => Read(item, values, depth)).OfType<DialogCondition>()];

    private static ImmutableArray<string> ValuesOf(YamlNode node, Values values) => node is YamlSequence
        ? [.. values.Items(node).Select(item => values.Scalar(item)?.Text).OfType<string>()]
        : values.Scalar(node) is { } scalar ? [scalar.Text] : [];
}
