using System.Collections.Frozen;
using System.Net;

namespace FaqBot.Server;

/// <summary>Where requests may go that an operator configured.</summary>
/// <param name="Hosts">The only ones, in ASCII and lower case.</param>
/// <param name="AllowPrivate">Also to this machine and its network, and there without TLS.</param>
internal sealed record OutboundPlace(FrozenSet<string> Hosts, bool AllowPrivate)
{
    /// <summary>A longer address is refused.</summary>
    public const int UrlCharsMax = 2_048;

    /// <summary>Reads <c>Url</c>, <c>Hosts</c> and <c>AllowPrivate</c> of one section.</summary>
    /// <param name="section">Where they stand.</param>
    /// <param name="isWorkshop">Where one develops or tests, any address may do without TLS.</param>
    /// <param name="url">As it stands.</param>
    /// <exception cref="StartFailure">Requests may not go there.</exception>
    public static OutboundPlace Read(IConfigurationSection section, bool isWorkshop, out Uri url)
    {
        var text = section["Url"]?.Trim() ?? "";
        var allowPrivate = Flag(section, "AllowPrivate");
        if (text.Length > UrlCharsMax || !Uri.TryCreate(text, UriKind.Absolute, out var parsed) || text.Any(char.IsWhiteSpace))
        {
            throw new StartFailure($"{section.Path}:Url is not an address such as https://shop.example/orders.");
        }
        if (parsed.Scheme != Uri.UriSchemeHttps && !(parsed.Scheme == Uri.UriSchemeHttp && (allowPrivate || isWorkshop)))
        {
            throw new StartFailure(
                $"{section.Path}:Url must begin with https://. Without TLS it may lead to your own network only, "
                + $"where {section.Path}:AllowPrivate is true.");
        }
        if (parsed is not { UserInfo: "", Fragment: "" })
        {
            throw new StartFailure($"{section.Path}:Url has a user or a fragment (#). Secrets have settings of their own.");
        }
        if (HostOf(parsed) is var host && IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            Check(section, NetworkReaches.Of(address), allowPrivate);
        }
        url = parsed;
        return new OutboundPlace(ReadHosts(section, host), allowPrivate);
    }

    /// <summary>As it is compared.</summary>
    public static string HostOf(Uri url) => url.IdnHost.ToLowerInvariant();

    /// <summary>Whether a request may be sent there; where its name leads to is seen when it is connected.</summary>
    public bool Allows(Uri url) => Hosts.Contains(HostOf(url));

    private static void Check(IConfigurationSection section, NetworkReach reach, bool allowPrivate)
    {
        if (reach == NetworkReach.Nobody)
        {
            throw new StartFailure($"{section.Path}:Url leads to an address that no request may go to.");
        }
        if (reach == NetworkReach.Private && !allowPrivate)
        {
            throw new StartFailure($"{section.Path}:Url leads to your own network. If that is meant: {section.Path}:AllowPrivate=true.");
        }
    }

    private static FrozenSet<string> ReadHosts(IConfigurationSection section, string own)
    {
        string[] hosts = (section["Hosts"] ?? "").ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return hosts.Length == 0 || hosts.Contains(own)
            ? [own, .. hosts]
            : throw new StartFailure($"{section.Path}:Hosts does not name the host of {section.Path}:Url, so no request could be sent.");
    }

    private static bool Flag(IConfigurationSection section, string key) => section[key]?.Trim().ToLowerInvariant() switch
    {
        null or "" or "false" => false,
        "true" => true,
        _ => throw new StartFailure($"{section.Path}:{key} is neither true nor false."),
    };
}
