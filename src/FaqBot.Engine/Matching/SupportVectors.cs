using System.Runtime.CompilerServices;

namespace FaqBot.Engine;

/// <summary>
/// Trains one linear support vector machine per entry against all others: L2-regularised squared hinge, C = 1, by dual coordinate descent
/// (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", 2008), on similarities instead of vectors, so that a step
/// costs one row and the folds share the rows.
/// </summary>
internal sealed class SupportVectors
{
    /// <summary>Both blocks of features have length one, so a vector's square is two; the intercept is one more feature of value
    /// one.</summary>
    public const float VectorSquare = 2;

    /// <summary>C: what an example on the wrong side costs.</summary>
    private const float Cost = 1;

    /// <summary>Training ends when no example is further than this from its minimum; finer values changed no figure.</summary>
    private const float Tolerance = 0.05f;

    /// <summary>Rounds over all examples; some twenty are usual.</summary>
    private const int RoundsMax = 40;

    private readonly SimilarityMatrix _similarities;
    private readonly int[] _order;
    private readonly float[] _weights;
    private readonly float[] _decisions;

    /// <param name="similarities">Of all examples.</param>
    public SupportVectors(SimilarityMatrix similarities)
    {
        _similarities = similarities;
        _weights = new float[similarities.Count];
        _decisions = new float[similarities.Count];
        _order = Shuffled(similarities.Count);
    }

    /// <summary>After <see cref="Train"/>: the decision value of each example, those left out included; about 1 inside the entry, -1
    /// outside.</summary>
    public ReadOnlySpan<float> Decisions => _decisions;

    /// <summary>After <see cref="Train"/>: by example, positive inside the entry and negative outside; 0 for those that do not
    /// matter.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Trains the entry that holds the examples from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    /// <param name="start">First example of the entry.</param>
    /// <param name="end">After its last.</param>
    /// <param name="isLeftOut">By example.</param>
    /// <remarks>Compiled to its best at once, as is what it calls in its loops: where an edit is learned beside customers who ask, the
    /// runtime is late to replace its first, slow code, and the edit waits five times as long.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Train(int start, int end, ReadOnlySpan<bool> isLeftOut)
    {
        _weights.AsSpan().Clear();
        _decisions.AsSpan().Clear();
        for (var round = 0; round < RoundsMax; round++)
        {
            var worst = 0f;
            foreach (var example in _order)
            {
                if (!isLeftOut[example])
                {
                    worst = Math.Max(worst, Step(example, example >= start && example < end ? 1 : -1));
                }
            }
            if (worst < Tolerance)
            {
                break;
            }
        }
    }

    /// <summary>Minimises along one example's weight; returns how far it was from its minimum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Step(int example, int sign)
    {
        var weight = _weights[example] * sign;
        var gradient = (_decisions[example] * sign) - 1 + (weight / (2 * Cost));
        if (weight == 0 && gradient >= 0)
        {
            return 0;
        }
        var distance = Math.Abs(gradient);
        if (distance < Tolerance / 4)
        {
            return distance;
        }
        var square = (VectorSquare * _similarities[example, example]) + 1;
        var change = (Math.Max(weight - (gradient / (square + (1 / (2 * Cost)))), 0) - weight) * sign;
        _weights[example] += change;
        _similarities.AddScaledRow(example, VectorSquare * change, change, _decisions);
        return distance;
    }

    /// <summary>Always the same order: a linear congruential generator of our own (constants of Numerical Recipes) from a fixed
    /// seed.</summary>
    private static int[] Shuffled(int count)
    {
        var order = new int[count];
        var state = 20_261_121u;
        for (var at = 0; at < count; at++)
        {
            state = (state * 1_664_525u) + 1_013_904_223u;
            var other = (int)(((ulong)state * (uint)(at + 1)) >> 32);
            order[at] = order[other];
            order[other] = at;
        }
        return order;
    }
}
