using System.Net;
using System.Net.Sockets;

namespace FaqBot.Benchmarks;

/// <summary>
/// Lets this process answer its sockets on the one thread that waits for them, as an event loop does: a client that hands every answer to a
/// thread pool costs as much as the server that it measures.
/// </summary>
internal static class InlineSockets
{
    private const string Inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string Threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    /// <summary>Before the first socket is used. The runtime reads the setting once; the servers that are started later must
    /// not inherit it.</summary>
    public static async Task Enable()
    {
        Environment.SetEnvironmentVariable(Inline, "1");
        Environment.SetEnvironmentVariable(Threads, "1");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        var accepting = listener.AcceptSocketAsync();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await accepting;
        Environment.SetEnvironmentVariable(Inline, null);
        Environment.SetEnvironmentVariable(Threads, null);
    }
}
