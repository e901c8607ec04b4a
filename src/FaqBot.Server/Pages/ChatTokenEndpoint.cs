using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>Answer to chat-token.</summary>
/// <param name="ConversationId">To be started, or to be gone on with.</param>
/// <param name="Token">For Direct Line.</param>
/// <param name="ExpiresInSeconds">Life of the token.</param>
/// <param name="UserId">The customer's.</param>
/// <param name="Resume">Hand it in next time to come back to this conversation; for 30 days after its last use.</param>
internal sealed record ChatTokenAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresInSeconds, string UserId, string Resume);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatTokenAnswer))]
internal sealed partial class ChatTokenJson : JsonSerializerContext;

/// <summary>
/// POST /api/shops/{shop}/chat-token: how a page gets into the chat without a secret. Only pages of our own and of the origins that the shop
/// lists may ask; the conversation itself begins when the token is used.
/// </summary>
internal sealed class ChatTokenEndpoint(
    ShopOrigins origins, ResumeTokens resumeTokens, DirectLineTokens tokens, ConversationLog log, RateLimits limits)
{
    public const string Route = "/api/shops/{shop}/chat-token";

    private const int BodyBytesMax = 4 * 1024;
    private const int ResumeCharsMax = 128;

    private const string PreflightSeconds = "3600";

    public async Task Issue(HttpContext context)
    {
        var result = origins.Refuse(ShopOf(context), context) ?? await Answer(context);
        await result.ExecuteAsync(context);
    }

    /// <summary>OPTIONS: a page of the shop asks whether it may ask.</summary>
    public async Task Preflight(HttpContext context)
    {
        var result = origins.Refuse(ShopOf(context), context) ?? Allow(context.Response);
        await result.ExecuteAsync(context);
    }

    private static IResult Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        response.Headers.AccessControlAllowHeaders = HeaderNames.ContentType;
        response.Headers.AccessControlMaxAge = PreflightSeconds;
        return Results.NoContent();
    }

    private async Task<IResult> Answer(HttpContext context)
    {
        byte[]? body;
        try
        {
            body = await BoundedBody.Read(context.Request, BodyBytesMax, context.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body does not keep to HTTP.");
        }
        if (body is null)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, $"The body is at most {BodyBytesMax / 1024} KB.");
        }

        var json = body.Length == 0 ? [] : StrictJson.Parse(body);
        if (json is null || !json.IsAbsentOr("resume", JsonValueKind.String) || !json.IsAbsentOr("language", JsonValueKind.String))
        {
            return Problem(StatusCodes.Status400BadRequest, "The body must be a JSON object; 'resume' and 'language' are strings.");
        }

        var language = DirectLineRequest.Language(json.Text("language"));
        try
        {
            return await Resume(ShopOf(context), json.Text("resume"), language, context.RequestAborted) ?? await Open(ShopOf(context), language, context);
        }
        catch (BusyException)
        {
            context.Response.StateRetryAfter(BusyException.RetryAfter);
            return Problem(StatusCodes.Status503ServiceUnavailable, "The server is busy. Try again later.");
        }
    }

    /// <summary>Back to an open conversation, or null.</summary>
    private async Task<IResult?> Resume(string shop, string? resume, string? language, CancellationToken cancellation)
    {
        if (resume is not { Length: > 0 and <= ResumeCharsMax } || await resumeTokens.Find(shop, resume, cancellation) is not { } open)
        {
            return null;
        }

        var hasBegun = await log.Find(open.Conversation, cancellation) is not null;
        return Granted(new Ticket(open.Conversation, shop, open.User, language) { HasBegun = hasBegun }, resume);
    }

    private async Task<IResult> Open(string shop, string? language, HttpContext context)
    {
        if (limits.OpenFrom(context) is { } wait)
        {
            context.Response.StateRetryAfter(wait);
            return Problem(StatusCodes.Status429TooManyRequests, "Too many new conversations from this address. Try again later.");
        }

        var ticket = ConversationEndpoints.NewTicket(shop, user: null, language);
        return Granted(ticket, await resumeTokens.Issue(shop, ticket.Conversation, ticket.User, context.RequestAborted));
    }

    private IResult Granted(Ticket ticket, string resume) => Results.Json(
        new ChatTokenAnswer(ticket.Conversation.Value, tokens.Issue(ticket), tokens.TokenSeconds, ticket.User, resume),
        ChatTokenJson.Default.ChatTokenAnswer);

    private static string ShopOf(HttpContext context) => (string)(context.Request.RouteValues["shop"] ?? "");

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
