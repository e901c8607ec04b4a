using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

/// <summary>What a client reads from its stream.</summary>
internal static class StreamReading
{
    /// <summary>The next activities, exactly so many.</summary>
    public static async Task<IReadOnlyList<JsonNode>> Receive(this WebSocket socket, int count, CancellationToken patience)
    {
        List<JsonNode> activities = [];
        while (activities.Count < count)
        {
            activities.AddRange((await socket.NextFrame(patience)).List("activities"));
        }
        Assert.Equal(count, activities.Count);
        return activities;
    }

    /// <summary>The next frame that says something.</summary>
    public static async Task<JsonObject> NextFrame(this WebSocket socket, CancellationToken patience)
    {
        while (true)
        {
            if (await socket.NextText(patience) is { Length: > 0 } text)
            {
                return WireJson.Parse(text);
            }
        }
    }

    public static async Task<string> NextText(this WebSocket socket, CancellationToken patience)
    {
        var buffer = new byte[512 * 1024];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), patience);
            Assert.Equal(WebSocketMessageType.Text, received.MessageType);
            length += received.Count;
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }

    /// <summary>The last watermark that arrived whole.</summary>
    public static async Task<int> TakeUntilCutOff(this WebSocket socket, CancellationToken patience)
    {
        var watermark = 0;
        try
        {
            while (true)
            {
                watermark = int.Parse((await socket.NextFrame(patience)).Field("watermark"), CultureInfo.InvariantCulture);
            }
        }
        catch (WebSocketException)
        {
            return watermark;
        }
    }

    /// <summary>Reads on until the server hangs up, and says goodbye.</summary>
    public static async Task<bool> IsClosed(this WebSocket socket, CancellationToken patience)
    {
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(new byte[64 * 1024], patience);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience);
                    return true;
                }
            }
        }
        catch (WebSocketException)
        {
            return true;
        }
    }
}
