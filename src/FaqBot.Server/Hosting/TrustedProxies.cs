using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace FaqBot.Server;

/// <summary>
/// Reverse proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed: addresses or networks in
/// <c>TrustedProxies:0</c>, <c>:1</c>, … (e.g. <c>10.0.0.0/8</c>). Without any, nobody's are, and addresses handed to clients are as the
/// server itself was called.
/// </summary>
internal static class TrustedProxies
{
    private const string Section = "TrustedProxies";

    public static void UseTrustedProxies(this WebApplication app)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix,
            // Back through a chain of proxies until the first that is not trusted.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in app.Configuration.GetSection(Section).GetChildren())
        {
            options.KnownIPNetworks.Add(Parse(entry.Value ?? ""));
        }

        if (options.KnownIPNetworks.Count > 0)
        {
            app.UseForwardedHeaders(options);
        }
    }

    /// <summary>How addresses of this server begin: with the scheme and host that the client used; behind a proxy only where that is
    /// trusted.</summary>
    public static string Site(this HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    private static System.Net.IPNetwork Parse(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new StartFailure($"'{text}' in {Section} is neither an address nor a network such as 10.0.0.0/8.");
    }
}
