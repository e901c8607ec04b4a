using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What a posted activity turned out to be.</summary>
internal abstract record ReadActivity
{
    private ReadActivity()
    {
    }

    /// <summary>Goes into the conversation's queue.</summary>
    public sealed record Recorded(JsonObject Activity, string? ClientActivityId, TurnEvent? Event, string? Language) : ReadActivity;

    /// <summary>Acknowledged and forgotten: typing is not history, and what members join is for the server to say.</summary>
    public sealed record Forgotten : ReadActivity;

    public sealed record Refused(DirectLineError Why) : ReadActivity;
}

/// <summary>
/// Checks a posted activity and says what it means for the conversation. Unknown fields are accepted at every level and kept;
/// known ones must have the type that the Activity schema gives them; null counts as absent.
/// </summary>
internal static class ActivityReader
{
    private const string JoinEvent = "webchat/join";

    private static readonly string[] Strings =
    [
        "action", "attachmentLayout", "callerId", "channelId", "code",
        "deliveryMode", "expiration", "id", "importance", "inputHint", "label",
        "localTimestamp", "localTimezone", "locale", "name", "replyToId",
        "serviceUrl", "speak", "summary", "text", "textFormat", "timestamp",
        "topicName", "type", "valueType",
    ];

    private static readonly string[] Names = ["type", "name"];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Objects = ["conversation", "from", "recipient", "relatesTo", "suggestedActions"];

    private static readonly string[] ObjectLists =
        ["attachments", "entities", "membersAdded", "membersRemoved", "reactionsAdded", "reactionsRemoved", "textHighlights"];

    private static readonly FrozenDictionary<string, Func<JsonNode, bool>> Kinds =
        FrozenDictionary.ToFrozenDictionary<string, Func<JsonNode, bool>>(
            [
                .. Strings.Select(name => KeyValuePair.Create<string, Func<JsonNode, bool>>(name, IsString)),
                .. Objects.Select(name => KeyValuePair.Create<string, Func<JsonNode, bool>>(name, node => node is JsonObject)),
                .. ObjectLists.Select(name => KeyValuePair.Create<string, Func<JsonNode, bool>>(name, IsObjectList)),
            ],
            StringComparer.Ordinal);

    private static readonly string[] AccountStrings = ["id", "name", "role", "aadObjectId"];

    private static readonly string[] ActionStrings = ["type", "title", "image", "imageAltText", "text", "displayText"];

    public static ReadActivity Read(ReadOnlySpan<byte> body)
    {
        if (!TryParse(body, out var activity, out var refusal))
        {
            return new ReadActivity.Refused(refusal);
        }

        if (FindWrongChannelData(activity) is { } field)
        {
            return new ReadActivity.Refused(WrongType(field));
        }

        if (FindTooLong(activity, body.Length) is { } tooLong)
        {
            return Refuse($"'{tooLong}' is too long.");
        }

        return Interpret(activity, ClientActivityId(activity) is { Length: > 0 } id ? id : null);
    }

    /// <summary>One activity whose known fields have the right types, whatever protocol it came by.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> body, [NotNullWhen(true)] out JsonObject? activity, [NotNullWhen(false)] out DirectLineError? refusal)
    {
        activity = StrictJson.Parse(body);
        refusal = activity is null
            ? DirectLineError.BadArgument("The body must be one activity: a JSON object without duplicate keys, at most 64 levels deep.")
            : FindFault(activity);
        return refusal is null;
    }

    /// <summary>What the activity means for its conversation.</summary>
    public static ReadActivity Interpret(JsonObject activity, string? clientActivityId)
    {
        var language = DirectLineRequest.Language(activity.Text("locale"));
        switch (activity.Text("type"))
        {
            case "message":
                return new ReadActivity.Recorded(activity, clientActivityId, MessageOf(activity), language);
            case "event" when activity.Text("name") is JoinEvent:
                var joined = DirectLineRequest.Language((activity["value"] as JsonObject)?.Text("language"));
                return new ReadActivity.Recorded(activity, clientActivityId, new TurnEvent.Started(), joined ?? language);
            case "endOfConversation":
                return new ReadActivity.Recorded(activity, clientActivityId, new TurnEvent.Ended(), language);
            case "typing" or "conversationUpdate" or "trace":
                return new ReadActivity.Forgotten();
            default:
                return new ReadActivity.Recorded(activity, clientActivityId, null, language);
        }
    }

    /// <summary>A message without words is still one: the engine answers it calmly.</summary>
    private static TurnEvent.Message MessageOf(JsonObject activity) =>
        new(activity.Text("text") ?? "", ButtonOf(activity), activity["attachments"] is JsonArray { Count: > 0 });

