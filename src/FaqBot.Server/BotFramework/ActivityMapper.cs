using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>Turns what a conversation holds into Bot Framework activities. The only place that knows their fields.</summary>
/// <remarks>
/// Order is told by strictly increasing timestamps, not by <c>channelData["webchat:sequence-id"]</c>: Web Chat sorts by the one or the
/// other, so both the customer's and the bot's activities would need it, and a customer's channelData must come back as it was posted.
/// </remarks>
internal static class ActivityMapper
{
    /// <summary>Key in the value of a button's activity under which the engine's own value comes back.</summary>
    public const string ButtonKey = "faqbot";

    /// <summary>The <c>channelId</c> of what no other channel carries.</summary>
    public const string DirectLine = "directline";

    /// <summary>
    /// What the channel says itself, whatever a client claims; serviceUrl and callerId are never passed on. Nor is the same name in other
    /// letters: there are readers that do not tell <c>From</c> from <c>from</c>, and would believe the wrong one.
    /// </summary>
    private static readonly FrozenSet<string> Ours = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "id", "timestamp", "channelId", "conversation", "from", "recipient", "serviceUrl", "callerId");

    private const int UsualBytes = 1024;

    private static readonly InstantPattern Timestamp = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.fff'Z'");

    // Letters and emoji stay readable; what is written here is JSON for clients, never part of a page.
    private static readonly JsonWriterOptions Writing = new() { Encoder = PlainJson.Encoder };

    /// <summary>The customer's own activity as everyone gets it back: our id, timestamp, conversation and sender; all other
    /// fields as posted.</summary>
    public static byte[] Echo(
        JsonObject posted, ConversationId conversation, string shop, string user,
        long sequence, Instant timestamp, string channel = DirectLine) =>
        Write(writer =>
        {
            foreach (var (name, value) in posted)
            {
                if (!Ours.Contains(name))
                {
                    WriteProperty(writer, name, value);
                }
            }

            WriteHead(writer, conversation, sequence, timestamp, channel);
            WriteMerged(writer, "conversation", posted["conversation"], ("id", conversation.Value));
            WriteMerged(writer, "from", posted["from"], ("id", user), ("role", "user"));
            WriteMerged(writer, "recipient", null, ("id", shop), ("role", "bot"));
        });

    /// <summary>A reply of the bot. <paramref name="replyTo"/> is the sequence of the customer's activity; null for a greeting.
    /// <paramref name="site"/> is how the client calls this server.</summary>
    public static byte[] Reply(
        Reply reply, ConversationId conversation, string shop, string shopName,
        string user, long sequence, Instant timestamp, long? replyTo,
        string channel = DirectLine, string site = "") =>
        Write(writer =>
        {
            writer.WriteString("type", "message");
            WriteHead(writer, conversation, sequence, timestamp, channel);
            WriteMerged(writer, "conversation", null, ("id", conversation.Value));
            WriteMerged(writer, "from", null, ("id", shop), ("name", shopName), ("role", "bot"));
            WriteMerged(writer, "recipient", null, ("id", user), ("role", "user"));
            writer.WriteString("locale", reply.Language);
            writer.WriteString("text", reply.Text);
            // Without it Web Chat would read Markdown into prices and addresses.
            writer.WriteString("textFormat", "plain");
            writer.WriteString("inputHint", "acceptingInput");
            if (replyTo is { } answered)
            {
                writer.WriteString("replyToId", ActivityId(conversation, answered));
            }

            WriteReceipt(writer, reply, site);
            WriteButtons(writer, reply);
        });

    /// <summary>The end, when it is not the customer's: clients stop listening once they have it.</summary>
    public static byte[] End(
        ConversationId conversation, string shop, string shopName, string user, long sequence, Instant timestamp, string channel) =>
        Write(writer =>
        {
            writer.WriteString("type", "endOfConversation");
            WriteHead(writer, conversation, sequence, timestamp, channel);
            WriteMerged(writer, "conversation", null, ("id", conversation.Value));
            WriteMerged(writer, "from", null, ("id", shop), ("name", shopName), ("role", "bot"));
            WriteMerged(writer, "recipient", null, ("id", user), ("role", "user"));
            writer.WriteString("code", "completedSuccessfully");
        });

    /// <summary><c>conversation|0000001</c>.</summary>
    public static string ActivityId(ConversationId conversation, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversation.Value}|{sequence:D7}");

    /// <summary>The sequence in an id that <see cref="ActivityId"/> made.</summary>
    public static long SequenceOf(string activityId) =>
        long.Parse(activityId.AsSpan(activityId.LastIndexOf('|') + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static void WriteHead(Utf8JsonWriter writer, ConversationId conversation, long sequence, Instant timestamp, string channel)
    {
        writer.WriteString("id", ActivityId(conversation, sequence));
        writer.WriteString("timestamp", Timestamp.Format(timestamp));
        writer.WriteString("channelId", channel);
    }

    private static void WriteReceipt(Utf8JsonWriter writer, Reply reply, string site)
    {
        if (reply.Receipt is not { } receipt)
        {
            return;
        }

        writer.WriteStartArray("attachments");
        writer.WriteStartObject();
        writer.WriteString("contentType", "text/html");
        writer.WriteString("contentUrl", $"{site}{ReceiptEndpoint.Prefix}/{receipt.Key}");
        writer.WriteString("name", $"{receipt.Name}.html");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>
    /// messageBack shows the label as the customer's own words and sends the value unseen; imBack would lose the value,
    /// postBack would show nothing.
    /// </summary>
    private static void WriteButtons(Utf8JsonWriter writer, Reply reply)
    {
        if (reply.Buttons.IsDefaultOrEmpty)
        {
            return;
        }

        writer.WriteStartObject("suggestedActions");
        writer.WriteStartArray("actions");
        foreach (var button in reply.Buttons)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "messageBack");
            writer.WriteString("title", button.Text);
            writer.WriteString("displayText", button.Text);
            writer.WriteString("text", button.Text);
            writer.WriteStartObject("value");
            writer.WriteString(ButtonKey, button.Value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>An account or conversation: unknown fields as posted, the given ones ours.</summary>
    private static void WriteMerged(
        Utf8JsonWriter writer, string name, JsonNode? posted, params ReadOnlySpan<(string Name, string Value)> ours)
    {
        writer.WriteStartObject(name);
        foreach (var (field, value) in ours)
        {
            writer.WriteString(field, value);
        }

        foreach (var (field, value) in posted as JsonObject ?? [])
        {
            if (!Contains(ours, field))
            {
                WriteProperty(writer, field, value);
            }
        }

        writer.WriteEndObject();
    }

    private static bool Contains(ReadOnlySpan<(string Name, string Value)> fields, string name)
    {
        foreach (var field in fields)
        {
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteProperty(Utf8JsonWriter writer, string name, JsonNode? value)
    {
        writer.WritePropertyName(name);
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        value.WriteTo(writer);
    }

    private static byte[] Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
