using System.Buffers;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// What the matcher sees of an utterance: lemmas, pairs of neighbouring words, concepts, and runs of 2 to 5 letters of each folded word, a
/// space put before and after it. Which order or telephone a long number is says nothing of what is asked: it only makes a pair with
/// the word before it, as any other would. A feature is known by a 32-bit hash, whose lowest bit tells the two blocks (words, letters)
/// apart.
/// </summary>
/// <remarks>Two features in twenty thousand may share a hash; that they then count as one does no harm.</remarks>
internal static class Features
{
    /// <summary>Set in a feature made of whole words.</summary>
    public const uint WordBit = 1;

    /// <summary>Before the number of a concept: no word begins so.</summary>
    private const char ConceptMark = '\u0001';

    /// <summary>A less likely lemma (per mille) says nothing.</summary>
    private const int LemmaWeightMin = 250;

    /// <summary>Numbers of so many digits name something; shorter ones (years, prices, sizes) may mean something.</summary>
    private const int LongNumberDigits = 5;

    /// <summary>Stands for every long number.</summary>
    private const string LongNumber = "00000";

    private const int RunLengthMin = 2;
    private const int RunLengthMax = 5;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>The features of <paramref name="utterance"/>, one as often as it occurs.</summary>
    /// <param name="utterance">At most <see cref="TextAnalysis.TextLengthMax"/> long, which bounds the work.</param>
    /// <param name="concepts">Of the same language.</param>
    /// <param name="features">Rented; give it back to the shared pool.</param>
    /// <param name="ofText">So many come from the text itself; behind them stand the concepts.</param>
    /// <returns>How many of <paramref name="features"/> are filled.</returns>
    public static int Extract(TextAnalysis utterance, Concepts concepts, out uint[] features, out int ofText)
    {
        var room = Concepts.FoundMax;
        foreach (var token in utterance.Tokens)
        {
            room += 1 + FaqBot.Language.Word.LemmasMax + ((token.Folded.Length + 2) * (RunLengthMax - RunLengthMin + 1));
        }
        features = ArrayPool<uint>.Shared.Rent(room);
        var count = 0;
        var previous = FnvOffset;
        for (var at = 0; at < utterance.Tokens.Length; at++)
        {
            var token = utterance.Tokens[at];
            var isNumber = IsLongNumber(token.Folded);
            var stem = isNumber ? LongNumber : token.Stem;
            if (at > 0)
            {
                features[count++] = Word(Append(previous, stem));
            }
            previous = Append(Append(FnvOffset, stem), ' ');
            if (!isNumber)
            {
                count += LemmaFeatures(token, features.AsSpan(count));
                count += Runs(token.Folded, features.AsSpan(count));
            }
        }
        ofText = count;
        return count + ConceptFeatures(utterance, concepts, features.AsSpan(count));
    }

    /// <summary>The feature of a lemma.</summary>
    public static uint Of(in Lemma lemma) => Word(Append(FnvOffset, lemma.Key));

    private static bool IsLongNumber(string word) => word.Length >= LongNumberDigits && !word.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static int LemmaFeatures(Token token, Span<uint> features)
    {
        var count = 0;
        foreach (var lemma in token.Lemmas)
        {
            if (lemma.WeightPermille >= LemmaWeightMin)
            {
                features[count++] = Of(lemma);
            }
        }
        return count;
    }

    private static int ConceptFeatures(TextAnalysis utterance, Concepts concepts, Span<uint> features)
    {
        Span<int> found = stackalloc int[Concepts.FoundMax];
        var count = concepts.Find(utterance.Tokens, found);
        for (var at = 0; at < count; at++)
        {
            features[at] = Word(Append(Append(FnvOffset, ConceptMark), (char)found[at]));
        }
        return count;
    }

    private static int Runs(string word, Span<uint> features)
    {
        var count = 0;
        for (var start = -1; start < word.Length; start++)
        {
            var hash = Append(FnvOffset, start < 0 ? ' ' : word[start]);
            var end = Math.Min(start + RunLengthMax - 1, word.Length);
            for (var at = start + 1; at <= end; at++)
            {
                hash = Append(hash, at == word.Length ? ' ' : word[at]);
                features[count++] = Mixed(hash) & ~WordBit;
            }
        }
        return count;
    }

    private static uint Word(ulong hash) => Mixed(hash) | WordBit;

    private static ulong Append(ulong hash, string text)
    {
        foreach (var unit in text)
        {
            hash = Append(hash, unit);
        }
        return hash;
    }

    private static ulong Append(ulong hash, char unit) => (hash ^ unit) * FnvPrime;

    /// <summary>FNV leaves its high bits poor; the finish is MurmurHash3's.</summary>
    private static uint Mixed(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return (uint)(hash >> 32);
    }
}
