using System.Net;
using System.Net.Sockets;

namespace FaqBot.Testing;

/// <summary>Finds ports of this machine that nobody listens at.</summary>
public static class FreePort
{
    // Below those that the system gives to outgoing connections: a client that calls a stopped server's port again and again would one day
    // be given that very port for its own end, and talk to itself, and the server could not start again.
    private const int Min = 20_000;
    private const int Max = 30_000;

    /// <summary>Another process may take it before it is used.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(Min, Max);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
