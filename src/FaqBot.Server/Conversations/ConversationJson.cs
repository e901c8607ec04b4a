using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>How states, inputs, effects and cases are stored: camel case, nothing where a value is null, instants as whole microseconds,
/// days as ISO 8601 has them, a choice of several kinds with its name in <c>kind</c>.</summary>
internal static class ConversationJson
{
    private const string ChannelProperty = "channel";

    private static readonly JsonSerializerOptions Options = new(StoredContext.Default.Options)
    {
        // A reader of the database sees "ó", not "\u00F3".
        Encoder = PlainJson.Encoder,
        TypeInfoResolver = StoredContext.Default.WithAddedModifier(NameKinds).WithAddedModifier(LeaveOutUsual),
    };

    private static readonly JsonTypeInfo<ConversationState> State = Info<ConversationState>();
    private static readonly JsonTypeInfo<TurnInput> Input = Info<TurnInput>();
    private static readonly JsonTypeInfo<Effect> EffectInfo = Info<Effect>();
    private static readonly JsonTypeInfo<CaseFiling> Filing = Info<CaseFiling>();

    public static string Write(ConversationState state) => JsonSerializer.Serialize(state, State);

    public static string Write(TurnInput input) => JsonSerializer.Serialize(input, Input);

    public static string Write(Effect effect) => JsonSerializer.Serialize(effect, EffectInfo);

    /// <exception cref="JsonException">What is stored is not an effect.</exception>
    public static Effect ReadEffect(string json) => JsonSerializer.Deserialize(json, EffectInfo) ?? throw new JsonException();

    public static string Write(CaseFiling filing) => JsonSerializer.Serialize(filing, Filing);

    /// <exception cref="JsonException">What is stored is not a state.</exception>
    public static ConversationState ReadState(string json)
    {
        var state = JsonSerializer.Deserialize(json, State) ?? throw new JsonException();
        return state with
        {
            Buttons = Whole(state.Buttons),
            Dialog = state.Dialog is { } dialog ? Whole(dialog) : null,
            Offered = state.Offered is { } offered
                ? offered with { Answers = Whole(offered.Answers), Files = Whole(offered.Files) }
                : null,
            Files = Whole(state.Files),
            Surveys = Whole(state.Surveys),
            SurveyedCases = Whole(state.SurveyedCases),
        };
    }

    /// <exception cref="JsonException">What is stored is not an input.</exception>
    public static TurnInput ReadInput(string json)
    {
        var input = JsonSerializer.Deserialize(json, Input) ?? throw new JsonException();
        return input with
        {
            Channel = input.Channel ?? TurnInput.ChatChannel,
            OpenCases = input.OpenCases.IsDefaultOrEmpty
                ? []
                : [.. input.OpenCases.Select(open => open with { Skus = Whole(open.Skus) })],
            Event = Whole(input.Event),
        };
    }

    /// <exception cref="JsonException">What is stored is not a case.</exception>
    public static CaseFiling ReadFiling(string json)
    {
        var filing = JsonSerializer.Deserialize(json, Filing) ?? throw new JsonException();
        return filing with { Skus = Whole(filing.Skus) };
    }

    /// <summary>What is left out of the text is left out by the reader too, whatever the type states.</summary>
    private static ImmutableArray<T> Whole<T>(ImmutableArray<T> read) => read.IsDefault ? [] : read;

    private static DialogRun Whole(DialogRun read) => read with
    {
        Answers = Whole(read.Answers),
        Path = Whole(read.Path),
        Said = Whole(read.Said),
        Story = Whole(read.Story),
        Offered = Whole(read.Offered),
        Files = Whole(read.Files),
    };

