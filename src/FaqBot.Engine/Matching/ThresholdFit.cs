namespace FaqBot.Engine;

/// <summary>
/// Finds the score from which on the bot answers, from the shop's own examples alone: each is matched by machines that have not seen
/// it, and
/// nine in ten must pass.
/// </summary>
internal static class ThresholdFit
{
    /// <summary>For a shop with too few examples to measure by.</summary>
    public const int Cautious = 300;

    /// <summary>Below this nothing answers, however strange the examples.</summary>
    private const int Lowest = 150;

    /// <summary>Fewer examples that could be left out say nothing.</summary>
    private const int ScoresMin = 20;

    /// <summary>With so many no further fold is trained: a percentile gains nothing, and folds cost most of the time.</summary>
    private const int ScoresEnough = 1_000;

    private const int FoldCount = 5;
    private const double RefusedShare = 0.1;

    /// <summary>Per mille.</summary>
    public static int Threshold(EntryExamples entries, SimilarityMatrix similarities, SupportVectors vectors)
    {
        var scores = new List<int>();
        for (var fold = 0; fold < FoldCount && scores.Count < ScoresEnough; fold++)
        {
            var isLeftOut = LeftOut(entries, fold);
            if (isLeftOut.Contains(true))
            {
                scores.AddRange(BestScores(entries, similarities, vectors, isLeftOut));
            }
        }
        if (scores.Count < ScoresMin)
        {
            return Cautious;
        }
        scores.Sort();
        return Math.Max(scores[(int)(RefusedShare * scores.Count)], Lowest);
    }

    /// <summary>Every fifth example of each entry; an entry's only example is never left out, for then the entry would be
    /// unknown.</summary>
    private static bool[] LeftOut(EntryExamples entries, int fold)
    {
        var isLeftOut = new bool[entries.ExampleCount];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            var (start, end) = (entries.Start[entry], entries.Start[entry + 1]);
            for (var example = start; example < end && end - start > 1; example++)
            {
                isLeftOut[example] = (example - start + entry) % FoldCount == fold;
            }
        }
        return isLeftOut;
    }

    private static IEnumerable<int> BestScores(
        EntryExamples entries, SimilarityMatrix similarities, SupportVectors vectors, bool[] isLeftOut)
    {
        var best = new int[entries.ExampleCount];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            var (start, end) = (entries.Start[entry], entries.Start[entry + 1]);
            vectors.Train(start, end, isLeftOut);
            var factor = CentroidFactor(similarities, start, end, isLeftOut);
            for (var example = 0; example < best.Length; example++)
            {
                if (isLeftOut[example] && vectors.Decisions[example] > -1)
                {
                    var (sum, nearest) = Likeness(similarities, example, start, end, isLeftOut);
                    var score = Confidence.Score(vectors.Decisions[example], Math.Min(sum * factor, 1), nearest);
                    best[example] = Math.Max(best[example], score);
                }
            }
        }
        return best.Where((_, example) => isLeftOut[example]);
    }

    private static (double Sum, double Nearest) Likeness(SimilarityMatrix similarities, int example, int start, int end, bool[] isLeftOut)
    {
        var sum = 0.0;
        var nearest = 0.0;
        for (var other = start; other < end; other++)
        {
            if (!isLeftOut[other])
            {
                sum += similarities[example, other];
                nearest = Math.Max(nearest, similarities[example, other]);
            }
        }
        return (sum, nearest);
    }

    private static double CentroidFactor(SimilarityMatrix similarities, int start, int end, bool[] isLeftOut)
    {
        var square = 0.0;
        for (var left = start; left < end; left++)
        {
            square += isLeftOut[left] ? 0 : Likeness(similarities, left, start, end, isLeftOut).Sum;
        }
        return square > 0 ? 1 / Math.Sqrt(square) : 0;
    }
}
