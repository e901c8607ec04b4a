using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace FaqBot.Server;

/// <summary>Who can be reached at a network address.</summary>
internal enum NetworkReach
{
    /// <summary>Anybody on the Internet.</summary>
    Public,

    /// <summary>This machine or its own network: only where the operator says so.</summary>
    Private,

    /// <summary>Nobody that we have business with: this link (where clouds hand out their secrets), groups, examples, addresses within
    /// addresses, what is reserved.</summary>
    Nobody,
}

/// <summary>Tells addresses apart by IANA's registries of special addresses (IPv4 and IPv6, as of 2026). What is not known is
/// nobody's.</summary>
internal static class NetworkReaches
{
    /// <summary>Where clouds answer their machines, among addresses that are otherwise private or public.</summary>
    private static readonly ImmutableArray<IPAddress> Clouds =
        [.. new[] { "100.100.100.200", "168.63.129.16", "fd00:ec2::254" }.Select(IPAddress.Parse)];

    private static readonly ImmutableArray<IPNetwork> PrivateNetworks = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    private static readonly ImmutableArray<IPNetwork> PublicNetworks = Networks("0.0.0.0/0", "2000::/3");

    /// <summary>Within <see cref="PublicNetworks"/>.</summary>
    private static readonly ImmutableArray<IPNetwork> NobodysNetworks = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>IPv4 as seen from a network that has IPv6 only (RFC 6052): what counts is the address within.</summary>
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static NetworkReach Of(IPAddress address) => Plain(address) switch
    {
        var plain when Clouds.Contains(plain) => NetworkReach.Nobody,
        var plain when IsIn(PrivateNetworks, plain) => NetworkReach.Private,
        var plain when IsIn(PublicNetworks, plain) && !IsIn(NobodysNetworks, plain) => NetworkReach.Public,
        _ => NetworkReach.Nobody,
    };

    /// <summary>Without the clothes that an address can wear: a zone, IPv4 within IPv6.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        var bytes = address.GetAddressBytes();
        var isIpv4 = address.IsIPv4MappedToIPv6 || Translated.Contains(new IPAddress(bytes));
        return isIpv4 ? new IPAddress(bytes.AsSpan(12)) : new IPAddress(bytes);
    }

    private static bool IsIn(ImmutableArray<IPNetwork> networks, IPAddress address) => networks.Any(network => network.Contains(address));

    private static ImmutableArray<IPNetwork> Networks(params ReadOnlySpan<string> texts)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in texts)
        {
            networks.Add(IPNetwork.Parse(text));
        }
        return networks.ToImmutable();
    }
}