    private static TurnEvent Whole(TurnEvent read) => read switch
    {
        TurnEvent.Message message => message with { Files = Whole(message.Files) },
        TurnEvent.FormSent sent => sent with { Filled = Whole(sent.Filled) },
        TurnEvent.DialogWanted wanted => wanted with { Filled = Whole(wanted.Filled) },
        _ => read,
    };

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void NameKinds(JsonTypeInfo info)
    {
        if (info.Type == typeof(TurnEvent))
        {
            info.PolymorphismOptions = Kinds(
                (typeof(TurnEvent.Started), "started"), (typeof(TurnEvent.Message), "message"), (typeof(TurnEvent.Ended), "ended"),
                (typeof(TurnEvent.CaseChanged), "caseChanged"), (typeof(TurnEvent.OrderLookedUp), "orderLookedUp"),
                (typeof(TurnEvent.FormSent), "formSent"), (typeof(TurnEvent.DialogWanted), "dialogWanted"));
        }
        else if (info.Type == typeof(Effect))
        {
            info.PolymorphismOptions = Kinds(
                (typeof(Effect.PersonWanted), nameof(Effect.PersonWanted)),
                (typeof(Effect.FileCase), nameof(Effect.FileCase)),
                (typeof(Effect.AddToCase), nameof(Effect.AddToCase)),
                (typeof(Effect.LookUpOrder), nameof(Effect.LookUpOrder)),
                (typeof(Effect.Notify), nameof(Effect.Notify)),
                (typeof(Effect.KeepSurvey), nameof(Effect.KeepSurvey)));
        }
        else if (info.Type == typeof(OrderLookup))
        {
            info.PolymorphismOptions = Kinds(
                (typeof(OrderLookup.Found), "found"),
                (typeof(OrderLookup.NotFound), "notFound"),
                (typeof(OrderLookup.Unavailable), "unavailable"));
        }
    }

    /// <summary>Most inputs have no cases, no files and the usual channel: what every message stores is to be short.</summary>
    private static void LeaveOutUsual(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(property => property.DeclaringType == typeof(TurnInput)
            || property.DeclaringType == typeof(TurnEvent.Message)))
        {
            if (property.PropertyType == typeof(ImmutableArray<OpenCase>))
            {
                property.ShouldSerialize = (_, value) => value is ImmutableArray<OpenCase> { IsDefaultOrEmpty: false };
            }
            else if (property.PropertyType == typeof(ImmutableArray<SentFile>))
            {
                property.ShouldSerialize = (_, value) => value is ImmutableArray<SentFile> { IsDefaultOrEmpty: false };
            }
            else if (property.PropertyType == typeof(bool) && property.DeclaringType == typeof(TurnInput))
            {
                property.ShouldSerialize = (_, value) => value is true;
            }
            else if (property.Name == ChannelProperty)
            {
                property.ShouldSerialize = (_, value) => value is not TurnInput.ChatChannel;
            }
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

internal sealed class LocalDateJsonConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalDatePattern.Iso.Parse(reader.GetString() ?? "") is { Success: true, Value: var day } ? day : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

internal sealed class CallWindowJsonConverter : JsonConverter<CallWindow>
{
    public override CallWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CallWindow.Parse(reader.GetString() ?? "") ?? throw new JsonException();

    public override void Write(Utf8JsonWriter writer, CallWindow value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantJsonConverter), typeof(LocalDateJsonConverter), typeof(CallWindowJsonConverter)])]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(TurnInput))]
[JsonSerializable(typeof(TurnEvent.Started))]
[JsonSerializable(typeof(TurnEvent.Message))]
[JsonSerializable(typeof(TurnEvent.Ended))]
[JsonSerializable(typeof(TurnEvent.CaseChanged))]
[JsonSerializable(typeof(TurnEvent.OrderLookedUp))]
[JsonSerializable(typeof(TurnEvent.FormSent))]
[JsonSerializable(typeof(TurnEvent.DialogWanted))]
[JsonSerializable(typeof(OrderLookup.Found))]
[JsonSerializable(typeof(OrderLookup.NotFound))]
[JsonSerializable(typeof(OrderLookup.Unavailable))]
[JsonSerializable(typeof(Effect))]
[JsonSerializable(typeof(Effect.PersonWanted))]
[JsonSerializable(typeof(Effect.FileCase))]
[JsonSerializable(typeof(Effect.AddToCase))]
[JsonSerializable(typeof(Effect.LookUpOrder))]
[JsonSerializable(typeof(Effect.Notify))]
[JsonSerializable(typeof(Effect.KeepSurvey))]
[JsonSerializable(typeof(CaseFiling))]
internal sealed partial class StoredContext : JsonSerializerContext;