    /// <summary>
    /// The value of a button of ours: <c>value.faqbot</c> from messageBack and from a postBack of an object; the text
    /// of a postBack of a string.
    /// </summary>
    private static string? ButtonOf(JsonObject activity)
    {
        var isPostBack = activity["channelData"] is JsonObject channelData && channelData["postBack"]?.GetValueKind() == JsonValueKind.True;
        var button = (activity["value"] as JsonObject)?.Text(ActivityMapper.ButtonKey) ?? (isPostBack ? activity.Text("text") : null);
        return button is { Length: > 0 and <= DirectLineLimits.ButtonCharsMax } ? button : null;
    }

    private static DirectLineError? FindFault(JsonObject activity)
    {
        if (FindWrongType(activity) is { } field)
        {
            return WrongType(field);
        }

        return string.IsNullOrEmpty(activity.Text("type")) ? DirectLineError.BadArgument("'type' is missing.") : null;
    }

    private static string? ClientActivityId(JsonObject activity) => (activity["channelData"] as JsonObject)?.Text("clientActivityID");

    /// <summary>What comes back to every tab with every replay, and may be shown by clients that trust us to have looked.</summary>
    private static string? FindTooLong(JsonObject activity, int bodyBytes)
    {
        if (ClientActivityId(activity) is { Length: > DirectLineLimits.ClientActivityIdCharsMax })
        {
            return "channelData.clientActivityID";
        }

        return Names.FirstOrDefault(name => activity.Text(name) is { Length: > DirectLineLimits.NameCharsMax })
            ?? ObjectLists.FirstOrDefault(name => activity[name] is JsonArray { Count: > DirectLineLimits.ListItemsMax })
            ?? (activity["suggestedActions"]?["actions"] is JsonArray { Count: > DirectLineLimits.ListItemsMax }
                ? "suggestedActions.actions"
                : null)
            ?? (bodyBytes > DirectLineLimits.ChannelDataCharsMax
                && Length(activity["channelData"]) > DirectLineLimits.ChannelDataCharsMax
                ? "channelData"
                : null);
    }

    private static int Length(JsonNode? node) => node?.ToJsonString(Relaxed).Length ?? 0;

    private static string? FindWrongType(JsonObject activity)
    {
        var wrong = activity.FirstOrDefault(
            field => field.Value is { } value && Kinds.TryGetValue(field.Key, out var isOfKind) && !isOfKind(value)).Key;
        return wrong
            ?? FindWrongAccount(activity, "from")
            ?? FindWrongAccount(activity, "recipient")
            ?? FindWrongAccount(activity, "conversation")
            ?? FindWrongAttachment(activity)
            ?? FindWrongActions(activity);
    }

    private static bool IsString(JsonNode node) => node.GetValueKind() == JsonValueKind.String;

    private static bool IsObjectList(JsonNode node) => node is JsonArray list && list.All(item => item is JsonObject);

    private static string? FindWrongAccount(JsonObject activity, string name) =>
        activity[name] is JsonObject account
        && AccountStrings.FirstOrDefault(field => !account.IsAbsentOr(field, JsonValueKind.String)) is { } wrong
            ? $"{name}.{wrong}"
            : null;

    private static string? FindWrongAttachment(JsonObject activity) =>
        (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>().All(file =>
            file["contentType"]?.GetValueKind() == JsonValueKind.String && file.IsAbsentOr("contentUrl", JsonValueKind.String)
            && file.IsAbsentOr("name", JsonValueKind.String))
            ? null
            : "attachments";

    /// <summary>A client that shows suggestions without looking would break on them at every replay.</summary>
    private static string? FindWrongActions(JsonObject activity)
    {
        if (activity["suggestedActions"] is not JsonObject suggested)
        {
            return null;
        }

        if (suggested["to"] is { } to && (to as JsonArray)?.All(item => item?.GetValueKind() == JsonValueKind.String) != true)
        {
            return "suggestedActions.to";
        }

        return suggested["actions"] is var actions
            && (actions is null || IsObjectList(actions))
            && (actions as JsonArray ?? []).OfType<JsonObject>().All(IsAction)
            ? null
            : "suggestedActions.actions";
    }

    private static bool IsAction(JsonObject action) =>
        action["type"] is not null && ActionStrings.All(field => action.IsAbsentOr(field, JsonValueKind.String));

    private static string? FindWrongChannelData(JsonObject activity) =>
        activity["channelData"] is JsonObject channelData && !channelData.IsAbsentOr("clientActivityID", JsonValueKind.String)
            ? "channelData.clientActivityID"
            : null;

    private static DirectLineError WrongType(string field) => DirectLineError.BadArgument($"'{field}' has the wrong type.");

    private static ReadActivity.Refused Refuse(string message) => new(DirectLineError.BadArgument(message));
}
