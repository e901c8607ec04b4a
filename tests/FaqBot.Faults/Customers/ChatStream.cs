using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;

namespace FaqBot.Faults;

/// <summary>The stream of a conversation: when it breaks, it is opened again after the last activity that came.</summary>
internal sealed class ChatStream(Chat chat, Habits habits, Tally tally, Random random) : IAsyncDisposable
{
    private const int FrameBytesMax = 256 * 1024;
    private const double HangUpChance = 0.004;
    private const double ReloadChance = 0.1;

    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] buffer = new byte[FrameBytesMax];
    private Task listening = Task.CompletedTask;
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long position;
    private int connections;

    public void Open() => listening = Listen(chat.StreamUrl);

    /// <summary>Waits until everything up to a sequence has come; in vain is a finding. A stream that ended because the conversation did
    /// may fall short of it, for coming back is then refused.</summary>
    public async Task CatchUp(long sequence)
    {
        using var patience = new CancellationTokenSource(habits.Patience);
        try
        {
            while (Interlocked.Read(ref position) < sequence && !ended.Task.IsCompleted)
            {
                var next = Volatile.Read(ref arrival);
                if (Interlocked.Read(ref position) < sequence)
                {
                    await Task.WhenAny(next.Task, ended.Task).WaitAsync(patience.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            chat.Told.Complain(Fault.Stalled, $"the stream stood at {position} of {sequence} for too long");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await listening;
        end.Dispose();
    }

    private async Task Listen(string? address)
    {
        try
        {
            while (address is not null)
            {
                await Read(address);
                await Task.Delay(habits.PauseMax * random.NextDouble(), end.Token);
                if (random.NextDouble() < ReloadChance)
                {
                    // A page that was loaded anew remembers nothing.
                    Interlocked.Exchange(ref position, 0);
                }
                address = await chat.Reconnect(position, end.Token);
            }
            ended.SetResult();
        }
        catch (OperationCanceledException)
        {
            // The customer has left.
        }
        catch (GaveUpException)
        {
            // Told as a finding.
        }
    }

    private async Task Read(string address)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = habits.AnswerMax;
        socket.Options.KeepAliveTimeout = habits.AnswerMax;
        try
        {
            await Connect(socket, new Uri(address));
            tally.CountConnection();
            var openedAt = Stopwatch.GetTimestamp();
            var reading = chat.Told.Read($"stream {(++connections).ToString(CultureInfo.InvariantCulture)}", position);
            while (await Receive(socket) is { } length && random.NextDouble() >= HangUpChance)
            {
                Take(buffer.AsMemory(0, length), reading, openedAt);
            }
            if (socket.CloseStatus == WebSocketCloseStatus.EndpointUnavailable)
            {
                tally.CountGoodbye();
            }
        }
        catch (WebSocketException)
        {
            // The server, or the connection, is gone.
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            // No answer, or we hung up.
        }
    }

    private async Task Connect(ClientWebSocket socket, Uri address)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        patience.CancelAfter(habits.AnswerMax);
        await socket.ConnectAsync(address, patience.Token);
    }

    /// <summary>The bytes of the next frame; null when the server said goodbye.</summary>
    private async Task<int?> Receive(ClientWebSocket socket)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), end.Token);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }
            if (part.EndOfMessage)
            {
                return length;
            }
        }
    }

    private void Take(ReadOnlyMemory<byte> frame, Reading reading, long openedAt)
    {
        if (frame.IsEmpty)
        {
            return;
        }
        if (Frames.Read(frame) is not { } delivery)
        {
            chat.Told.Complain(Fault.Refused, $"{reading.Name}: a frame that is no set of activities");
            return;
        }
        reading.Add(delivery);
        tally.CountStreamed(delivery.Activities.Count);
        foreach (var activity in delivery.Activities)
        {
            if (chat.Told.AcknowledgedAt(activity) is { } acknowledgedAt)
            {
                tally.Lag.Add(Stopwatch.GetElapsedTime(Math.Max(acknowledgedAt, openedAt)));
            }
        }
        if (delivery.Activities is [.., var last])
        {
            Interlocked.Exchange(ref position, last.Sequence);
            Interlocked.Exchange(ref arrival, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }
}
