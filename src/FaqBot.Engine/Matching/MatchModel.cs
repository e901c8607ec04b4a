using System.Buffers;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>How well an entry fits an utterance.</summary>
/// <param name="Entry">Its id.</param>
/// <param name="Score">0 to 1000, higher is surer; comparable between utterances of one model.</param>
public readonly record struct Candidate(string Entry, int Score);

/// <summary>
/// The trained matcher of one shop and language; immutable, safe for many threads. An utterance is compared with every example through the
/// features they share (<see cref="ExampleIndex"/>); the entries whose examples are most like it are then judged by their support vectors.
/// </summary>
public sealed class MatchModel
{
    /// <summary>At least this many entries, those most like the utterance, are judged by their support vectors.</summary>
    internal static int JudgedMin = 32;
    internal static bool ByMargin;

    private readonly MatchModelParts _parts;

    internal MatchModel(MatchModelParts parts) => _parts = parts;

    /// <summary>A score at or above this answers; fitted on the shop's own examples. Per mille.</summary>
    public int Threshold => _parts.Threshold;

    /// <summary>Hash of the training set.</summary>
    public string Hash => _parts.Hash;

    /// <summary>Trains; deterministic. Time grows with the square of the examples and with the entries: half a second for 150 entries of 10.</summary>
    public static MatchModel Train(TrainingSet set) => new(MatchTraining.Train(set));

    /// <summary>The best <paramref name="count"/> entries, best first; equal scores by id. Fewer where there are fewer entries.</summary>
    public ImmutableArray<Candidate> Match(TextAnalysis utterance, int count)
    {
        var entries = _parts.Entries;
        var similarities = ArrayPool<float>.Shared.Rent(entries.ExampleCount);
        var likenesses = ArrayPool<Likeness>.Shared.Rent(entries.Count);
        var alike = likenesses.AsSpan(0, entries.Count);
        _parts.Index.Similarities(utterance, similarities.AsSpan(0, entries.ExampleCount));
        for (var entry = 0; entry < alike.Length; entry++)
        {
            alike[entry] = LikenessOf(entry, similarities);
        }
        alike.Sort();
        var best = Best(alike[..Math.Min(Math.Max(count, JudgedMin), alike.Length)], similarities, count);
        ArrayPool<Likeness>.Shared.Return(likenesses);
        ArrayPool<float>.Shared.Return(similarities);
        return best;
    }

    /// <summary>Writes the model; <see cref="Read"/> takes it back.</summary>
    public void Write(Stream stream) => MatchModelFormat.Write(stream, _parts);

    /// <summary>Reads what <see cref="Write"/> wrote; null if the bytes are of another version or damaged (a checksum is kept).</summary>
    public static MatchModel? Read(Stream stream) => MatchModelFormat.Read(stream) is { } parts ? new MatchModel(parts) : null;

    private Likeness LikenessOf(int entry, ReadOnlySpan<float> similarities)
    {
        var nearest = 0f;
        var sum = 0f;
        for (var example = _parts.Entries.Start[entry]; example < _parts.Entries.Start[entry + 1]; example++)
        {
            nearest = Math.Max(nearest, similarities[example]);
            sum += similarities[example];
        }
        return new Likeness(entry, Math.Min(sum * _parts.CentroidFactors[entry], 1), nearest);
    }

    private ImmutableArray<Candidate> Best(ReadOnlySpan<Likeness> alike, ReadOnlySpan<float> similarities, int count)
    {
        var judged = new (int Score, int Entry, double Margin)[alike.Length];
        for (var at = 0; at < alike.Length; at++)
        {
            var decision = _parts.Machines.Decision(alike[at].Entry, similarities);
            judged[at] = (Confidence.Score(decision, alike[at].Centroid, alike[at].Nearest), alike[at].Entry, decision);
        }
        Array.Sort(judged, static (left, right) => ByMargin ? right.Margin.CompareTo(left.Margin) :
            left.Score != right.Score ? right.Score.CompareTo(left.Score) : left.Entry.CompareTo(right.Entry));
        var best = ImmutableArray.CreateBuilder<Candidate>(Math.Min(count, judged.Length));
        for (var at = 0; at < best.Capacity; at++)
        {
            best.Add(new Candidate(_parts.Entries.Ids[judged[at].Entry], judged[at].Score));
        }
        return best.MoveToImmutable();
    }

    /// <summary>How alike an utterance is to an entry's examples; the most alike sorts first, then the lower number.</summary>
    private readonly record struct Likeness(int Entry, float Centroid, float Nearest) : IComparable<Likeness>
    {
        public int CompareTo(Likeness other)
        {
            var order = (other.Centroid + other.Nearest).CompareTo(Centroid + Nearest);
            return order != 0 ? order : Entry.CompareTo(other.Entry);
        }
    }
}
