using System.Diagnostics;
using System.Net;

namespace FaqBot.Faults;

/// <summary>What <c>/health/ready</c> says while something is broken.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);

    /// <summary>Looks for so long; returns after how much of it the node said that it is not ready, null if it never did.</summary>
    public static async Task<TimeSpan?> Watch(Node node, TimeSpan time, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        TimeSpan? unready = null;
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            if (await node.Readiness(stop) != HttpStatusCode.OK)
            {
                unready ??= Stopwatch.GetElapsedTime(begun);
            }
            await Task.Delay(Look, stop);
        }
        return unready;
    }

    /// <summary>Returns when it is ready.</summary>
    /// <exception cref="TimeoutException">It is not in a minute.</exception>
    public static async Task<long> Await(Node node, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await node.Readiness(stop) != HttpStatusCode.OK)
        {
            if (Stopwatch.GetElapsedTime(begun) > ReadyMax)
            {
                throw new TimeoutException($"The server was not ready again within {Spread.Seconds(ReadyMax)}.");
            }
            await Task.Delay(Look, stop);
        }
        return Stopwatch.GetTimestamp();
    }
}
