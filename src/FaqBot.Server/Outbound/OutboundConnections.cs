using System.Net;
using System.Net.Sockets;

namespace FaqBot.Server;

/// <summary>The addresses of a host; throws a <see cref="SocketException"/> when it has none.</summary>
internal delegate Task<IPAddress[]> LookUpHost(string host, CancellationToken cancellation);

/// <summary>A connection was not made. The message may be logged.</summary>
internal sealed class OutboundException(string message) : IOException(message);

/// <summary>
/// Connects to a host by an address of it that was looked at: what was allowed is what is dialled, so a name that leads elsewhere the next
/// moment gains nothing.
/// </summary>
internal sealed class OutboundConnections(LookUpHost lookUp, bool isWorkshop)
{
    /// <summary>Addresses of one host that are tried.</summary>
    private const int AddressesMax = 4;

    /// <summary>An address that does not answer by then is left for the next.</summary>
    private static readonly TimeSpan EachMax = TimeSpan.FromSeconds(1);

    /// <param name="host">With its port.</param>
    /// <param name="isSecured">By TLS, that is.</param>
    /// <param name="allowPrivate">The operator allows it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OutboundException">There is no connection.</exception>
    public async Task<Stream> Open(DnsEndPoint host, bool isSecured, bool allowPrivate, CancellationToken cancellation)
    {
        var known = await Addresses(host.Host, cancellation);
        var allowed = known.Where(address => IsAllowed(NetworkReaches.Of(address), isSecured, allowPrivate)).Take(AddressesMax).ToList();
        if (allowed.Count == 0)
        {
            throw new OutboundException(!isSecured && known.Any(address => NetworkReaches.Of(address) == NetworkReach.Public)
                ? "without TLS requests go to private addresses only"
                : "its name leads to no address that requests may go to");
        }
        foreach (var address in allowed)
        {
            if (await Dial(new IPEndPoint(address, host.Port), address == allowed[^1], cancellation) is { } stream)
            {
                return stream;
            }
        }
        throw new OutboundException("it cannot be connected to");
    }

    private bool IsAllowed(NetworkReach reach, bool isSecured, bool allowPrivate) => reach switch
    {
        NetworkReach.Public => isSecured || isWorkshop,
        NetworkReach.Private => allowPrivate,
        _ => false,
    };

    private async Task<IPAddress[]> Addresses(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return [address];
        }
        try
        {
            return await lookUp(host, cancellation);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new OutboundException("its name is not known");
        }
    }

    private static async Task<Stream?> Dial(IPEndPoint address, bool isLast, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (!isLast)
        {
            end.CancelAfter(EachMax);
        }
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, end.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception exception) when (
            exception is SocketException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
