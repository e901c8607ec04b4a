using System.Runtime.CompilerServices;

namespace FaqBot.Engine;

/// <summary>
/// Finds the score from which on the bot answers, from the shop's own examples alone. In each fold some examples are matched by
/// machines that have not seen them, and all examples of some entries by machines that do not even know their entry: these stand for
/// questions that the shop has no answer to. One own question in ten may be refused; more are where that is needed for false answers to
/// be rarer than missed ones.
/// </summary>
internal static class ThresholdFit
{
    /// <summary>For a shop with too few examples to measure by.</summary>
    public const int Cautious = 300;

    /// <summary>Below this nothing answers, however strange the examples.</summary>
    private const int Floor = 150;

    /// <summary>Fewer examples that could be left out say nothing.</summary>
    private const int ScoresMin = 20;

    /// <summary>With so many no further fold is trained: a percentile gains nothing, and folds cost most of the time.</summary>
    private const int ScoresEnough = 1_000;

    private const int FoldCount = 5;
    private const double RefusedShare = 0.1;

    /// <summary>So many foreign questions are reckoned with for each that the shop can answer. With this much a false answer is rarer than
    /// a missed one on the public sets that have foreign questions, and on blind ones for the starter pack (docs/benchmarks).</summary>
    private const double ForeignShare = 0.6;

    /// <summary>Per mille.</summary>
    public static int Threshold(EntryExamples entries, SimilarityMatrix similarities, SupportVectors vectors)
    {
        var trials = new List<Trial>();
        for (var fold = 0; fold < FoldCount && trials.Count(static trial => !trial.IsForeign) < ScoresEnough; fold++)
        {
            var isLeftOut = LeftOut(entries, fold);
            if (isLeftOut.Contains(true))
            {
                trials.AddRange(Trials(entries, similarities, vectors, isLeftOut, fold));
            }
        }
        return trials.Count(static trial => !trial.IsForeign) < ScoresMin ? Cautious : Math.Max(Lowest(trials), Floor);
    }

    /// <summary>The lowest score that refuses the share it may, and from which on false answers are rarer than missed ones.</summary>
    private static int Lowest(List<Trial> trials)
    {
        // All that decides is in a trial, so that equal ones may stand in any order.
        trials.Sort((left, right) => (left.Score, left.IsForeign, left.IsRight).CompareTo((right.Score, right.IsForeign, right.IsRight)));
        var own = trials.Count(static trial => !trial.IsForeign);
        var foreignWeight = ForeignShare * own / Math.Max(trials.Count - own, 1);
        var falseAnswers = trials.Sum(trial => trial.IsForeign ? foreignWeight : trial.IsRight ? 0 : 1);
        var missed = 0;
        foreach (var trial in trials)
        {
            if (missed >= RefusedShare * own && falseAnswers <= missed)
            {
                return trial.Score;
            }
            falseAnswers -= trial.IsForeign ? foreignWeight : trial.IsRight ? 0 : 1;
            missed += trial.IsForeign ? 0 : 1;
        }
        return Cautious;
    }

    /// <summary>Every fifth example of each entry, and all of every fifth entry; an entry's only example is never left out by itself, for
    /// then the entry would be unknown.</summary>
    private static bool[] LeftOut(EntryExamples entries, int fold)
    {
        var isLeftOut = new bool[entries.ExampleCount];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            var (start, end) = (entries.Start[entry], entries.Start[entry + 1]);
            for (var example = start; example < end; example++)
            {
                isLeftOut[example] = IsForeign(entry, fold) || (end - start > 1 && (example - start + entry) % FoldCount == fold);
            }
        }
        return isLeftOut;
    }

    private static bool IsForeign(int entry, int fold) => entry % FoldCount == fold;

    /// <remarks>See <see cref="SupportVectors.Train"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static IEnumerable<Trial> Trials(
        EntryExamples entries, SimilarityMatrix similarities, SupportVectors vectors, bool[] isLeftOut, int fold)
    {
        var best = new Trial[entries.ExampleCount];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            var (start, end) = (entries.Start[entry], entries.Start[entry + 1]);
            if (IsForeign(entry, fold))
            {
                best.AsSpan(start..end).Fill(new Trial(0, IsRight: false, IsForeign: true));
            }
        }
        for (var entry = 0; entry < entries.Count; entry++)
        {
            if (IsForeign(entry, fold))
            {
                continue;
            }
            var (start, end) = (entries.Start[entry], entries.Start[entry + 1]);
            vectors.Train(start, end, isLeftOut);
            var factor = CentroidFactor(similarities, start, end, isLeftOut);
            for (var example = 0; example < best.Length; example++)
            {
                if (isLeftOut[example] && vectors.Decisions[example] > -1)
                {
                    var (sum, nearest) = Likeness(similarities, example, start, end, isLeftOut);
                    var score = Confidence.Score(vectors.Decisions[example], Math.Min(sum * factor, 1), nearest);
                    best[example] = score > best[example].Score
                        ? best[example] with { Score = score, IsRight = example >= start && example < end }
                        : best[example];
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

    /// <summary>How an example fared with machines that have not seen it.</summary>
    /// <param name="Score">Of the best entry.</param>
    /// <param name="IsRight">Whether that is the example's own.</param>
    /// <param name="IsForeign">Whether its own entry was left out.</param>
    private readonly record struct Trial(int Score, bool IsRight, bool IsForeign);
}
