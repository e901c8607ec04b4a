namespace FaqBot.Server;

/// <summary>Bytes that each key may bring in one day, by UTC; counted by this node alone, and forgotten when it stops.</summary>
internal sealed class DailyBytes<TKey>(long bytesMax, TimeProvider time)
    where TKey : notnull
{
    /// <summary>Keys that are told apart in a day. Further ones bring nothing: so many at once are no customers.</summary>
    public const int KeysMax = 100_000;

    private readonly Lock gate = new();
    private readonly Dictionary<TKey, long> taken = [];
    private DateTime day;

    /// <summary>Takes so many bytes; false, and nothing is taken, when that is more than is left today.</summary>
    public bool TryTake(TKey key, long bytes)
    {
        lock (gate)
        {
            var today = time.GetUtcNow().UtcDateTime.Date;
            if (today != day)
            {
                taken.Clear();
                day = today;
            }
            var before = taken.GetValueOrDefault(key);
            if (before + bytes > bytesMax || (before == 0 && taken.Count >= KeysMax))
            {
                return false;
            }
            taken[key] = before + bytes;
            return true;
        }
    }
}
