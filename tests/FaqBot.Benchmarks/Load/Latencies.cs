using System.Diagnostics;
using System.Globalization;

namespace FaqBot.Benchmarks;

/// <summary>Times that were measured, all of them kept: percentiles are exact.</summary>
internal sealed class Latencies
{
    private readonly long[] sorted;

    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public Latencies(IEnumerable<long> ticks) => sorted = [.. ticks.Order()];

    public int Count => sorted.Length;

    /// <summary>In milliseconds; NaN when nothing was measured.</summary>
    /// <param name="quantile">0 to 1; 1 is the slowest.</param>
    public double At(double quantile) => sorted.Length == 0
        ? double.NaN
        : Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(quantile * sorted.Length))]).TotalMilliseconds;

    /// <summary>p50, p90, p99, p99.9 and the slowest, in milliseconds, as cells of a table.</summary>
    public override string ToString() => string.Join(
        " | ", new[] { 0.5, 0.9, 0.99, 0.999, 1 }.Select(quantile => At(quantile).ToString("0.0", CultureInfo.InvariantCulture)));
}

/// <summary>The same measured in several rounds.</summary>
internal sealed class Rounds(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public double Median => sorted.Length % 2 == 1
        ? sorted[sorted.Length / 2]
        : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;

    /// <summary>Median (smallest-largest).</summary>
    public string Text(string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} "
        + $"({sorted[0].ToString(format, CultureInfo.InvariantCulture)}-{sorted[^1].ToString(format, CultureInfo.InvariantCulture)})");
}
