using System.Runtime.InteropServices;

namespace FaqBot.Server;

/// <summary>
/// A token bucket for each key, kept as one number: the moment at which the bucket is full again. A key whose bucket is full is as good as
/// unknown, so forgetting it loses nothing. See adr/0009 for why it is not the framework's limiter.
/// </summary>
/// <param name="burst">What may come at once.</param>
/// <param name="oneBack">After that time one comes back.</param>
/// <param name="time">Its timestamps; never set back.</param>
internal sealed class RateLimit<TKey>(int burst, TimeSpan oneBack, TimeProvider time)
    where TKey : notnull
{
    /// <summary>Keys that are told apart at a time. Further ones share one bucket: so many at once are no customers.</summary>
    public const int KeysMax = 100_000;

    private const int FirstSweepKeys = 1_024;

    private static readonly long SweepTicksMin = TimeSpan.TicksPerSecond;

    private readonly Lock gate = new();
    private readonly Dictionary<TKey, long> fullAt = [];
    private readonly long began = time.GetTimestamp();
    private readonly long oneTicks = oneBack.Ticks;
    private long othersFullAt;
    private int sweepKeys = FirstSweepKeys;
    private long sweptAt;

    /// <param name="burst">What may come at once.</param>
    /// <param name="perMinute">What comes back a minute.</param>
    /// <param name="time">Its timestamps; never set back.</param>
    public RateLimit(int burst, int perMinute, TimeProvider time)
        : this(burst, TimeSpan.FromMinutes(1) / perMinute, time)
    {
    }

    /// <summary>Keys that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return fullAt.Count;
            }
        }
    }

    /// <summary>Takes one; returns null, or how long to wait when the bucket is empty.</summary>
    public TimeSpan? Take(TKey key)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(began).Ticks;
            ref var full = ref Bucket(key, now);
            var from = Math.Max(full, now);
            var wait = from - now - ((burst - 1) * oneTicks);
            if (wait > 0)
            {
                return TimeSpan.FromTicks(wait);
            }
            full = from + oneTicks;
            return null;
        }
    }

    /// <summary>Undoes one <see cref="Take"/> that was granted.</summary>
    public void GiveBack(TKey key)
    {
        lock (gate)
        {
            // A bucket that is forgotten is full, unless it was never told apart.
            if (fullAt.TryGetValue(key, out var full))
            {
                fullAt[key] = full - oneTicks;
            }
            else if (fullAt.Count >= KeysMax)
            {
                othersFullAt -= oneTicks;
            }
        }
    }

    private ref long Bucket(TKey key, long now)
    {
        if (fullAt.Count >= sweepKeys && now - sweptAt >= SweepTicksMin)
        {
            Sweep(now);
        }
        if (fullAt.Count >= KeysMax && !fullAt.ContainsKey(key))
        {
            return ref othersFullAt;
        }
        return ref CollectionsMarshal.GetValueRefOrAddDefault(fullAt, key, out _);
    }

    /// <summary>
    /// Forgets full buckets. The next sweep comes when twice as many keys are remembered as are left, so a sweep costs each key little.
    /// </summary>
    private void Sweep(long now)
    {
        foreach (var (key, full) in fullAt)
        {
            if (full <= now)
            {
                fullAt.Remove(key);
            }
        }
        sweptAt = now;
        sweepKeys = Math.Min(KeysMax, Math.Max(FirstSweepKeys, 2 * fullAt.Count));
    }
}
