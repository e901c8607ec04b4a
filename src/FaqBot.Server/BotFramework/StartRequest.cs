using System.Text.Json;

namespace FaqBot.Server;

/// <summary>The optional body of starting a conversation or generating a token: <c>{"user":{"id","name"},"locale"}</c>.</summary>
/// <param name="User">Chosen by the shop's own server; null when it leaves that to us.</param>
/// <param name="Language">BCP-47; null when unknown.</param>
/// <param name="Refusal">What is wrong with the body; null when nothing is.</param>
internal sealed record StartRequest(string? User, string? Language, DirectLineError? Refusal = null)
{
    public static async Task<StartRequest> Read(string shop, HttpRequest request, CancellationToken cancellation) =>
        await BoundedBody.Read(request, DirectLineLimits.BodyBytesMax, cancellation) switch
        {
            null => Refused(DirectLineError.TooLarge),
            [] => new StartRequest(null, null),
            var body => Parse(shop, body),
        };

    private static StartRequest Parse(string shop, byte[] body)
    {
        if (StrictJson.Parse(body) is not { } json)
        {
            return Refused(DirectLineError.BadArgument("The body must be one JSON object."));
        }

        if (!json.IsAbsentOr("user", JsonValueKind.Object) || !json.IsAbsentOr("locale", JsonValueKind.String))
        {
            return Refused(DirectLineError.BadArgument("The user must be an object and the locale a string."));
        }

        var user = json["user"]?.AsObject() ?? [];
        if (!user.IsAbsentOr("id", JsonValueKind.String) || (user.Text("id") is { } id && !IsUserId(id, shop)))
        {
            return Refused(DirectLineError.BadArgument(
                $"The user's id must be 1 to {DirectLineLimits.UserIdCharsMax} printable characters, not all spaces, "
                + $"and not '{ActivityRow.Bot}' or the shop's id."));
        }

        return new StartRequest(user.Text("id"), DirectLineRequest.Language(json.Text("locale")));
    }

    private static StartRequest Refused(DirectLineError why) => new(null, null, why);

    /// <summary>The bot speaks under the shop's id, and is stored under <see cref="ActivityRow.Bot"/>: a customer of either name
    /// would pass for it.</summary>
    private static bool IsUserId(string id, string shop) =>
        id is { Length: > 0 and <= DirectLineLimits.UserIdCharsMax } and not ActivityRow.Bot
        && !string.Equals(id, shop, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl);
}
