using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Makes a model from a shop's utterances.</summary>
internal static class MatchTraining
{
    /// <summary>
    /// Machines are trained on at most this many examples, evenly chosen from each entry, because memory grows with their square (288 MB
    /// here while training). A shop has no more; of other sets the rest still counts as examples that an utterance may be like.
    /// </summary>
    private const int TrainedExamplesMax = KnowledgeLimits.UtterancesPerLanguageMax;

    /// <summary>Trains all parts.</summary>
    /// <param name="set">What is learnt from.</param>
    public static MatchModelParts Train(TrainingSet set)
    {
        var concepts = set.Concepts;
        var ordered = set.Entries.OrderBy(static entry => entry.Id, StringComparer.Ordinal).ToArray();
        ImmutableArray<string> ids = [.. ordered.Select(static entry => entry.Id)];
        var stored = Even(ordered.Select(static entry => entry.Utterances.Length), ExampleIndex.ExamplesMax);
        var examples = ordered.Zip(stored, (entry, chosen) => chosen.Select(at => TextAnalysis.Of(entry.Utterances[at], set.Language)))
            .SelectMany(static analysed => analysed).ToList();
        var entries = new EntryExamples(ids, Starts(stored));
        var trained = Even(stored.Select(static chosen => chosen.Length), TrainedExamplesMax);
        int[] columns = [.. trained.SelectMany((chosen, entry) => chosen.Select(at => entries.Start[entry] + at))];
        var index = ExampleIndex.Of(examples, concepts);
        var (similarities, centroidFactors) = Compare(index, concepts, examples, entries, columns);
        var trainedEntries = new EntryExamples(ids, Starts(trained));
        var vectors = new SupportVectors(similarities);
        return new MatchModelParts
        {
            Hash = set.Hash,
            Threshold = ThresholdFit.Threshold(trainedEntries, similarities, vectors),
            Entries = entries,
            Index = index,
            CentroidFactors = centroidFactors,
            Words = SpellingVocabulary.Of(set.Entries.SelectMany(static entry => entry.Utterances)),
            Machines = Machines(trainedEntries, vectors, columns),
        };
    }

    /// <summary>Which examples of each entry are taken, at most <paramref name="countMax"/> of all together.</summary>
    private static List<int[]> Even(IEnumerable<int> counts, int countMax)
    {
        var known = counts.ToArray();
        var perEntry = known.DefaultIfEmpty(0).Max();
        while (known.Sum(count => (long)Math.Min(count, perEntry)) > countMax && perEntry > 0)
        {
            perEntry--;
        }
        return [.. known.Select(count => Spread(count, Math.Min(count, perEntry)))];
    }

    private static int[] Spread(int count, int taken) => [.. Enumerable.Range(0, taken).Select(at => (int)((long)at * count / taken))];

    private static ImmutableArray<int> Starts(List<int[]> chosen)
    {
        var starts = new int[chosen.Count + 1];
        for (var entry = 0; entry < chosen.Count; entry++)
        {
            starts[entry + 1] = starts[entry] + chosen[entry].Length;
        }
        return [.. starts];
    }

    /// <summary>Compares each example with all. A centroid's factor is one over the length of the sum of an entry's vectors.</summary>
    private static (SimilarityMatrix Similarities, ImmutableArray<float> CentroidFactors) Compare(
        ExampleIndex index, Concepts concepts, List<TextAnalysis> examples, EntryExamples entries, int[] columns)
    {
        var matrix = new SimilarityMatrix();
        var squares = new double[entries.Count];
        var similarities = new float[examples.Count];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            for (var example = entries.Start[entry]; example < entries.Start[entry + 1]; example++)
            {
                index.Similarities(examples[example], concepts, similarities);
                for (var other = entries.Start[entry]; other < entries.Start[entry + 1]; other++)
                {
                    squares[entry] += similarities[other];
                }
                if (matrix.Count < columns.Length && columns[matrix.Count] == example)
                {
                    matrix.AddRow(similarities, columns);
                }
            }
        }
        return (matrix, [.. squares.Select(static square => square > 0 ? (float)(1 / Math.Sqrt(square)) : 0)]);
    }

    /// <summary>Trains each entry against all others; <paramref name="columns"/> numbers the trained examples among all.</summary>
    private static EntryMachines Machines(EntryExamples trained, SupportVectors vectors, int[] columns)
    {
        var start = new int[trained.Count + 1];
        var examples = new List<ushort>();
        var weights = new List<short>();
        var isLeftOut = new bool[columns.Length];
        for (var entry = 0; entry < trained.Count; entry++)
        {
            vectors.Train(trained.Start[entry], trained.Start[entry + 1], isLeftOut);
            for (var example = 0; example < columns.Length; example++)
            {
                var weight = Math.Clamp(Math.Round(vectors.Weights[example] * EntryMachines.WeightScale), short.MinValue, short.MaxValue);
                if (weight != 0)
                {
                    examples.Add((ushort)columns[example]);
                    weights.Add((short)weight);
                }
            }
            start[entry + 1] = examples.Count;
        }
        return new EntryMachines(start, [.. examples], [.. weights]);
    }
}
