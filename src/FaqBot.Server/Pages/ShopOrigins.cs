using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>
/// Which pages may ask for a shop's chat: those of the origins in its <c>shop.yaml</c>, and this server's own. Its own is whatever name it
/// was called by; a server that should answer to no other says so in <c>AllowedHosts</c>, and the framework refuses the rest.
/// </summary>
internal sealed class ShopOrigins(CurrentKnowledge knowledge)
{
    /// <summary>Null when the page may ask; then the answer says so to its browser.</summary>
    public IResult? Refuse(string shop, HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = HeaderNames.Origin;
        if (!knowledge.Value.Shops.TryGetValue(shop, out var served))
        {
            return Problem(StatusCodes.Status404NotFound, "There is no such shop.");
        }

        var origin = context.Request.Headers.Origin.ToString();
        if (!served.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase) && !IsOwn(origin, context.Request))
        {
            return Problem(StatusCodes.Status403Forbidden, "Only pages of the shop may ask: list their origin in shop.yaml under 'origins'.");
        }

        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = HeaderNames.RetryAfter;
        return null;
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
