using System.Runtime.CompilerServices;

namespace FaqBot.Engine;

/// <summary>
/// Finds the score from which on the bot answers, from the shop's own examples alone: each is matched by machines that have not seen
/// it. One in ten may be refused; more are where that is needed for most of the answers to be right, as with many entries that
/// are close and few wordings for each.
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

    /// <summary>At least this share of the answers given to examples not seen must be right.</summary>
    private const double RightShare = 0.75;

    /// <summary>Per mille.</summary>
    public static int Threshold(EntryExamples entries, SimilarityMatrix similarities, SupportVectors vectors)
    {
        var trials = new List<Trial>();
        for (var fold = 0; fold < FoldCount && trials.Count < ScoresEnough; fold++)
        {
            var isLeftOut = LeftOut(entries, fold);
            if (isLeftOut.Contains(true))
            {
                trials.AddRange(Trials(entries, similarities, vectors, isLeftOut));
            }
        }
        if (trials.Count < ScoresMin)
        {
            return Cautious;
        }
        trials.Sort((left, right) => left.Score.CompareTo(right.Score));
        return Math.Max(FirstRightEnough(trials, (int)(RefusedShare * trials.Count)), Lowest);
    }

    /// <summary>The lowest score, from the refused share upwards, above which enough of the answers are right.</summary>
    private static int FirstRightEnough(List<Trial> trials, int refused)
    {
        var right = trials.Skip(refused).Count(trial => trial.IsRight);
        while (trials.Count - refused > ScoresMin && !IsRightEnough(right, refused, trials.Count))
        {
            right -= trials[refused].IsRight ? 1 : 0;
            refused++;
        }
        return trials[refused].Score;
    }

    /// <summary>A false answer must be rarer than a missed one, and most of the answers right.</summary>
    private static bool IsRightEnough(int right, int refused, int all) =>
        right >= RightShare * (all - refused) && all - refused - right <= refused;

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

    /// <remarks>See <see cref="SupportVectors.Train"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static IEnumerable<Trial> Trials(
        EntryExamples entries, SimilarityMatrix similarities, SupportVectors vectors, bool[] isLeftOut)
    {
        var best = new Trial[entries.ExampleCount];
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
                    best[example] = score > best[example].Score ? new Trial(score, example >= start && example < end) : best[example];
                }
            }
        }
        return best.Where((_, example) => isLeftOut[example]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>How an example fared with machines that have not seen it: the best entry's score, and whether it is the example's own.</summary>
    private readonly record struct Trial(int Score, bool IsRight);
}
