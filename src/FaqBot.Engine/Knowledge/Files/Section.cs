using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A mapping whose keys are given: an unknown key is an error, with the nearest known one as a hint.</summary>
internal sealed class Section
{
    private readonly ImmutableDictionary<string, YamlPair> pairs;
    private readonly Values values;

    private Section(YamlMapping node, Values values)
    {
        this.values = values;
        pairs = node.Pairs.ToImmutableDictionary(pair => pair.Key.Text, StringComparer.Ordinal);
        Span = node.Span;
    }

    public SourceSpan Span { get; }

    /// <summary>The value of a key as it stands in the file; null where it is not stated.</summary>
    public YamlNode? this[Key key] => pairs.TryGetValue(key.Name, out var pair) && !pair.Value.IsAbsent ? pair.Value : null;

    /// <summary>Reads <paramref name="node"/> as a mapping of <paramref name="keys"/>; null where it is absent or something else.</summary>
    public static Section? Of(YamlNode? node, Values values, ImmutableArray<Key> keys)
    {
        if (node is null or { IsAbsent: true })
        {
            return null;
        }
        if (node is not YamlMapping mapping)
        {
            values.WrongShape(node, "a mapping (`key: value`)");
            return null;
        }
        var names = keys.Select(key => key.Name).ToImmutableArray();
        foreach (var (key, _) in mapping.Pairs.Where(pair => !names.Contains(pair.Key.Text)))
        {
            var hint = values.Findings.Nearest(key.Text, names, $"Known here: {string.Join(", ", names)}.");
            values.Findings.Add(KnowledgeRules.UnknownKey, key.Span, $"The key '{key.Text}' is not known here.", hint);
        }
        return new Section(mapping, values);
    }

    /// <summary>The value of a key, as its shape says; a key that is needed and not there is found.</summary>
    public T Read<T>(Key<T> key) => key.Read(key.IsNeeded ? Need(key) : this[key], values);

    /// <summary>The value of a key that must be stated here.</summary>
    public YamlNode? Need(Key key)
    {
        if (this[key] is { } value)
        {
            return value;
        }
        if (!pairs.TryGetValue(key.Name, out var pair) || !pair.Value.IsComment)
        {
            values.Findings.Add(KnowledgeRules.MissingKey, SpanOf(key), $"The key '{key.Name}' is missing.");
        }
        return null;
    }

    /// <summary>Where the value of a key stands; the section itself where there is none.</summary>
    public SourceSpan ValueSpanOf(Key key) => pairs.TryGetValue(key.Name, out var pair) ? pair.Value.Span : Span;

    /// <summary>Where a key stands; the section itself where it does not.</summary>
    public SourceSpan SpanOf(Key key) => pairs.TryGetValue(key.Name, out var pair) ? pair.Key.Span : Span;
}
