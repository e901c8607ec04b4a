using System.Net;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>
/// Which pages may ask for a shop's chat: those of the origins in its <c>shop.yaml</c>, and this server's own. Its own are known by a name
/// that nobody else can let point here: an address, localhost, or what <c>AllowedHosts</c> lists. Any other name would let a stranger's page
/// pass for ours (DNS rebinding), for browser and server would both see that name.
/// </summary>
internal sealed partial class ShopOrigins(
    CurrentKnowledge knowledge, IConfiguration configuration, CountedLines lines, ILogger<ShopOrigins> logger)
{
    private const string AllowedHosts = "AllowedHosts";
    private const string AnyHost = "*";

    private readonly IList<StringSegment> names =
    [
        "localhost", "*.localhost",
        .. (configuration[AllowedHosts] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name is not AnyHost).Select(name => new StringSegment(name)),
    ];

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
        if (!served.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase) && RefuseStranger(origin, context.Request) is { } refusal)
        {
            return refusal;
        }

        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = HeaderNames.RetryAfter;
        return null;
    }

    private IResult? RefuseStranger(string origin, HttpRequest request)
    {
        if (!string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return Problem(StatusCodes.Status403Forbidden, "Only pages of the shop may ask: list their origin in shop.yaml under 'origins'.");
        }

        if (IsOwn(request.Host))
        {
            return null;
        }

        // Anybody can send any name, so all of them are one line.
        lines.Write(AllowedHosts, count => Log.UnknownName(logger, request.Host.Host, count));
        return Problem(StatusCodes.Status403Forbidden, "The server does not know this as its own name: list it in AllowedHosts.");
    }

    private bool IsOwn(HostString host) => IPAddress.TryParse(host.Host, out _) || HostString.MatchesAny(host.Host, names);

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "A page of this server was opened under the name {Host} and may not chat ({Count} such since the last line). If that is this server's name, list it in AllowedHosts.")]
        public static partial void UnknownName(ILogger logger, string host, int count);
    }
}
