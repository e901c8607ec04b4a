using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>Answer to chat-token.</summary>
/// <param name="ConversationId">To be started, or to be gone on with.</param>
/// <param name="Token">For Direct Line.</param>
/// <param name="ExpiresInSeconds">Life of the token.</param>
/// <param name="UserId">The customer's.</param>
/// <param name="Resume">Hand it in next time to come back to this conversation; for 30 days after its last use. Absent for a verified
/// customer, whom the shop's next token brings back.</param>
internal sealed record ChatTokenAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresInSeconds, string UserId, string? Resume);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatTokenAnswer))]
internal sealed partial class ChatTokenJson : JsonSerializerContext;

/// <summary>
/// POST /api/shops/{shop}/chat-token: how a page gets into the chat without a secret. Only pages of our own and of the origins that the
/// shop lists may ask; the conversation itself begins when the token is used.
/// </summary>
internal sealed class ChatTokenEndpoint(
    ShopOrigins origins, ChatOpening opening, CustomerTokens customers, DirectLineTokens tokens, Store store)
{
    public const string Route = "/api/shops/{shop}/chat-token";

    private const int BodyBytesMax = 4 * 1024;

    private const string PreflightSeconds = "3600";

    private static readonly string[] TextFields = ["resume", "language", "customer"];

    public async Task Issue(HttpContext context)
    {
        var result = origins.Check(context) switch
        {
            OriginCheck.Admitted { Shop: var shop } => await Answer(shop.Id, context),
            OriginCheck.Refused { Why: var why } => why,
            _ => throw new UnreachableException(),
        };
        await result.ExecuteAsync(context);
    }

    /// <summary>OPTIONS: a page of the shop asks whether it may ask.</summary>
    public async Task Preflight(HttpContext context)
    {
        var result = origins.Check(context) is OriginCheck.Refused { Why: var why } ? why : Allow(context.Response);
        await result.ExecuteAsync(context);
    }

    private static IResult Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        response.Headers.AccessControlAllowHeaders = HeaderNames.ContentType;
        response.Headers.AccessControlMaxAge = PreflightSeconds;
        return Results.NoContent();
    }

    private async Task<IResult> Answer(string shop, HttpContext context)
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
        if (json is null || !TextFields.All(name => json.IsAbsentOr(name, JsonValueKind.String)))
        {
            return Problem(
                StatusCodes.Status400BadRequest, $"The body must be a JSON object; '{string.Join("', '", TextFields)}' are strings.");
        }

        CustomerCheck.Valid? customer = null;
        // A page of a shop whose customer is not signed in may well state an empty one.
        if (json.Text("customer") is { Length: > 0 } stated)
        {
            var check = customers.Check(stated, shop);
            if (check is CustomerCheck.Refused { Reason: var reason })
            {
                context.Response.Headers.WWWAuthenticate = $"FaqBot-Customer realm=\"{shop}\"";
                return Problem(StatusCodes.Status401Unauthorized, reason);
            }
            customer = check as CustomerCheck.Valid;
        }
        return await Open(
            new ChatWish(shop, customer, Resume(json.Text("resume")), DirectLineRequest.Language(json.Text("language"))), context);
    }

    private async Task<IResult> Open(ChatWish wish, HttpContext context)
    {
        try
        {
            return await opening.Open(wish, context) switch
            {
                ChatOpened.Granted granted => Granted(granted),
                ChatOpened.TooMany { Wait: var wait } => TooMany(wait, context.Response),
                _ => throw new UnreachableException(),
            };
        }
        catch (Exception exception) when (exception is BusyException || store.IsUnavailable(exception))
        {
            context.Response.StateRetryAfter(BusyException.RetryAfter);
            return Problem(StatusCodes.Status503ServiceUnavailable, "The server is busy. Try again later.");
        }
    }

    /// <summary>None where it cannot be one of ours.</summary>
    private static string? Resume(string? stated) => stated is { Length: > 0 and <= ResumeTokens.CharsMax } ? stated : null;

    private static IResult TooMany(TimeSpan wait, HttpResponse response)
    {
        response.StateRetryAfter(wait);
        return Problem(StatusCodes.Status429TooManyRequests, "Too many new conversations from this address. Try again later.");
    }

    private IResult Granted(ChatOpened.Granted granted) => Results.Json(
        new ChatTokenAnswer(
            granted.Ticket.Conversation.Value, tokens.Issue(granted.Ticket), tokens.TokenSeconds, granted.Ticket.User, granted.Resume),
        ChatTokenJson.Default.ChatTokenAnswer);

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
