using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>The shapes that files are made of.</summary>
internal static class Shapes
{
    /// <summary>A plain number or <c>true</c> is a text to us, whatever YAML makes of it.</summary>
    public static JsonArray ScalarTypes => ["string", "number", "boolean"];

    /// <summary>A text with its place.</summary>
    public static Shape<YamlScalar?> Scalar(int lengthMax = KnowledgeLimits.ValueLengthMax) => new(
        (node, values) => values.Scalar(node, lengthMax),
        () => new JsonObject { ["type"] = ScalarTypes, ["minLength"] = 1, ["maxLength"] = lengthMax });

    /// <summary>A text.</summary>
    public static Shape<string?> Text(int lengthMax = KnowledgeLimits.ValueLengthMax) =>
        Scalar(lengthMax).As(scalar => scalar?.Text.Trim());

    /// <summary>A text of a given form.</summary>
    public static Shape<string?> Formed(Form form) => new((node, values) => values.Formed(node, form), form.Schema);

    /// <summary>The same with its place.</summary>
    public static Shape<YamlScalar?> FormedScalar(Form form) => new(
        (node, values) => values.Formed(node, form) is null ? null : node as YamlScalar, form.Schema);

    public static Shape<bool?> Flag { get; } = new(
        (node, values) => values.Flag(node),
        () => new JsonObject
        {
            ["enum"] = new JsonArray([true, false, .. Values.Trues.Concat(Values.Falses).Select(word => JsonValue.Create(word))]),
        });

    /// <summary>One of <paramref name="allowed"/>.</summary>
    public static Shape<string?> Choice(params ImmutableArray<string> allowed) => new(
        (node, values) => values.Choice(node, allowed),
        () => new JsonObject { ["enum"] = new JsonArray([.. allowed.Select(choice => JsonValue.Create(choice))]) });

    public static Shape<int?> Whole(int min, int max) => new(
        (node, values) => values.Whole(node, min, max),
        () => AnyOf(
            new JsonObject { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max },
            new JsonObject { ["type"] = "string", ["pattern"] = "^[+-]?[0-9]+$" }));

    public static Shape<LocalDate?> Date { get; } = new(
        (node, values) => values.Date(node),
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

    /// <summary>A list; items that are wrong are left out.</summary>
    public static Shape<ImmutableArray<T>> List<T>(Shape<T?> item, int max = KnowledgeLimits.ListItemsMax)
        where T : class =>
        new(
            (node, values) => [.. values.Items(node, max).Select(found => item.Read(found, values)).OfType<T>()],
            Items(item, max).Schema)
        { Keys = item.Keys };

    /// <summary>A list whose items are read by the caller.</summary>
    public static Shape<ImmutableArray<YamlNode>> Items(Shape item, int max = KnowledgeLimits.ListItemsMax) => new(
        (node, values) => values.Items(node, max),
        () => new JsonObject { ["type"] = "array", ["maxItems"] = max, ["items"] = item.Schema() })
    { Keys = item.Keys };

    /// <summary>A mapping with keys of the author's own; those that do not look as they must are left out.</summary>
    /// <param name="keys">Null for any.</param>
    /// <param name="value">Read by the caller, who knows the key.</param>
    /// <param name="max">How many.</param>
    public static Shape<ImmutableArray<YamlPair>> Map(Form? keys, Shape value, int max = KnowledgeLimits.ListItemsMax) => new(
        (node, values) => [.. values.Pairs(node, max).Where(pair => keys is null || values.Formed(pair.Key, keys) is not null)],
        () => MapSchema(keys, value.Schema(), max))
    { Keys = value.Keys };

    /// <summary>A value in each language.</summary>
    public static Shape<ImmutableArray<YamlPair>> ByLanguage(Shape value) => Map(Forms.Language, value);

    /// <summary>A text in each language.</summary>
    public static Shape<ImmutableDictionary<string, YamlScalar>> Texts(int lengthMax) => new(
        (node, values) => values.Texts(node, lengthMax), ByLanguage(Scalar(lengthMax)).Schema);

    /// <summary>A list of texts in each language.</summary>
    public static Shape<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> TextLists(int itemsMax, int lengthMax) => new(
        (node, values) => values.TextLists(node, itemsMax, lengthMax), ByLanguage(List(Scalar(lengthMax), itemsMax)).Schema);

    /// <summary>A template in each language.</summary>
    public static Shape<ImmutableDictionary<string, TemplateText>> Templates(TemplateDialect dialect) => new(
        (node, values) => TemplateText.ReadAll(node, values, dialect), Texts(TemplateLimits.SourceCharactersMax).Schema);

    /// <summary>A mapping whose keys are given.</summary>
    public static Shape<Section?> Section(params ImmutableArray<Key> keys) => new(
        (node, values) => FaqBot.Engine.Section.Of(node, values, keys), () => SectionSchema(keys))
    { Keys = keys };

    public static JsonObject AnyOf(params ReadOnlySpan<JsonObject> shapes)
    {
        var any = new JsonArray();
        foreach (var shape in shapes)
        {
            any.Add((JsonNode)shape);
        }
        return new JsonObject { ["anyOf"] = any };
    }

    private static JsonObject MapSchema(Form? keys, JsonObject value, int max)
    {
        var map = new JsonObject { ["type"] = "object", ["maxProperties"] = max, ["additionalProperties"] = OrNothing(value) };
        if (keys is not null)
        {
            map["propertyNames"] = NameSchema(keys);
        }
        return map;
    }

    /// <summary>Without what editors show of values only.</summary>
    private static JsonObject NameSchema(Form form)
    {
        var schema = form.Schema();
        schema.Remove("examples");
        schema.Remove("patternErrorMessage");
        return schema;
    }

    private static JsonObject SectionSchema(ImmutableArray<Key> keys)
    {
        var needed = new JsonArray([.. keys.Where(key => key.IsNeeded).Select(key => JsonValue.Create(key.Name))]);
        var section = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Described(key)))),
        };
        if (needed.Count > 0)
        {
            section["required"] = needed;
        }
        return section;
    }

    private static JsonObject Described(Key key)
    {
        var schema = key.IsNeeded ? key.Shape.Schema() : OrNothing(key.Shape.Schema());
        schema.Insert(0, "description", key.Meaning);
        if (key.Default is { } otherwise)
        {
            schema.Insert(1, "default", otherwise);
        }
        return schema;
    }

    /// <summary>What stands without a value counts as not stated.</summary>
    public static JsonObject OrNothing(JsonObject schema)
    {
        if (schema["enum"] is JsonArray choices)
        {
            choices.Add(null);
        }
        else if (schema["anyOf"] is JsonArray shapes)
        {
            shapes.Add((JsonNode)new JsonObject { ["type"] = "null" });
        }
        else if (schema["type"] is { } type)
        {
            schema["type"] = type is JsonArray several
                ? new JsonArray([.. several.Select(one => one?.DeepClone()), "null"])
                : new JsonArray(type.DeepClone(), "null");
        }
        return schema;
    }
}
