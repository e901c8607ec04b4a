using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaqBot.Server;

/// <summary>Answer to tokens/generate and tokens/refresh.</summary>
internal sealed record TokenAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresInSeconds);

/// <summary>Answer to starting and reconnecting. DirectLineJS stores the token of either unseen, so it must always be there.</summary>
internal sealed record ConversationAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresInSeconds, string StreamUrl);

/// <summary>Answer to a posted activity: <c>{"id"}</c>, written straight away because it is the most frequent of all.</summary>
internal sealed class PostedResult(string id) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new ResourceAnswer(id), DirectLineJson.Default.ResourceAnswer);
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.BodyWriter.WriteAsync(body, httpContext.RequestAborted);
    }
}

internal sealed record ResourceAnswer(string Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(ResourceAnswer))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
