using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// How alike an utterance is to each example: the cosine of their TF-IDF vectors, words and letters counting half each.
/// Examples are listed under the features they have, so that only shared features cost time. Sums are of integers and therefore the same
/// on every machine; roots and quotients come last.
/// </summary>
internal sealed class ExampleIndex
{
    /// <summary>Numbers of examples are stored in 16 bits.</summary>
    public const int ExamplesMax = ushort.MaxValue;

    /// <summary>Squared inverse document frequencies are kept in 1/256.</summary>
    private const double WeightScale = 256;

    /// <summary>Words and letters count half each.</summary>
    private const double BlockShare = 0.5;

    /// <summary>A feature that no example has counts half in the utterance's length: what speaks of other things is less like everything.
    /// On the three public sets with many foreign questions that raises AUROC by 1.7 to 3.5 points over not counting it (clinc150 with
    /// 5 and
    /// 10 examples, HINT3 sofmattress); counting it whole gains up to one more there and refuses more of the shop's own.</summary>
    private const int UnknownDivisor = 2;

    /// <summary>A word that the language knows and no example has counts this much more: no slip of the hand, but another matter ("how much
    /// is a <em>tax</em> return"). AUROC of the starter pack and the public sets rises by half a point to one and a half; twice as much
    /// gains little more and refuses more of the shop's own.</summary>
    private const int ForeignFactor = 5;

    /// <summary>A run of letters that more examples have tells little apart and costs most of the time: it counts nowhere. A shop of usual
    /// size has none.</summary>
    private const int LetterExamplesMax = 1_500;

    private readonly int[] _weights;
    private readonly float[] _wordLengthInverse;
    private readonly float[] _letterLengthInverse;
    private readonly int _weightOfUnknown;

    /// <param name="vocabulary">Features of all examples.</param>
    /// <param name="postingStart">One more than there are features; where the examples of each begin.</param>
    /// <param name="postings">Numbers of examples, ascending under each feature; none where a feature counts nowhere.</param>
    /// <param name="exampleCount">At most <see cref="ExamplesMax"/>; every posting is below it.</param>
    public ExampleIndex(Vocabulary vocabulary, int[] postingStart, ushort[] postings, int exampleCount)
    {
        Vocabulary = vocabulary;
        PostingStart = postingStart;
        Postings = postings;
        ExampleCount = exampleCount;
        _weights = new int[vocabulary.Hashes.Length];
        for (var feature = 0; feature < _weights.Length; feature++)
        {
            var examplesWithIt = postingStart[feature + 1] - postingStart[feature];
            _weights[feature] = examplesWithIt > 0 ? Weight(examplesWithIt, exampleCount) : 0;
        }
        _weightOfUnknown = Weight(0, exampleCount) / UnknownDivisor;
        (_wordLengthInverse, _letterLengthInverse) = LengthsInverse();
    }

    /// <summary>Features of all examples.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>One more than there are features.</summary>
    public int[] PostingStart { get; }

    /// <summary>Numbers of examples by feature.</summary>
    public ushort[] Postings { get; }

    /// <summary>How many examples there are.</summary>
    public int ExampleCount { get; }

    /// <summary>How much memory it takes: by feature a hash, a start, a weight and a share of a bucket, by posting a number, by example two
    /// lengths.</summary>
    public long Bytes => (13L * _weights.Length) + (2L * Postings.Length) + (8L * ExampleCount);

    /// <summary>Builds the index of <paramref name="examples"/>.</summary>
    /// <param name="examples">In the order of their numbers.</param>
    /// <param name="concepts">Of their language.</param>
    public static ExampleIndex Of(IReadOnlyList<TextAnalysis> examples, Concepts concepts)
    {
        var pairs = new List<ulong>();
        for (var example = 0; example < examples.Count; example++)
        {
            var count = Features.Extract(examples[example], concepts, out var features, out _);
            for (var at = 0; at < count; at++)
            {
                pairs.Add(((ulong)features[at] << 32) | (uint)example);
            }
            ArrayPool<uint>.Shared.Return(features);
        }
        pairs.Sort();
        return OfSorted(pairs, examples.Count);
    }

    /// <summary>Fills <paramref name="similarities"/> (0 to 1, one per example).</summary>
    /// <param name="utterance">Is compared.</param>
    /// <param name="concepts">Those that the index was made with.</param>
    /// <param name="similarities">By example.</param>
    public void Similarities(TextAnalysis utterance, Concepts concepts, Span<float> similarities)
    {
        var sums = ArrayPool<int>.Shared.Rent(2 * ExampleCount);
        var words = sums.AsSpan(0, ExampleCount);
        var letters = sums.AsSpan(ExampleCount, ExampleCount);
        words.Clear();
        letters.Clear();
        var (wordLength, letterLength) = AddShared(utterance, concepts, words, letters);
        var wordFactor = wordLength > 0 ? (float)(BlockShare / Math.Sqrt(wordLength)) : 0;
        var letterFactor = letterLength > 0 ? (float)(BlockShare / Math.Sqrt(letterLength)) : 0;
        Weigh(words, wordFactor, letters, letterFactor, similarities);
        ArrayPool<int>.Shared.Return(sums);
    }

