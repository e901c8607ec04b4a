using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace FaqBot.Benchmarks;

/// <summary>Very many customers who only listen: what each costs, and whether one who is spoken to still hears it.</summary>
internal static class IdleSockets
{
    private const int Spoken = 100;
    private const int PerAddress = 5_000;
    private const int AtOnce = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>True when everybody who was spoken to heard it.</summary>
    /// <param name="target">Begins so many conversations.</param>
    /// <param name="count">How many.</param>
    /// <param name="silence">Before anything is measured: the server sends keep-alives meanwhile, and gives back what
    /// it does not need.</param>
    public static async Task<bool> Print(FaqBotTarget target, int count, TimeSpan silence)
    {
        await target.Begin(count);
        var (heapBefore, memoryBefore) = await Settled(target);
        var clock = Stopwatch.StartNew();
        var streams = await Open(target.Streams);
        var took = clock.Elapsed;
        await Task.Delay(silence);
        var (heap, memory) = await Settled(target);
        var heard = await Speak(target, streams);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Idle sockets, {target.Name}: {count:#,0} opened in {took.TotalSeconds:0.0} s ({count / took.TotalSeconds:#,0}/s), after {silence.TotalSeconds:0} s of silence:

            | memory each KB | of it managed heap KB | server before MB | server after MB | spoken to | heard it | slowest ms |
            |---|---|---|---|---|---|---|
            | {Kilobytes(memory - memoryBefore, count)} | {Kilobytes(heap - heapBefore, count)} | {memoryBefore >> 20} | {memory >> 20} | {Spoken} | {heard.Count} | {heard.At(1):0.0} |

            """));
        Array.ForEach(streams, stream => stream.Dispose());
        return heard.Count == Math.Min(Spoken, count);
    }

    /// <summary>Once the garbage is collected: what is left is held.</summary>
    private static async Task<(long Heap, long Memory)> Settled(FaqBotTarget target)
    {
        await ProcessMeter.CollectedHeap(target.Server);
        return (await ProcessMeter.CollectedHeap(target.Server), ProcessMeter.WorkingSet(target.Server));
    }

    private static async Task<StreamConnection[]> Open(IReadOnlyList<Uri> addresses)
    {
        var streams = new StreamConnection[addresses.Count];
        var several = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(Enumerable.Range(0, streams.Length), several, async (number, _) =>
        {
            // One address has 28,000 ports to call from, fewer where others use them.
            var from = IPAddress.Parse($"127.0.0.{1 + (number / PerAddress)}");
            streams[number] = await StreamConnection.Open(addresses[number], from);
        });
        return streams;
    }

    /// <summary>Posts one message in some of the conversations, spread over all; how long each took to be heard on its stream.</summary>
    private static async Task<Latencies> Speak(FaqBotTarget target, StreamConnection[] streams)
    {
        using var connection = await HttpConnection.Open(target.Address);
        var heard = new List<long>();
        foreach (var number in Enumerable.Range(0, Math.Min(Spoken, streams.Length))
            .Select(spoken => spoken * Math.Max(1, streams.Length / Spoken)))
        {
            var request = new byte[Customer.PostBytesMax];
            var length = target.Customers[number].Write(request, number);
            var reading = streams[number].Read(frame => frame.Span.IndexOf("replyToId"u8) < 0);
            var began = Stopwatch.GetTimestamp();
            await connection.Ask(request.AsMemory(0, length));
            if (await Task.WhenAny(reading, Task.Delay(Patience)) == reading)
            {
                heard.Add(Stopwatch.GetTimestamp() - began);
            }
        }
        return new Latencies(heard);
    }

    private static string Kilobytes(long bytes, int count) => (bytes / 1024.0 / count).ToString("0.0", CultureInfo.InvariantCulture);
}
