using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Makes a model from a shop's utterances.</summary>
internal static class MatchTraining
{
    /// <summary>Trains all parts.</summary>
    public static MatchModelParts Train(TrainingSet set)
    {
        var (entries, examples) = Examples(set);
        var index = ExampleIndex.Of(examples);
        var similarities = SimilarityMatrix.Of(index, examples);
        var vectors = new SupportVectors(similarities);
        return new MatchModelParts
        {
            Hash = set.Hash,
            Threshold = ThresholdFit.Threshold(entries, similarities, vectors),
            Entries = entries,
            Index = index,
            CentroidFactors = [.. Enumerable.Range(0, entries.Count).Select(entry => CentroidFactor(similarities, entries.Start[entry], entries.Start[entry + 1]))],
            Machines = Machines(entries, vectors),
        };
    }

    private static (EntryExamples Entries, List<TextAnalysis> Examples) Examples(TrainingSet set)
    {
        var ordered = set.Entries.OrderBy(static entry => entry.Id, StringComparer.Ordinal).ToArray();
        var perEntryMax = int.MaxValue;
        var examples = new List<TextAnalysis>();
        var starts = ImmutableArray.CreateBuilder<int>(ordered.Length + 1);
        foreach (var entry in ordered)
        {
            starts.Add(examples.Count);
            examples.AddRange(entry.Utterances.Take(perEntryMax).Select(utterance => TextAnalysis.Of(utterance, set.Language)));
        }
        starts.Add(examples.Count);
        return (new EntryExamples([.. ordered.Select(static entry => entry.Id)], starts.MoveToImmutable()), examples);
    }

    /// <summary>One over the length of the sum of an entry's vectors.</summary>
    private static float CentroidFactor(SimilarityMatrix similarities, int start, int end)
    {
        var square = 0.0;
        for (var left = start; left < end; left++)
        {
            for (var right = start; right < end; right++)
            {
                square += similarities[left, right];
            }
        }
        return square > 0 ? (float)(1 / Math.Sqrt(square)) : 0;
    }

    private static EntryMachines Machines(EntryExamples entries, SupportVectors vectors)
    {
        var start = new int[entries.Count + 1];
        var examples = new List<ushort>();
        var weights = new List<short>();
        var isLeftOut = new bool[entries.ExampleCount];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            vectors.Train(entries.Start[entry], entries.Start[entry + 1], isLeftOut);
            for (var example = 0; example < entries.ExampleCount; example++)
            {
                var weight = Math.Clamp(Math.Round(vectors.Weights[example] * EntryMachines.WeightScale), short.MinValue, short.MaxValue);
                if (weight != 0)
                {
                    examples.Add((ushort)example);
                    weights.Add((short)weight);
                }
            }
            start[entry + 1] = examples.Count;
        }
        return new EntryMachines(start, [.. examples], [.. weights]);
    }
}
