namespace FaqBot.Engine;

/// <summary>The features that occur in the examples, numbered in the order of their hashes.</summary>
/// <param name="hashes">Ascending, each once.</param>
internal sealed class Vocabulary(uint[] hashes)
{
    /// <summary>About this many features share a bucket, which is then searched one by one.</summary>
    private const int FeaturesPerBucket = 4;

    private readonly int _shift = Shift(hashes.Length);
    private readonly int[] _bucketStart = BucketStarts(hashes, Shift(hashes.Length));

    /// <summary>Ascending.</summary>
    public uint[] Hashes => hashes;

    /// <summary>The features in <paramref name="hashes"/>, which may repeat and are sorted in place.</summary>
    public static Vocabulary Of(uint[] hashes)
    {
        Array.Sort(hashes);
        var kept = 0;
        for (var at = 0; at < hashes.Length; at++)
        {
            if (kept == 0 || hashes[kept - 1] != hashes[at])
            {
                hashes[kept++] = hashes[at];
            }
        }
        return new Vocabulary(hashes[..kept]);
    }

    /// <summary>The number of a feature; -1 if no example has it.</summary>
    public int Find(uint hash)
    {
        var bucket = (int)(hash >> _shift);
        var end = _bucketStart[bucket + 1];
        for (var at = _bucketStart[bucket]; at < end; at++)
        {
            if (hashes[at] == hash)
            {
                return at;
            }
        }
        return -1;
    }

    private static int Shift(int count)
    {
        var bits = 1;
        while (bits < 24 && (FeaturesPerBucket << bits) < count)
        {
            bits++;
        }
        return 32 - bits;
    }

    private static int[] BucketStarts(uint[] hashes, int shift)
    {
        var starts = new int[(1 << (32 - shift)) + 1];
        foreach (var hash in hashes)
        {
            starts[(hash >> shift) + 1]++;
        }
        for (var bucket = 1; bucket < starts.Length; bucket++)
        {
            starts[bucket] += starts[bucket - 1];
        }
        return starts;
    }
}
