using System.Globalization;

namespace FaqBot.Faults;

/// <summary>Measured times, printed as median and maximum.</summary>
internal sealed class Spread
{
    private readonly List<TimeSpan> times = [];

    public TimeSpan Max => times.Count == 0 ? TimeSpan.Zero : times.Max();

    /// <param name="time">Null when it never came to that.</param>
    public void Add(TimeSpan? time)
    {
        if (time is { } measured)
        {
            times.Add(measured);
        }
    }

    public override string ToString() => times.Count == 0
        ? "never"
        : $"p50 {Milliseconds(times.Order().ElementAt(times.Count / 2))}, max {Milliseconds(Max)} ms ({times.Count})";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture);
}
