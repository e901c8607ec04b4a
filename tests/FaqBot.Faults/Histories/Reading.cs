namespace FaqBot.Faults;

/// <summary>One frame of a stream, or one page.</summary>
internal sealed record Delivery(IReadOnlyList<SeenActivity> Activities, string? Watermark);

/// <summary>What one connection of a stream delivered, or one page or more of history: everything after a watermark, in order.</summary>
/// <param name="name">For findings, e.g. <c>stream 3</c>.</param>
/// <param name="after">The sequence after which its reader asked to read.</param>
/// <param name="known">The highest sequence that was acknowledged to its reader before it asked: an empty answer must not hide it.</param>
internal sealed class Reading(string name, long after, long known = 0)
{
    private readonly List<Delivery> deliveries = [];

    public string Name => name;

    public long After => after;

    public long Known => known;

    public IReadOnlyList<Delivery> Deliveries => deliveries;

    /// <summary>Whether it went on until nothing was left to read.</summary>
    public bool IsComplete { get; set; }

    public void Add(Delivery delivery) => deliveries.Add(delivery);
}
