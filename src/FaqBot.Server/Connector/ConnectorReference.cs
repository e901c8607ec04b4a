using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FaqBot.Server;

/// <summary>How a conversation is reached: what its newest activity said of it. Stored with the conversation.</summary>
/// <param name="AppId">The bot that the activity's token was for; null when it came without one, and then no token of ours is sent there.
/// </param>
/// <param name="ServiceUrl">Where replies go.</param>
/// <param name="ChannelId">E.g. <c>msteams</c>.</param>
/// <param name="Conversation">As the channel states it, tenant included.</param>
/// <param name="Bot">Our account, as the channel states it.</param>
/// <param name="User">The customer's account, as the channel states it.</param>
/// <param name="Locale">BCP-47; null when unknown.</param>
internal sealed record ConnectorReference(
    string? AppId, string ServiceUrl, string ChannelId, JsonObject Conversation, JsonObject Bot, JsonObject User, string? Locale)
{
    private static readonly ReferenceContext Context = new(
        new JsonSerializerOptions(ReferenceContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public string Write() => JsonSerializer.Serialize(this, Context.ConnectorReference);

    /// <exception cref="JsonException">What is stored is not a reference.</exception>
    public static ConnectorReference Read(string json) =>
        JsonSerializer.Deserialize(json, Context.ConnectorReference) ?? throw new JsonException();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConnectorReference))]
internal sealed partial class ReferenceContext : JsonSerializerContext;
