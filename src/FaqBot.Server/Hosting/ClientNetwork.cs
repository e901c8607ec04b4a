using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace FaqBot.Server;

/// <summary>
/// Where a client comes from, for counting: an IPv4 address, or the /64 of an IPv6 one, out of which one line can take any address.
/// </summary>
/// <param name="IsIPv4">The kind.</param>
/// <param name="Prefix">The 32 or 64 bits that count.</param>
internal readonly record struct ClientNetwork(bool IsIPv4, ulong Prefix)
{
    private const int LoggedBitsIPv4 = 24;
    private const int LoggedBitsIPv6 = 48;

    /// <summary>Null when there is no address, as over a Unix socket.</summary>
    public static ClientNetwork? Of(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? new ClientNetwork(true, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new ClientNetwork(false, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>As logs show it: coarse enough to be nobody's own, e.g. <c>203.0.113.0/24</c> or <c>2001:db8:1::/48</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Prefix >> (32 - LoggedBitsIPv4) << (32 - LoggedBitsIPv4));
            return $"{new IPAddress(bytes[..4])}/{LoggedBitsIPv4}";
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, Prefix >> (64 - LoggedBitsIPv6) << (64 - LoggedBitsIPv6));
        return $"{new IPAddress(bytes)}/{LoggedBitsIPv6}";
    }
}
