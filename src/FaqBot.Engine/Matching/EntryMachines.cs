namespace FaqBot.Engine;

/// <summary>The trained support vector machines, one per entry: which examples matter, how much, and the intercept.</summary>
/// <param name="start">One more than there are entries; where the examples of each begin in the next two.</param>
/// <param name="examples">Numbers of examples.</param>
/// <param name="weights">In 1/<see cref="WeightScale"/>; positive inside the entry.</param>
internal sealed class EntryMachines(int[] start, ushort[] examples, short[] weights)
{
    /// <summary>Weights lie between -4 and 4.</summary>
    public const float WeightScale = 8192;

    private const float VectorSquare = SupportVectors.VectorSquare;

    private readonly float[] _intercepts = Intercepts(start, weights);

    /// <summary>One more than there are entries.</summary>
    public int[] Start => start;

    /// <summary>Numbers of examples, by entry.</summary>
    public ushort[] Examples => examples;

    /// <summary>Weights of <see cref="Examples"/>.</summary>
    public short[] Weights => weights;

    /// <summary>How much memory they take.</summary>
    public long Bytes => (4L * 2 * start.Length) + (4L * examples.Length);

    /// <summary>About 1 for an utterance inside the entry, -1 outside.</summary>
    /// <param name="entry">Its number.</param>
    /// <param name="similarities">Of the utterance to each example.</param>
    public float Decision(int entry, ReadOnlySpan<float> similarities)
    {
        var ownExamples = examples.AsSpan(start[entry]..start[entry + 1]);
        var ownWeights = weights.AsSpan(start[entry]..start[entry + 1]);
        // Four sums, because a processor adds to one only once in four beats; always four, so that all machines round alike.
        var (sum0, sum1, sum2, sum3) = (0f, 0f, 0f, 0f);
        var at = 0;
        for (; at + 4 <= ownExamples.Length; at += 4)
        {
            sum0 += ownWeights[at] * similarities[ownExamples[at]];
            sum1 += ownWeights[at + 1] * similarities[ownExamples[at + 1]];
            sum2 += ownWeights[at + 2] * similarities[ownExamples[at + 2]];
            sum3 += ownWeights[at + 3] * similarities[ownExamples[at + 3]];
        }
        for (; at < ownExamples.Length; at++)
        {
            sum0 += ownWeights[at] * similarities[ownExamples[at]];
        }
        return ((sum0 + sum1 + (sum2 + sum3)) * (VectorSquare / WeightScale)) + _intercepts[entry];
    }

    /// <summary>The intercept is the weight of a feature of value one, which every example has.</summary>
    private static float[] Intercepts(int[] start, short[] weights)
    {
        var intercepts = new float[start.Length - 1];
        for (var entry = 0; entry < intercepts.Length; entry++)
        {
            var sum = 0L;
            for (var at = start[entry]; at < start[entry + 1]; at++)
            {
                sum += weights[at];
            }
            intercepts[entry] = sum / WeightScale;
        }
        return intercepts;
    }
}
