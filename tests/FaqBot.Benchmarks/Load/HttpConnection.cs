using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace FaqBot.Benchmarks;

/// <summary>One keep-alive connection, one request at a time, as cheap as a client can be: it shares two cores with
/// what it measures.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int AnswerBytesMax = 64 * 1024;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] answer = new byte[AnswerBytesMax];

    private HttpConnection()
    {
    }

    public static async Task<HttpConnection> Open(IPEndPoint server)
    {
        var connection = new HttpConnection();
        await connection.socket.ConnectAsync(server);
        return connection;
    }

    /// <summary>Sends the request and waits for the whole answer; returns its status.</summary>
    public async ValueTask<int> Ask(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var length = 0;
        do
        {
            var received = await socket.ReceiveAsync(answer.AsMemory(length));
            if (received == 0)
            {
                throw new IOException("The server closed the connection instead of answering.");
            }
            length += received;
        }
        while (!IsWhole(answer.AsSpan(0, length)));
        return Status(answer);
    }

    public void Dispose() => socket.Dispose();

    private static int Status(ReadOnlySpan<byte> answer) =>
        Utf8Parser.TryParse(answer["HTTP/1.1 ".Length..], out int status, out _) ? status : throw new IOException("This is not HTTP.");

    /// <summary>Nothing follows an answer before the next request, so the last chunk ends what was received.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var headEnd = answer.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return false;
        }
        var length = answer[..headEnd].IndexOf("Content-Length: "u8);
        return length < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : Utf8Parser.TryParse(answer[(length + "Content-Length: ".Length)..], out int bytes, out _)
                && answer.Length - headEnd - 4 >= bytes;
    }
}