    /// <summary>Several at a time: each is reckoned by the same steps in the same order, so nothing differs between machines.</summary>
    private void Weigh(ReadOnlySpan<int> words, float wordFactor, ReadOnlySpan<int> letters, float letterFactor, Span<float> similarities)
    {
        var at = 0;
        for (; at <= similarities.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var word = Vector.ConvertToSingle(new Vector<int>(words[at..])) * wordFactor * new Vector<float>(_wordLengthInverse, at);
            var letter =
                Vector.ConvertToSingle(new Vector<int>(letters[at..])) * letterFactor * new Vector<float>(_letterLengthInverse, at);
            (word + letter).CopyTo(similarities[at..]);
        }
        for (; at < similarities.Length; at++)
        {
            similarities[at] = (words[at] * wordFactor * _wordLengthInverse[at]) + (letters[at] * letterFactor * _letterLengthInverse[at]);
        }
    }

    /// <summary>Adds up the weights of shared features; the results are the utterance's own squared lengths.</summary>
    private (long WordLength, long LetterLength) AddShared(TextAnalysis utterance, Concepts concepts, Span<int> words, Span<int> letters)
    {
        var count = Features.Extract(utterance, concepts, out var features, out var ofText);
        var own = features.AsSpan(0, WithKnownConcepts(features, ofText, count));
        own.Sort();
        long wordLength = 0;
        long letterLength = 0;
        for (var at = 0; at < own.Length; at++)
        {
            if (at > 0 && own[at] == own[at - 1])
            {
                continue;
            }
            var isWord = (own[at] & Features.WordBit) != 0;
            var feature = Vocabulary.Find(own[at]);
            var weight = feature < 0 ? _weightOfUnknown : _weights[feature];
            wordLength += isWord ? weight : 0;
            letterLength += isWord ? 0 : weight;
            if (feature >= 0)
            {
                AddTo(isWord ? words : letters, feature, weight);
            }
        }
        ArrayPool<uint>.Shared.Return(features);
        return (wordLength + ((long)ForeignFactor * _weightOfUnknown * ForeignWords(utterance, concepts)), letterLength);
    }

    /// <summary>A list that no example meets says nothing, neither for nor against; its words count by themselves.</summary>
    private int WithKnownConcepts(uint[] features, int ofText, int count)
    {
        var kept = ofText;
        for (var at = ofText; at < count; at++)
        {
            if (Vocabulary.Find(features[at]) >= 0)
            {
                features[kept++] = features[at];
            }
        }
        return kept;
    }

    /// <summary>Words that the language knows, and neither an example nor a list.</summary>
    private int ForeignWords(TextAnalysis utterance, Concepts concepts)
    {
        var count = 0;
        foreach (var token in utterance.Tokens)
        {
            count += token.Word.IsKnown && !HasLemma(token) && !concepts.Holds(token.Stem) ? 1 : 0;
        }
        return count;
    }

    private bool HasLemma(Token token)
    {
        foreach (var lemma in token.Lemmas)
        {
            if (Vocabulary.Find(Features.Of(lemma)) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <remarks>See <see cref="SupportVectors.Train"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(Span<int> sums, int feature, int weight)
    {
        var examples = Postings.AsSpan(PostingStart[feature], PostingStart[feature + 1] - PostingStart[feature]);
        foreach (var example in examples)
        {
            sums[example] += weight;
        }
    }

    private (float[] Words, float[] Letters) LengthsInverse()
    {
        var words = new long[ExampleCount];
        var letters = new long[ExampleCount];
        for (var feature = 0; feature < _weights.Length; feature++)
        {
            var lengths = (Vocabulary.Hashes[feature] & Features.WordBit) != 0 ? words : letters;
            for (var at = PostingStart[feature]; at < PostingStart[feature + 1]; at++)
            {
                lengths[Postings[at]] += _weights[feature];
            }
        }
        return (Array.ConvertAll(words, Inverse), Array.ConvertAll(letters, Inverse));
    }

    private static float Inverse(long squaredLength) => squaredLength > 0 ? (float)(1 / Math.Sqrt(squaredLength)) : 0;

    /// <summary>Smoothed as if one more example had every feature: (ln((1 + n) / (1 + df)) + 1) squared.</summary>
    private static int Weight(int examplesWithIt, int exampleCount)
    {
        var frequency = Math.Log((1.0 + exampleCount) / (1.0 + examplesWithIt)) + 1;
        return (int)Math.Round(frequency * frequency * WeightScale);
    }

    /// <summary>Of the last feature, whose examples are complete.</summary>
    private static void DropCommonLetters(List<uint> hashes, List<int> starts, List<ushort> postings)
    {
        if (hashes.Count > 0 && (hashes[^1] & Features.WordBit) == 0 && postings.Count - starts[^1] > LetterExamplesMax)
        {
            postings.RemoveRange(starts[^1], postings.Count - starts[^1]);
        }
    }

    private static ExampleIndex OfSorted(List<ulong> pairs, int exampleCount)
    {
        var hashes = new List<uint>();
        var starts = new List<int>();
        var postings = new List<ushort>(pairs.Count);
        for (var at = 0; at < pairs.Count; at++)
        {
            if (at > 0 && pairs[at] == pairs[at - 1])
            {
                continue;
            }
            var hash = (uint)(pairs[at] >> 32);
            if (hashes.Count == 0 || hashes[^1] != hash)
            {
                DropCommonLetters(hashes, starts, postings);
                hashes.Add(hash);
                starts.Add(postings.Count);
            }
            postings.Add((ushort)pairs[at]);
        }
        DropCommonLetters(hashes, starts, postings);
        starts.Add(postings.Count);
        return new ExampleIndex(new Vocabulary([.. hashes]), [.. starts], [.. postings], exampleCount);
    }
}
