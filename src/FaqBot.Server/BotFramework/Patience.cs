using System.Data.Common;

namespace FaqBot.Server;

/// <summary>
/// Waits for a store that is busy or away, longer than DirectLineJS waits for an answer (20 s). It takes an error for an answer when a
/// conversation starts, and never tries again; but what times out it does try again.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int AttemptsMax = 25;

    /// <summary>Whether the store was busy or away, rather than something wrong.</summary>
    public static bool IsWorthAnother(Exception exception) => exception is BusyException or DbException or TimeoutException;

    /// <summary>Does it, again after each pause until it succeeds or patience ends.</summary>
    public static async Task<T> Insist<T>(Func<Task<T>> attempt, TimeSpan pause, CancellationToken cancellation)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception exception) when (number < AttemptsMax && IsWorthAnother(exception))
            {
                await Task.Delay(pause, cancellation);
            }
        }
    }
}
