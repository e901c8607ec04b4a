using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A recorded reply that its conversation's channel is still to be told. What it says is in the log alone.</summary>
/// <param name="Sequence">Of the reply.</param>
/// <param name="ReplyTo">The channel's own id of the activity that it answers; null for a greeting.</param>
internal sealed record ChannelReply(long Sequence, string? ReplyTo)
{
    /// <summary><see cref="OutboxRow.Kind"/> of such a row.</summary>
    public const string Kind = nameof(ChannelReply);

    public OutboxRow ToRow(string conversation, int turn, Instant now) => new()
    {
        ConversationId = conversation,
        Turn = turn,
        Kind = Kind,
        Payload = JsonSerializer.Serialize(this, ChannelReplyContext.Default.ChannelReply),
        CreatedAt = now,
    };

    /// <exception cref="JsonException">What is stored is not a reply.</exception>
    public static ChannelReply Read(string payload) =>
        JsonSerializer.Deserialize(payload, ChannelReplyContext.Default.ChannelReply) ?? throw new JsonException();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChannelReply))]
internal sealed partial class ChannelReplyContext : JsonSerializerContext;
