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
    private const int JudgedMin = 32;

    /// <summary>What a word of the shop takes to be known and found.</summary>
    private const long BytesPerWord = 110;

    private readonly MatchModelParts _parts;

    private readonly Concepts _concepts;

    private MatchModel(MatchModelParts parts, TrainingSet set)
    {
        _parts = parts;
        _concepts = set.Concepts;
        Spelling = SpellingCorrector.For(set.Language, parts.Words, set.Concepts.Vocabulary);
    }

    /// <summary>A score at or above this answers; fitted on the shop's own examples. Per mille.</summary>
    public int Threshold => _parts.Threshold;

    /// <summary>Corrects what is misspelled among the words that the model was trained on.</summary>
    public SpellingCorrector Spelling { get; }

    /// <summary>Hash of the training set.</summary>
    public string Hash => _parts.Hash;

    /// <summary>About how much memory it takes.</summary>
    public long Bytes => _parts.Index.Bytes + _parts.Machines.Bytes + (BytesPerWord * _parts.Words.Words.Length);

    /// <summary>Trains; deterministic. Time grows with entries times the square of examples: a second for 150
    /// entries of 10, 20 for 1,000.</summary>
    public static MatchModel Train(TrainingSet set) => new(MatchTraining.Train(set), set);

    /// <summary>The best <paramref name="count"/> entries, best first; equal scores by id. Fewer where there are fewer entries.</summary>
    public ImmutableArray<Candidate> Match(TextAnalysis utterance, int count)
    {
        var entries = _parts.Entries;
        var similarities = ArrayPool<float>.Shared.Rent(entries.ExampleCount);
        var likenesses = ArrayPool<Likeness>.Shared.Rent(Math.Max(count, JudgedMin));
        var alike = likenesses.AsSpan(0, Math.Min(Math.Max(count, JudgedMin), entries.Count));
        _parts.Index.Similarities(utterance, _concepts, similarities.AsSpan(0, entries.ExampleCount));
        for (var entry = 0; entry < entries.Count; entry++)
        {
            Insert(LikenessOf(entry, similarities), alike, Math.Min(entry, alike.Length));
        }
        var best = Best(alike, similarities, count);
        ArrayPool<Likeness>.Shared.Return(likenesses);
        ArrayPool<float>.Shared.Return(similarities);
        return best;
    }

    /// <summary>Writes the model; <see cref="Read(Stream, TrainingSet)"/> takes it back.</summary>
    public void Write(Stream stream) => MatchModelFormat.Write(stream, _parts);

    /// <summary>Reads what <see cref="Write"/> wrote; null if the bytes are of another version, of another set or damaged (a checksum is
    /// kept).</summary>
    /// <param name="stream">The model's bytes.</param>
    /// <param name="set">What it was trained on.</param>
    public static MatchModel? Read(Stream stream, TrainingSet set) => Read(stream, set, set.Hash);

    /// <summary>The same for who knows the hash of the set already.</summary>
    /// <param name="stream">The model's bytes.</param>
    /// <param name="set">What it was trained on.</param>
    /// <param name="hash">That of the set.</param>
    public static MatchModel? Read(Stream stream, TrainingSet set, string hash) =>
        MatchModelFormat.Read(stream) is { } parts && parts.Hash == hash ? new MatchModel(parts, set) : null;

    /// <summary>Whether the stream begins as a model of this version and is as long as that beginning says. Reads a few bytes only, so
    /// damage inside is not seen.</summary>
    /// <param name="stream">From a model's first byte to its last; one that can tell its length.</param>
    public static bool IsWhole(Stream stream) => MatchModelFormat.IsWhole(stream);

    /// <summary>Keeps the most alike in order. Few of the later entries are among them, so this is cheaper than to sort all.</summary>
    private static void Insert(in Likeness likeness, Span<Likeness> alike, int filled)
    {
        var at = filled;
        while (at > 0 && likeness.IsBefore(alike[at - 1]))
        {
            if (at < alike.Length)
            {
                alike[at] = alike[at - 1];
            }
            at--;
        }
        if (at < alike.Length)
        {
            alike[at] = likeness;
        }
    }

    private Likeness LikenessOf(int entry, ReadOnlySpan<float> similarities)
    {
        var nearest = 0f;
        var sum = 0f;
        foreach (var similarity in similarities[_parts.Entries.Start[entry].._parts.Entries.Start[entry + 1]])
        {
            nearest = similarity > nearest ? similarity : nearest;
            sum += similarity;
        }
        return new Likeness(entry, Math.Min(sum * _parts.CentroidFactors[entry], 1), nearest);
    }

    /// <summary>The machines decide the order, which they do better than the confidence; the score is the confidence, which tells better
    /// what is foreign to all. Down the list a score falls at least by one, so that both say the same.</summary>
    private ImmutableArray<Candidate> Best(ReadOnlySpan<Likeness> alike, ReadOnlySpan<float> similarities, int count)
    {
        var judged = ArrayPool<Judgement>.Shared.Rent(alike.Length);
        for (var at = 0; at < alike.Length; at++)
        {
            var decision = _parts.Machines.Decision(alike[at].Entry, similarities);
            var score = Confidence.Score(decision, alike[at].Centroid, alike[at].Nearest);
            judged[at] = new Judgement(alike[at].Entry, score, score > 0 ? (int)Math.Round(decision * Confidence.ScoreMax) : int.MinValue);
        }
        judged.AsSpan(0, alike.Length).Sort();
        var best = ImmutableArray.CreateBuilder<Candidate>(Math.Min(count, alike.Length));
        for (var at = 0; at < best.Capacity; at++)
        {
            var step = at > 0 && judged[at].Decision != judged[at - 1].Decision ? 1 : 0;
            var highest = at > 0 ? Math.Max(best[at - 1].Score - step, 0) : Confidence.ScoreMax;
            best.Add(new Candidate(_parts.Entries.Ids[judged[at].Entry], Math.Min(judged[at].Score, highest)));
        }
        ArrayPool<Judgement>.Shared.Return(judged);
        return best.MoveToImmutable();
    }

    /// <summary>What the machine of an entry says; the surest sorts first, then the lower number.</summary>
    private readonly record struct Judgement(int Entry, int Score, int Decision) : IComparable<Judgement>
    {
        public int CompareTo(Judgement other) =>
            Decision != other.Decision ? other.Decision.CompareTo(Decision)
            : Score != other.Score ? other.Score.CompareTo(Score)
            : Entry.CompareTo(other.Entry);
    }

    /// <summary>How alike an utterance is to an entry's examples.</summary>
    private readonly record struct Likeness(int Entry, float Centroid, float Nearest)
    {
        /// <summary>The most alike comes first; of two alike the one that was there.</summary>
        public bool IsBefore(in Likeness other) => Centroid + Nearest > other.Centroid + other.Nearest;
    }
}
