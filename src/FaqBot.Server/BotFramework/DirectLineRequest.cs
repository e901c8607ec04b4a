using System.Globalization;

namespace FaqBot.Server;

/// <summary>What Direct Line's requests have in common.</summary>
internal static class DirectLineRequest
{
    public const string Prefix = "/v3/directline";

    private const int WatermarkDigitsMax = 18;

    /// <summary>The conversation in the route.</summary>
    public static ConversationId ConversationId(this HttpContext context) => new((string)(context.Request.RouteValues["id"] ?? ""));

    /// <summary>
    /// The sequence after which the client wants to read; 0, which is everything, when there is none: DirectLineJS always resumes with
    /// an empty watermark after a reload and wants the history. Null when it is not one of ours. One past the end of the conversation is
    /// for <see cref="ConversationHead.After"/> to judge.
    /// </summary>
    public static long? Watermark(this HttpRequest request)
    {
        var text = request.Query["watermark"].ToString();
        if (text is "" or "-")
        {
            return 0;
        }

        return text.Length <= WatermarkDigitsMax && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;
    }

    /// <summary>Absolute, with the scheme and host that the client used; behind a proxy that takes <see cref="TrustedProxies"/>.</summary>
    public static string StreamUrl(this HttpRequest request, ConversationId conversation, long after, string streamToken)
    {
        var scheme = request.IsHttps ? "wss" : "ws";
        var watermark = after.ToString(CultureInfo.InvariantCulture);
        return $"{scheme}://{request.Host}{request.PathBase}{Prefix}/conversations/{conversation}/stream"
            + $"?watermark={watermark}&t={streamToken}";
    }

    /// <summary>A BCP-47 tag in its usual form, or null: a strange locale is never a reason to refuse anything.</summary>
    public static string? Language(string? tag) =>
        tag is { Length: > 1 and <= DirectLineLimits.LanguageCharsMax } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? tag
            : null;
}
