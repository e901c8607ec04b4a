using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaqBot.Engine;

/// <summary>How alike any two examples are, 0 to 1 in steps of 1/65535. Memory: two bytes a pair.</summary>
internal sealed class SimilarityMatrix
{
    private const float Scale = ushort.MaxValue;

    private readonly List<ushort[]> _rows = [];

    /// <summary>How many examples there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds an example.</summary>
    /// <param name="similarities">Of it to every example.</param>
    /// <param name="columns">Which of these are in the matrix, in order.</param>
    /// <remarks>See <see cref="SupportVectors.Train"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRow(ReadOnlySpan<float> similarities, ReadOnlySpan<int> columns)
    {
        var row = new ushort[columns.Length];
        for (var at = 0; at < row.Length; at++)
        {
            row[at] = (ushort)Math.Min((similarities[columns[at]] * Scale) + 0.5f, Scale);
        }
        _rows.Add(row);
    }

    /// <summary>Similarity of two examples.</summary>
    public float this[int left, int right] => _rows[left][right] / Scale;

    /// <summary>Adds <paramref name="factor"/> x (similarity to <paramref name="example"/>) + <paramref name="constant"/> to each of
    /// <paramref name="values"/>. Each value has a lane of its own, so the result does not depend on how many lanes a machine
    /// has.</summary>
    /// <remarks>See <see cref="SupportVectors.Train"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddScaledRow(int example, float factor, float constant, Span<float> values)
    {
        var row = _rows[example].AsSpan();
        var step = factor / Scale;
        var rowLanes = MemoryMarshal.Cast<ushort, Vector<ushort>>(row);
        var valueLanes = MemoryMarshal.Cast<float, Vector<float>>(values)[..(2 * rowLanes.Length)];
        for (var at = 0; at < rowLanes.Length; at++)
        {
            Vector.Widen(rowLanes[at], out var low, out var high);
            valueLanes[2 * at] = Sum(valueLanes[2 * at], low, step, constant);
            valueLanes[(2 * at) + 1] = Sum(valueLanes[(2 * at) + 1], high, step, constant);
        }
        for (var at = rowLanes.Length * Vector<ushort>.Count; at < row.Length; at++)
        {
            values[at] += (row[at] * step) + constant;
        }
    }

    private static Vector<float> Sum(Vector<float> values, Vector<uint> row, float step, float constant) =>
        values + ((Vector.ConvertToSingle(row.As<uint, int>()) * step) + new Vector<float>(constant));
}
