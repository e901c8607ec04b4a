namespace FaqBot.Server;

/// <summary>A refusal in Direct Line's own shape, <c>{"error":{"code","message"}}</c>. Codes are stable; messages are for people.</summary>
internal sealed class DirectLineError(int status, string code, string message) : IResult
{
    public static readonly DirectLineError MissingAuthorization =
        new(StatusCodes.Status401Unauthorized, "MissingAuthorization", "Send the header Authorization with Bearer and a token or secret.");

    public static readonly DirectLineError MissingStreamToken = new(
        StatusCodes.Status401Unauthorized,
        "MissingStreamToken",
        "Open the stream with the streamUrl that starting or reconnecting returned.");

    public static readonly DirectLineError InvalidToken =
        new(StatusCodes.Status403Forbidden, "InvalidToken", "This is neither a token nor a secret of this server.");

    /// <summary>DirectLineJS knows this code: it asks its page for a new token.</summary>
    public static readonly DirectLineError TokenExpired =
        new(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");

    public static readonly DirectLineError ForeignConversation =
        new(StatusCodes.Status403Forbidden, "ForeignConversation", "The token or secret is not for this conversation.");

    public static readonly DirectLineError SecretNeeded =
        new(StatusCodes.Status403Forbidden, "SecretNeeded", "Only a secret can do this; a token is for one conversation.");

    public static readonly DirectLineError TokenNeeded =
        new(StatusCodes.Status403Forbidden, "TokenNeeded", "Only a token can be refreshed; a secret does not expire.");

    public static readonly DirectLineError ShopNotFound =
        new(StatusCodes.Status404NotFound, "ShopNotFound", "This server does not serve the shop of this token or secret.");

    public static readonly DirectLineError ConversationNotFound =
        new(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");

    /// <summary>To one who reconnects: DirectLineJS takes 404 for the end and stops.</summary>
    public static readonly DirectLineError ConversationOver =
        new(StatusCodes.Status404NotFound, "ConversationEnded", "The conversation has ended; its activities can still be read.");

    /// <summary>To one who posts.</summary>
    public static readonly DirectLineError ConversationEnded =
        new(StatusCodes.Status409Conflict, "ConversationEnded", "The conversation has ended.");

    public static readonly DirectLineError BadWatermark = BadArgument("The watermark must be one that this server gave, or empty.");

    public static readonly DirectLineError NoSessions =
        new(StatusCodes.Status404NotFound, "NotFound", "There are no sessions: this server does not sign users in.");

    public static readonly DirectLineError TooLarge =
        new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"A request is at most {DirectLineLimits.BodyBytesMax / 1024} KB.");

    public static readonly DirectLineError ServiceError =
        new(StatusCodes.Status500InternalServerError, "ServiceError", "The server failed; the failure has been logged.");

    public int Status => status;

    public string Code => code;

    private TimeSpan? RetryAfter { get; init; }

    /// <summary>The request itself is wrong.</summary>
    public static DirectLineError BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    /// <summary>Too much is waiting; nothing was kept.</summary>
    public static DirectLineError Busy(TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, "ServiceBusy", "Too many messages are waiting; nothing was kept. Send it again later.")
        {
            RetryAfter = retryAfter,
        };

    /// <summary>One conversation, address or shop asks for too much; nothing was kept.</summary>
    public static DirectLineError TooMany(TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many requests; nothing was kept. Send it again later.")
        {
            RetryAfter = retryAfter,
        };

    /// <summary>For a status that routing or Kestrel decided.</summary>
    public static DirectLineError ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, "NotFound", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => new(status, "MethodNotAllowed", "This address does not take this method."),
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        < StatusCodes.Status500InternalServerError => new(status, "BadArgument", "The request cannot be read."),
        _ => ServiceError,
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } wait)
        {
            httpContext.Response.StateRetryAfter(wait);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        }

        httpContext.Response.StatusCode = status;
        var body = new ErrorBody(new ErrorDetail(code, message));
        await httpContext.Response.WriteAsJsonAsync(
            body, DirectLineJson.Default.ErrorBody, contentType: null, httpContext.RequestAborted);
    }
}

internal sealed record ErrorBody(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message);
