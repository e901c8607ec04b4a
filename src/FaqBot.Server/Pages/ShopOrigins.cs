using System.Text.RegularExpressions;
using FaqBot.Engine;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>Whether a page may ask.</summary>
internal abstract record OriginCheck
{
    private OriginCheck()
    {
    }

    /// <param name="Shop">As it was looked up: a reload may take it away while the request is answered.</param>
    public sealed record Admitted(Shop Shop) : OriginCheck;

    public sealed record Refused(IResult Why) : OriginCheck;
}

/// <summary>
/// Which pages may ask for a shop's chat: those of the origins in its <c>shop.yaml</c>, and this server's own. Its own is whatever name it
/// was called by; a server that should answer to no other says so in <c>AllowedHosts</c>, and the framework refuses the rest.
/// </summary>
internal sealed partial class ShopOrigins(CurrentKnowledge knowledge)
{
    /// <summary>The longest host name has 253.</summary>
    private const int OriginCharsMax = 300;

    /// <summary>The shop's origins as browsers and headers say them: ASCII, with nothing in it that has a meaning in a header.</summary>
    public static IReadOnlyList<string> Of(Shop shop) => [.. shop.Origins.Select(Ascii).OfType<string>()];

    public static bool IsOwn(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the page may ask, the answer says so to its browser. A request that states no origin is refused.</summary>
    public OriginCheck Check(HttpContext context) => Check(context, isOriginNeeded: true);

    /// <summary>The same for what is no secret: a request that states no origin, as those of servers and of our own pages'
    /// GETs, may ask.</summary>
    public OriginCheck CheckPublic(HttpContext context) => Check(context, isOriginNeeded: false);

    private OriginCheck Check(HttpContext context, bool isOriginNeeded)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = HeaderNames.Origin;
        if (!knowledge.Value.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop))
        {
            return Refuse(StatusCodes.Status404NotFound, "There is no such shop.");
        }

        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 && !isOriginNeeded)
        {
            return new OriginCheck.Admitted(shop);
        }
        if (!Of(shop).Contains(origin, StringComparer.OrdinalIgnoreCase) && !IsOwn(origin, context.Request))
        {
            return Refuse(StatusCodes.Status403Forbidden, Advice(origin, shop));
        }

        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = HeaderNames.RetryAfter;
        return new OriginCheck.Admitted(shop);
    }

    /// <summary>What the owner who reads this in the browser's tools has to do. What is to be copied is an origin as browsers write it, or
    /// nothing: an answer must not tell anybody to paste what a caller made up.</summary>
    private static string Advice(string origin, Shop shop) => origin switch
    {
        "" => "The request states no origin: only pages of the shop may ask.",
        "null" =>
            "This page has no origin: it was opened from a file, or is in a sandboxed frame. Open it over http:// or https:// instead.",
        { Length: <= OriginCharsMax } when HeaderSafe().IsMatch(origin) =>
            $"The shop does not know the origin of this page. If it is yours, add {origin} in knowledge/{shop.Id}/shop.yaml: "
            + $"origins: [{string.Join(", ", [.. shop.Origins, origin])}]",
        _ => "Only pages of the shop may ask: list their origin in shop.yaml under 'origins'.",
    };

    private static string? Ascii(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var url))
        {
            return null;
        }
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        var ascii = url.IsDefaultPort ? $"{url.Scheme}://{host}" : $"{url.Scheme}://{host}:{url.Port}";
        return HeaderSafe().IsMatch(ascii) ? ascii : null;
    }

    private static OriginCheck.Refused Refuse(int status, string detail) => new(Results.Problem(detail, statusCode: status));

    [GeneratedRegex(@"\Ahttps?://[A-Za-z0-9.:\[\]_-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderSafe();
}
