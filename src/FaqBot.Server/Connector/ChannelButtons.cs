using System.Text.Json.Nodes;

namespace FaqBot.Server;

/// <summary>
/// A reply's buttons, and its receipt, as its channel can show them. What is typed works as well as what is pressed, so nothing is lost
/// where a button says its label only, or stands in the text.
/// </summary>
internal static class ChannelButtons
{
    private enum Style
    {
        /// <summary>Pressing one brings its value back.</summary>
        InFull,

        /// <summary>Pressing one says its label.</summary>
        AsWords,

        /// <summary>Its label stands in the text.</summary>
        AsText,
    }

    /// <summary>The actions to suggest; null when there are none, or the channel shows none.</summary>
    public static JsonNode? Actions(JsonObject reply, ConnectorReference reference) => StyleOf(reference) switch
    {
        _ when Labels(reply) is [] => null,
        Style.InFull => reply["suggestedActions"],
        Style.AsWords => new JsonObject { ["actions"] = new JsonArray([.. Labels(reply).Select(Words)]) },
        _ => null,
    };

    /// <summary>The receipt; null where there is none, or the channel is told its address in the text: few can show such a file.</summary>
    public static JsonNode? Attachments(JsonObject reply, ConnectorReference reference) =>
        StyleOf(reference) == Style.InFull ? reply["attachments"] : null;

    public static string Text(JsonObject reply, ConnectorReference reference)
    {
        var style = StyleOf(reference);
        IEnumerable<string> lines =
        [
            reply.Text("text") ?? "",
            .. style == Style.InFull ? [] : Addresses(reply),
            .. style == Style.AsText ? Labels(reply).Select(label => $"- {label}") : [],
        ];
        return string.Join('\n', lines);
    }

    /// <summary>Which channels show suggested actions is the Bot Framework's own table; Teams does in personal chats, and of simple ones.
    /// </summary>
    private static Style StyleOf(ConnectorReference reference) => reference.ChannelId switch
    {
        "directline" or "webchat" or "emulator" => Style.InFull,
        "directlinespeech" or "facebook" or "kik" or "line" or "skype" or "slack" or "telegram" => Style.AsWords,
        "msteams" when reference.Conversation.Text("conversationType") is "personal" => Style.AsWords,
        _ => Style.AsText,
    };

    private static IReadOnlyList<string> Labels(JsonObject reply) =>
    [
        .. ((reply["suggestedActions"] as JsonObject)?["actions"] as JsonArray ?? [])
            .OfType<JsonObject>().Select(action => action.Text("title")).OfType<string>(),
    ];

    private static IEnumerable<string> Addresses(JsonObject reply) =>
        (reply["attachments"] as JsonArray ?? []).OfType<JsonObject>().Select(file => file.Text("contentUrl")).OfType<string>();

    private static JsonNode Words(string label) => new JsonObject { ["type"] = "imBack", ["title"] = label, ["value"] = label };
}
