using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;

namespace FaqBot.Benchmarks;

/// <summary>What an open loop found; every time is counted from the moment at which the message was to be sent.</summary>
/// <param name="Rate">Messages a second that were meant.</param>
/// <param name="Acknowledged">To the whole answer to the POST.</param>
/// <param name="Replied">To the bot's first reply on the stream.</param>
/// <param name="Refused">Acknowledged without success.</param>
/// <param name="Missing">Acknowledged, but no reply came.</param>
/// <param name="Stall">The longest time in which nothing at all was acknowledged.</param>
internal sealed record OpenRound(double Rate, Latencies Acknowledged, Latencies Replied, int Refused, int Missing, TimeSpan Stall);

/// <summary>
/// Customers who write when they write, whether or not the server keeps up: arrivals at random (Poisson, the same in every run), each on
/// the next free connection. Whoever has to wait for one waits at the server's cost.
/// </summary>
internal sealed class OpenLoop : IDisposable
{
    private const int Connections = 256;
    private const int Seed = 20261121;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FaqBotTarget target;
    private readonly double rate;
    private readonly bool isHeard;
    private readonly Channel<long> due =
        Channel.CreateUnbounded<long>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
    private readonly List<StreamConnection> streams = [];

    // By the number of the message. Each cell is written by one thread once; a stream may be ahead of the acknowledgement.
    private readonly long[] intended;
    private readonly long[] acknowledged;
    private readonly long[] replied;
    private readonly long firstNumber;
    private int refused;

    private OpenLoop(FaqBotTarget target, double rate, TimeSpan time, bool isHeard)
    {
        this.target = target;
        this.rate = rate;
        this.isHeard = isHeard;
        var messages = (int)(rate * time.TotalSeconds);
        (intended, acknowledged, replied) = (new long[messages], new long[messages], new long[messages]);
        firstNumber = target.Messages + 1;
    }

    /// <param name="target">Its streams must be fresh; each is opened.</param>
    /// <param name="rate">Messages a second.</param>
    /// <param name="time">How long they arrive.</param>
    /// <param name="isHeard">Whether the customers have their streams open.</param>
    /// <param name="inTheMiddle">Done when half of them have arrived; not waited for.</param>
    public static async Task<OpenRound> Run(FaqBotTarget target, double rate, TimeSpan time, bool isHeard, Func<Task>? inTheMiddle)
    {
        using var loop = new OpenLoop(target, rate, time, isHeard);
        return await loop.Run(inTheMiddle);
    }

    public void Dispose() => streams.ForEach(stream => stream.Dispose());

    private async Task<OpenRound> Run(Func<Task>? inTheMiddle)
    {
        foreach (var stream in target.Streams.Where(_ => isHeard))
        {
            streams.Add(await StreamConnection.Open(stream, IPAddress.Loopback));
        }
        var listening = streams.Select(Listen).ToArray();
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => HttpConnection.Open(target.Address)));
        var posting = connections.Select(Post).ToArray();

        // A thread of its own keeps time; the pool's could be late.
        await Task.Factory.StartNew(() => Pace(inTheMiddle), TaskCreationOptions.LongRunning);
        await Task.WhenAll(posting);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && Missing() > 0;)
        {
            await Task.Delay(100);
        }
        Array.ForEach(connections, connection => connection.Dispose());
        streams.ForEach(stream => stream.Dispose());
        await Task.WhenAll(listening);
        return new OpenRound(rate, Since(acknowledged), Since(replied), refused, Missing(), Stall());
    }

    /// <summary>Lets every message go when its time has come, to the millisecond; a late one counts as late.</summary>
    private void Pace(Func<Task>? inTheMiddle)
    {
        var random = new Random(Seed);
        var at = (double)Stopwatch.GetTimestamp();
        for (var message = 0; message < intended.Length; message++)
        {
            at -= Math.Log(1 - random.NextDouble()) * Stopwatch.Frequency / rate;
            while (Stopwatch.GetTimestamp() < at)
            {
                Thread.Sleep(1);
            }
            if (message == intended.Length / 2)
            {
                inTheMiddle?.Invoke();
            }
            due.Writer.TryWrite((long)at);
        }
        due.Writer.Complete();
    }

    private async Task Post(HttpConnection connection)
    {
        var request = new byte[Customer.PostBytesMax];
        await foreach (var at in due.Reader.ReadAllAsync())
        {
            var (number, length) = target.WriteNext(request);
            intended[number - firstNumber] = at;
            var status = await connection.Ask(request.AsMemory(0, length));
            acknowledged[number - firstNumber] = Stopwatch.GetTimestamp();
            if (status is < 200 or >= 300)
            {
                Interlocked.Increment(ref refused);
            }
        }
    }

    /// <summary>Reads one conversation: its echo says which activity is which message, its first reply which activity it answers.</summary>
    private async Task Listen(StreamConnection stream)
    {
        var numbersById = new Dictionary<string, long>(StringComparer.Ordinal);
        await stream.Read(frame =>
        {
            // An empty one only keeps the connection alive.
            if (!frame.IsEmpty)
            {
                Note(frame.Span, numbersById);
            }
            return true;
        });
    }

    private void Note(ReadOnlySpan<byte> frame, Dictionary<string, long> numbersById)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var activity in JsonElement.Parse(frame).GetProperty("activities").EnumerateArray())
        {
            if (activity.TryGetProperty("replyToId", out var answered) && numbersById.Remove(answered.GetString() ?? "", out var number))
            {
                replied[number - firstNumber] = now;
            }
            else if (activity.TryGetProperty("channelData", out var data))
            {
                var own = data.GetProperty("clientActivityID").GetString() ?? "";
                numbersById.Add(activity.GetProperty("id").GetString() ?? "", long.Parse(own, CultureInfo.InvariantCulture));
            }
        }
    }

    private int Missing() => isHeard ? replied.Count(ticks => ticks == 0) - refused : 0;

    private Latencies Since(long[] ended) =>
        new(ended.Zip(intended, (end, begin) => (end, begin)).Where(pair => pair.end > 0).Select(pair => pair.end - pair.begin));

    private TimeSpan Stall()
    {
        var sorted = acknowledged.Where(ticks => ticks > 0).Order().ToArray();
        return sorted.Length < 2 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, sorted.Zip(sorted.Skip(1), (one, next) => next - one).Max());
    }
}
