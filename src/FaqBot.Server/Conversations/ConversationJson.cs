using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>How states, inputs and effects are stored: camel case, nothing where a value is null, instants as whole microseconds,
/// a choice of several kinds with its name in <c>kind</c>.</summary>
internal static class ConversationJson
{
    private static readonly JsonSerializerOptions Options = new(StoredContext.Default.Options)
    {
        // A reader of the database sees "ó", not "\u00F3".
        Encoder = PlainJson.Encoder,
        TypeInfoResolver = StoredContext.Default.WithAddedModifier(NameKinds),
    };

    private static readonly JsonTypeInfo<ConversationState> State = Info<ConversationState>();
    private static readonly JsonTypeInfo<TurnInput> Input = Info<TurnInput>();
    private static readonly JsonTypeInfo<Effect> EffectInfo = Info<Effect>();

    public static string Write(ConversationState state) => JsonSerializer.Serialize(state, State);

    public static string Write(TurnInput input) => JsonSerializer.Serialize(input, Input);

    public static string Write(Effect effect) => JsonSerializer.Serialize(effect, EffectInfo);

    /// <exception cref="JsonException">What is stored is not a state.</exception>
    public static ConversationState ReadState(string json) => JsonSerializer.Deserialize(json, State) ?? throw new JsonException();

    /// <exception cref="JsonException">What is stored is not an input.</exception>
    public static TurnInput ReadInput(string json) => JsonSerializer.Deserialize(json, Input) ?? throw new JsonException();

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void NameKinds(JsonTypeInfo info)
    {
        if (info.Type == typeof(TurnEvent))
        {
            info.PolymorphismOptions = Kinds(
                (typeof(TurnEvent.Started), "started"), (typeof(TurnEvent.Message), "message"), (typeof(TurnEvent.Ended), "ended"));
        }
        else if (info.Type == typeof(Effect))
        {
            info.PolymorphismOptions = Kinds((typeof(Effect.PersonWanted), nameof(Effect.PersonWanted)));
        }
    }

    private static JsonPolymorphismOptions Kinds(params ReadOnlySpan<(Type Type, string Name)> kinds)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var (type, name) in kinds)
        {
            options.DerivedTypes.Add(new JsonDerivedType(type, name));
        }
        return options;
    }
}

internal sealed class InstantJsonConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Microseconds.ToInstant(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Microseconds.Of(value));
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(TurnInput))]
[JsonSerializable(typeof(TurnEvent.Started))]
[JsonSerializable(typeof(TurnEvent.Message))]
[JsonSerializable(typeof(TurnEvent.Ended))]
[JsonSerializable(typeof(Effect))]
[JsonSerializable(typeof(Effect.PersonWanted))]
internal sealed partial class StoredContext : JsonSerializerContext;
