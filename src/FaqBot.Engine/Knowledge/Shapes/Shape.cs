using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace FaqBot.Engine;

/// <summary>What a value in a file must be: said once, for the check that reads it and for the schema that editors read. A schema may
/// accept what the check refuses (an unknown id, a date that does not exist), never the other way round.</summary>
internal abstract class Shape(Func<JsonObject> schema)
{
    /// <summary>The keys of a mapping with given keys, or of those in a list; empty for anything else.</summary>
    public ImmutableArray<Key> Keys { get; init; } = [];

    /// <summary>In JSON Schema, draft 7: a new tree each time.</summary>
    public JsonObject Schema() => schema();
}

/// <summary>The same with what is read from it.</summary>
/// <param name="read">Takes null for a value that is not there, and adds a finding for one that is wrong.</param>
/// <param name="schema">Makes the schema.</param>
internal sealed class Shape<T>(Func<YamlNode?, Values, T> read, Func<JsonObject> schema) : Shape(schema)
{
    public T Read(YamlNode? node, Values values) => read(node, values);

    /// <summary>The same, made into something else once it is read.</summary>
    public Shape<TOther> As<TOther>(Func<T, TOther> make) => new((node, values) => make(read(node, values)), Schema) { Keys = Keys };
}

/// <summary>A key of a mapping.</summary>
internal abstract class Key(string name, string meaning, Shape shape)
{
    public string Name { get; } = name;

    /// <summary>One sentence for authors.</summary>
    public string Meaning { get; } = meaning;

    public Shape Shape { get; } = shape;

    /// <summary>Whether a mapping without it is an error.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>What holds where it is not stated, if that can be written; null where nothing does.</summary>
    public string? Default { get; init; }
}

/// <inheritdoc/>
internal sealed class Key<T>(string name, string meaning, Shape<T> shape) : Key(name, meaning, shape)
{
    public T Read(YamlNode? node, Values values) => shape.Read(node, values);
}
