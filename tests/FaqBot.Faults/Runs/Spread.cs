using System.Globalization;

namespace FaqBot.Faults;

/// <summary>Measured times, printed as median and maximum. Several tasks may add to it at once.</summary>
/// <param name="name">What takes so long, e.g. <c>from a restart to the next commit</c>.</param>
/// <param name="bound">How long it may take.</param>
internal sealed class Spread(string name, TimeSpan bound)
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> times = [];

    /// <summary>For the table.</summary>
    public (string Name, string Value) Row => (name, $"{this}; at most {Seconds(bound)}");

    /// <summary>One finding if anything took longer than it may.</summary>
    public IEnumerable<Finding> Late => times.Count(time => time > bound) is > 0 and var late
        ? [new Finding(
            Fault.Late, "(all)", $"{name}: {late} of {times.Count} took longer than {Seconds(bound)}, the longest {Seconds(times.Max())}")]
        : [];

    /// <param name="time">Null when it never came to that.</param>
    public void Add(TimeSpan? time)
    {
        if (time is { } measured)
        {
            lock (gate)
            {
                times.Add(measured);
            }
        }
    }

    /// <param name="time">Null when it never came to that in the time that was looked at.</param>
    /// <param name="over">That time; if it was longer than the bound, never is too late.</param>
    public void Add(TimeSpan? time, TimeSpan over) => Add(time ?? (over > bound ? over : null));

    public override string ToString() => times.Count == 0
        ? "never"
        : $"p50 {Milliseconds(times.Order().ElementAt(times.Count / 2))}, max {Milliseconds(times.Max())} ms ({times.Count})";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0# 's'", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture);
}
