using System.Text.Json;

namespace FaqBot.Server;

/// <summary>The optional body of starting a conversation or generating a token: <c>{"user":{"id","name"},"locale"}</c>.</summary>
/// <param name="User">Chosen by the shop's own server; null when it leaves that to us.</param>
/// <param name="Language">BCP-47; null when unknown.</param>
internal sealed record StartRequest(string? User, string? Language)
{
    /// <summary>The request, or what is wrong with it.</summary>
    public static async Task<(StartRequest? Request, DirectLineError? Error)> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (await BoundedBody.Read(request, DirectLineLimits.BodyBytesMax, cancellation) is not { } body)
        {
            return (null, DirectLineError.TooLarge);
        }

        return body.Length == 0 ? (new StartRequest(null, null), null) : Parse(body);
    }

    private static (StartRequest? Request, DirectLineError? Error) Parse(byte[] body)
    {
        if (StrictJson.Parse(body) is not { } json)
        {
            return (null, DirectLineError.BadArgument("The body must be one JSON object."));
        }

        if (!json.IsAbsentOr("user", JsonValueKind.Object) || !json.IsAbsentOr("locale", JsonValueKind.String))
        {
            return (null, DirectLineError.BadArgument("'user' must be an object and 'locale' a string."));
        }

        var user = json["user"]?.AsObject();
        if (user?.IsAbsentOr("id", JsonValueKind.String) == false || user?.Text("id") is { } id && !IsUserId(id))
        {
            return (null, DirectLineError.BadArgument($"'user.id' must be 1 to {DirectLineLimits.UserIdCharsMax} printable characters."));
        }

        return (new StartRequest(user?.Text("id"), DirectLineRequest.Language(json.Text("locale"))), null);
    }

    private static bool IsUserId(string id) => id.Length is > 0 and <= DirectLineLimits.UserIdCharsMax && !id.Any(char.IsControl);
}
