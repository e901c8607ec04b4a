using System.Text.Json.Serialization;

namespace FaqBot.Server;

/// <summary>Answer to tokens/generate and tokens/refresh.</summary>
internal sealed record TokenAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresInSeconds);

/// <summary>Answer to starting and reconnecting. DirectLineJS stores the token of either unseen, so it must always be there.</summary>
internal sealed record ConversationAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresInSeconds, string StreamUrl);

/// <summary>Answer to a posted activity.</summary>
internal sealed record ResourceAnswer(string Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(ResourceAnswer))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
