using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FaqBot.Benchmarks;

/// <summary>A conversation's WebSocket, as cheap as a client can be: it reads text frames and never sends any.</summary>
internal sealed class StreamConnection : IDisposable
{
    private const int FrameBytesMax = 64 * 1024;
    private const int SmallFrameMax = 125;
    private const int MediumFrame = 126;

    private static readonly byte[] Switching = "HTTP/1.1 101 "u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private StreamConnection()
    {
    }

    /// <summary>Opens the stream.</summary>
    /// <param name="stream">As the server named it.</param>
    /// <param name="from">The address to come from; another one has ports of its own.</param>
    public static async Task<StreamConnection> Open(Uri stream, IPAddress from)
    {
        var connection = new StreamConnection();
        connection.socket.Bind(new IPEndPoint(from, 0));
        await connection.socket.ConnectAsync(IPAddress.Loopback, stream.Port);
        await connection.socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {stream.PathAndQuery} HTTP/1.1\r\nHost: {stream.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        await connection.ReadHead();
        return connection;
    }

    /// <summary>Hands every frame to <paramref name="take"/> until that returns false, or the stream is closed.</summary>
    public async Task Read(Func<ReadOnlyMemory<byte>, bool> take)
    {
        var buffer = new byte[FrameBytesMax];
        var (start, end) = (0, 0);
        while (true)
        {
            for (var frame = Frame(buffer.AsSpan(start, end - start));
                frame is var (head, body);
                frame = Frame(buffer.AsSpan(start, end - start)))
            {
                if (!take(buffer.AsMemory(start + head, body)))
                {
                    return;
                }
                start += head + body;
            }
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var received = await Receive(buffer.AsMemory(end));
            if (received == 0)
            {
                return;
            }
            end += received;
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Zero when the stream is closed, by either side.</summary>
    private async ValueTask<int> Receive(Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.OperationAborted or SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    /// <summary>The length of the first frame's head and body; null while it is not whole. A server's frames are not masked.</summary>
    private static (int Head, int Body)? Frame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return null;
        }
        var (head, body) = bytes[1] switch
        {
            <= SmallFrameMax => (2, bytes[1]),
            MediumFrame when bytes.Length >= 4 => (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            MediumFrame => (4, 0),
            _ => throw new InvalidDataException($"A frame has more than {FrameBytesMax} bytes."),
        };
        return bytes.Length >= head + body ? (head, body) : null;
    }

    /// <summary>Byte for byte, so that no frame behind the head is swallowed.</summary>
    private async Task ReadHead()
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await socket.ReceiveAsync(one.AsMemory()) == 0)
            {
                throw new IOException("The server closed the connection instead of opening the stream.");
            }
            head.Add(one[0]);
        }
        if (!head.Take(Switching.Length).SequenceEqual(Switching))
        {
            throw new IOException($"The stream was refused: {Encoding.ASCII.GetString([.. head])}");
        }
    }
}
