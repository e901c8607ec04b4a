using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaqBot.Server;

/// <summary>Turns a recorded reply into what its channel is told: the channel's accounts and ids, and buttons as it can show them.
/// </summary>
internal static class ChannelMapper
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="recorded">The reply as it stands in the log.</param>
    /// <param name="reference">How its conversation is reached.</param>
    /// <param name="replyTo">The channel's id of the activity that it answers; null for a greeting.</param>
    public static byte[] Reply(ReadOnlySpan<byte> recorded, ConnectorReference reference, string? replyTo)
    {
        var reply = JsonNode.Parse(recorded) as JsonObject ?? [];
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            Copy(writer, reply, "type");
            writer.WriteString("serviceUrl", reference.ServiceUrl);
            writer.WriteString("channelId", reference.ChannelId);
            Write(writer, "from", reference.Bot);
            Write(writer, "conversation", reference.Conversation);
            Write(writer, "recipient", Recipient(reply, reference));
            if (reply.ContainsKey("text"))
            {
                writer.WriteString("text", ChannelButtons.Text(reply, reference));
            }
            Copy(writer, reply, "locale", "textFormat", "inputHint", "code");
            if (ChannelButtons.Attachments(reply, reference) is { } attachments)
            {
                Write(writer, "attachments", attachments);
            }
            if (ChannelButtons.Actions(reply, reference) is { } actions)
            {
                Write(writer, "suggestedActions", actions);
            }
            if (replyTo is not null)
            {
                writer.WriteString("replyToId", replyTo);
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>In a group the one who asked, who need not be the one who wrote last.</summary>
    private static JsonObject Recipient(JsonObject reply, ConnectorReference reference)
    {
        var asked = (reply["recipient"] as JsonObject)?.Text("id") ?? "";
        return asked.Equals(reference.User.Text("id"), StringComparison.Ordinal) ? reference.User : new JsonObject { ["id"] = asked };
    }

    private static void Copy(Utf8JsonWriter writer, JsonObject reply, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (reply.Text(name) is { } text)
            {
                writer.WriteString(name, text);
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonNode node)
    {
        writer.WritePropertyName(name);
        node.WriteTo(writer);
    }
}
