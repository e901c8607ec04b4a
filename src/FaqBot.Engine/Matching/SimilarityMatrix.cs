using System.Numerics;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>How alike any two examples are, 0 to 1 in steps of 1/65535. Memory: two bytes a pair.</summary>
internal sealed class SimilarityMatrix
{
    private const float Scale = ushort.MaxValue;

    private readonly ushort[][] _rows;

    private SimilarityMatrix(ushort[][] rows) => _rows = rows;

    /// <summary>How many examples there are.</summary>
    public int Count => _rows.Length;

    /// <summary>Compares each example with all.</summary>
    public static SimilarityMatrix Of(ExampleIndex index, IReadOnlyList<TextAnalysis> examples)
    {
        var rows = new ushort[examples.Count][];
        var similarities = new float[index.ExampleCount];
        for (var example = 0; example < rows.Length; example++)
        {
            index.Similarities(examples[example], similarities);
            rows[example] = Array.ConvertAll(similarities, static value => (ushort)Math.Min((value * Scale) + 0.5f, Scale));
        }
        return new SimilarityMatrix(rows);
    }

    /// <summary>Similarity of two examples.</summary>
    public float this[int left, int right] => _rows[left][right] / Scale;

    /// <summary>Adds <paramref name="factor"/> x (similarity to <paramref name="example"/>) + <paramref name="constant"/> to each of
    /// <paramref name="values"/>. Each value has a lane of its own, so the result does not depend on how many lanes a machine has.</summary>
    public void AddScaledRow(int example, float factor, float constant, Span<float> values)
    {
        var row = _rows[example].AsSpan(0, values.Length);
        var step = factor / Scale;
        var lanes = Vector<ushort>.Count;
        var at = 0;
        for (; at <= row.Length - lanes; at += lanes)
        {
            Vector.Widen(new Vector<ushort>(row[at..]), out var low, out var high);
            AddLanes(values[at..], low, step, constant);
            AddLanes(values[(at + Vector<uint>.Count)..], high, step, constant);
        }
        for (; at < row.Length; at++)
        {
            values[at] += (row[at] * step) + constant;
        }
    }

    private static void AddLanes(Span<float> values, Vector<uint> row, float step, float constant)
    {
        var sum = new Vector<float>(values) + ((Vector.ConvertToSingle(row.As<uint, int>()) * new Vector<float>(step)) + new Vector<float>(constant));
        sum.CopyTo(values);
    }
}
