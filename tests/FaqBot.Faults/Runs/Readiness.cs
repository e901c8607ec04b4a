using System.Diagnostics;
using System.Net;

namespace FaqBot.Faults;

/// <summary>What <c>/health/ready</c> says while something is broken.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks for so long; returns after how much of it the node said that it is not ready, null if it never did.</summary>
    public static async Task<TimeSpan?> Watch(Node node, TimeSpan time)
    {
        var begun = Stopwatch.GetTimestamp();
        TimeSpan? unready = null;
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            if (await node.Readiness() != HttpStatusCode.OK)
            {
                unready ??= Stopwatch.GetElapsedTime(begun);
            }
            await Task.Delay(Look);
        }
        return unready;
    }

    /// <summary>Returns when it is ready.</summary>
    public static async Task<long> Await(Node node)
    {
        while (await node.Readiness() != HttpStatusCode.OK)
        {
            await Task.Delay(Look);
        }
        return Stopwatch.GetTimestamp();
    }
}
