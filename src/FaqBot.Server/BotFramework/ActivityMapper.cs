using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Turns what a conversation holds into Bot Framework activities. The only place that knows their fields.</summary>
internal static class ActivityMapper
{
    /// <summary>The customer's own activity as everyone gets it back: our id, timestamp, conversation and sender; all other fields as posted.</summary>
    public static byte[] Echo(JsonObject posted, ConversationId conversation, string shop, string user, long sequence, Instant timestamp) => [];

    /// <summary>A reply of the bot. <paramref name="replyTo"/> is the sequence of the customer's activity; null for a greeting.</summary>
    public static byte[] Reply(Reply reply, ConversationId conversation, string shop, string shopName, string user, long sequence, Instant timestamp, long? replyTo) => [];

    /// <summary><c>conversation|0000001</c>.</summary>
    public static string ActivityId(ConversationId conversation, long sequence) => $"{conversation}|{sequence:D7}";
}
