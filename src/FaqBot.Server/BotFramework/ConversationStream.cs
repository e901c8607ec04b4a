using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace FaqBot.Server;

/// <summary>
/// One client's WebSocket: everything recorded since its watermark, then what comes. It reads the log, or is told what stands at its end;
/// between the replay and the live part there is neither a gap nor a repeat because both are the same loop, by sequence.
/// </summary>
internal sealed partial class ConversationStream(
    WebSocket socket, ConversationLog log, StreamRight right, DirectLineOptions options,
    CountedLines lines, ILogger<ConversationStream> logger)
{
    private const int ReceiveBytes = 4 * 1024;

    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns when the socket is closed, by either side: also when the client has lost the right to read. <paramref name="stop"/> asks for
    /// it when the server ends or a newer socket takes the place.
    /// </summary>
    public async Task Run(ConversationHead conversation, long after, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var receiving = Drain(ending);
        var status = WebSocketCloseStatus.NormalClosure;
        try
        {
            await Deliver(conversation, after, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The client left, did not take what was sent, or the server stops.
        }
        catch (WebSocketException)
        {
            // The connection broke; the client resumes by its watermark.
        }
        catch (Exception exception)
        {
            // The client comes back, and reads from where it was.
            lines.Write("stream", exception.GetType().Name, count => Log.Failed(logger, exception, conversation.Id, count));
            status = WebSocketCloseStatus.InternalServerError;
        }
        finally
        {
            await Close(receiving, stop.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : status);
        }
    }

    private async Task Deliver(ConversationHead conversation, long after, CancellationToken ending)
    {
        using var wake = log.Watch(conversation.Id);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(ending);
        using var keepAlive = new PeriodicTimer(TimeSpan.FromSeconds(options.KeepAliveSeconds));
        var isEnded = conversation.IsEnded;
        var isBehind = true;
        var waking = wake.Next(ending);
        var silence = keepAlive.WaitForNextTickAsync(ending).AsTask();
        while (true)
        {
            if (isBehind)
            {
                var page = await TryRead(conversation.Id, after, ending);
                await (page is null ? Task.WhenAny(Task.Delay(StoreAway, ending), silence) : Tell(page));
                isBehind = page is not { Activities: [] };
            }
            else if (isEnded)
            {
                return;
            }
            else
            {
                wake.HasRead = after;
                await Task.WhenAny(waking, silence);
            }

            if (waking.IsCompleted)
            {
                await waking;
                waking = wake.Next(ending);
                var told = wake.Take();
                isBehind = isBehind || !(told?.Before == after || told?.Watermark <= after);
                if (told?.Before == after)
                {
                    await Tell(told);
                }
            }

            if (silence.IsCompleted)
            {
                await silence;
                if (!await right.Holds(ending))
                {
                    return;
                }
                silence = keepAlive.WaitForNextTickAsync(ending).AsTask();
                await Send(ReadOnlyMemory<byte>.Empty, sending);
                isBehind = true;
            }
        }

        async Task Tell(ActivityPage page)
        {
            await Send(page, sending);
            after = page.Watermark;
            isEnded = isEnded || page.Activities.Any(IsEnd);
        }
    }

    /// <summary>Null while the store is away. The client need not know: that all of them come back at once would not
    /// help the store.</summary>
    private async Task<ActivityPage?> TryRead(ConversationId conversation, long after, CancellationToken ending)
    {
        try
        {
            return await log.Read(conversation, after, DirectLineLimits.StreamPageActivitiesMax, ending);
        }
        catch (BusyException)
        {
            return null;
        }
    }

    /// <summary>
    /// One activity a frame: DirectLineJS hands the activities of a frame on one by one, later, and those of the next frame in between.
    /// Sequences have no gaps, so each frame's watermark can be counted back from the page's.
    /// </summary>
    private async Task Send(ActivityPage page, CancellationTokenSource sending)
    {
        var frame = new ArrayBufferWriter<byte>();
        for (var i = 0; i < page.Activities.Count; i++)
        {
            ActivitySet.Write(frame, new ActivityPage([page.Activities[i]], page.Before + i + 1));
            await Send(frame.WrittenMemory, sending);
            frame.ResetWrittenCount();
        }
    }

    /// <summary>A client that does not take its frame in time is cut off: cancelling a send aborts the socket.</summary>
    private async Task Send(ReadOnlyMemory<byte> frame, CancellationTokenSource sending)
    {
        sending.CancelAfter(TimeSpan.FromSeconds(options.SendSeconds));
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, sending.Token);
        sending.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Reads and forgets what the client sends (keep-alives, and whatever newer clients invent) until it closes. An idle socket waits with
    /// an empty buffer, so that ten thousand of them hold none.
    /// </summary>
    private async Task Drain(CancellationTokenSource ending)
    {
        try
        {
            var messageBytes = 0;
            while (messageBytes <= DirectLineLimits.ClientFrameBytesMax)
            {
                // An empty frame, or a goodbye, is taken with an empty buffer too.
                var peek = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (peek.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                if (peek.EndOfMessage)
                {
                    messageBytes = 0;
                    continue;
                }

                var buffer = ArrayPool<byte>.Shared.Rent(ReceiveBytes);
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                ArrayPool<byte>.Shared.Return(buffer);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                messageBytes = received.EndOfMessage ? 0 : messageBytes + received.Count;
            }
        }
        catch (WebSocketException)
        {
            // Closed without a word, or not speaking WebSocket.
        }
        catch (OperationCanceledException)
        {
            // Aborted by us.
        }

        await ending.CancelAsync();
    }

    /// <summary>Says goodbye, waits a little for the client to say it too, and hangs up.</summary>
    private async Task Close(Task receiving, WebSocketCloseStatus status)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var timeout = new CancellationTokenSource(CloseWait);
                await socket.CloseOutputAsync(status, null, timeout.Token);
                await receiving.WaitAsync(timeout.Token);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // It is gone already, or does not answer.
        }

        socket.Abort();
        await receiving;
    }

    /// <summary>Looks into an activity only where the word stands at all.</summary>
    private static bool IsEnd(ReadOnlyMemory<byte> activity)
    {
        if (activity.Span.IndexOf("endOfConversation"u8) < 0)
        {
            return false;
        }

        using var json = JsonDocument.Parse(activity);
        return json.RootElement.TryGetProperty("type", out var type) && type.ValueEquals("endOfConversation"u8);
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Error, "The stream of conversation {ConversationId} failed and was closed; {Count} such since the last line.")]
        public static partial void Failed(ILogger logger, Exception exception, ConversationId conversationId, int count);
    }
}
