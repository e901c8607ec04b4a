using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>
/// How much may go to each receiver, as one node has come to know them in one kind. A receiver that fails is tried once in a while and by
/// one at a time, so that it is not hammered; as soon as it takes one it gets as many as any. Those that fail, are slow, or are not known
/// yet share a half of what may be under way, so that the others always have the rest. The lane without a name is nobody's, and has no
/// bounds.</summary>
internal sealed class OutboxLanes(IOptions<OutboxOptions> options, TimeProvider time)
{
    /// <summary>From here on a failure is the receiver's, not that of the one effect which it may choke on.</summary>
    private const int DownFailures = 3;

    /// <summary>A receiver that takes longer for one is slow.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);

    /// <summary>How many more may go there now.</summary>
    /// <param name="name">Of the lane.</param>
    /// <param name="found">What else is about to begin.</param>
    public int Room(string name, IReadOnlyList<OutboxRow> found)
    {
        lock (gate)
        {
            if (name.Length == 0)
            {
                return options.Value.ParallelMax;
            }
            if (!lanes.TryGetValue(name, out var lane))
            {
                return Math.Min(options.Value.LaneParallelMax, Doubtful(found));
            }
            if (lane.Failures > 0)
            {
                return lane.UnderWay == 0 && time.GetElapsedTime(lane.FailedAt) >= lane.Rest ? Math.Min(1, Doubtful(found)) : 0;
            }
            var room = options.Value.LaneParallelMax - lane.UnderWay;
            return lane.IsQuick ? room : Math.Min(room, Doubtful(found));
        }
    }

    public LaneTry Begin(string name)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(name, out var lane))
            {
                lanes[name] = lane = new Lane();
            }
            lane.UnderWay++;
            return new LaneTry(name, time.GetTimestamp(), lane.Failures > 0);
        }
    }

    /// <summary>What was begun has ended.</summary>
    /// <returns>How long the receiver is left in peace, where it is plain that it is away; else null.</returns>
    public TimeSpan? End(LaneTry ended, Carried carried)
    {
        lock (gate)
        {
            var lane = lanes[ended.Name];
            lane.UnderWay--;
            if (ended.Name.Length == 0 || carried is not Carried.Failed { IsItsOwn: false } failed)
            {
                lane.Failures = 0;
                lane.IsQuick = time.GetElapsedTime(ended.BeganAt) < Slow;
                return null;
            }
            // Those that were under way with the one that failed first tell nothing new.
            lane.Failures = ended.IsProbe || lane.Failures == 0 ? lane.Failures + 1 : lane.Failures;
            lane.FailedAt = time.GetTimestamp();
            lane.IsQuick = false;
            lane.Rest = OutboxPause.OfLane(options.Value, lane.Failures, Random.Shared.NextDouble(), failed.After);
            return lane.Failures >= DownFailures ? lane.Rest : null;
        }
    }

    /// <summary>Room for those that are not known to be quick.</summary>
    private int Doubtful(IReadOnlyList<OutboxRow> found) =>
        Math.Max(1, options.Value.ParallelMax / 2) - lanes.Where(lane => IsDoubtful(lane.Key)).Sum(lane => lane.Value.UnderWay)
        - found.Count(row => IsDoubtful(row.Lane));

    private bool IsDoubtful(string name) => name.Length > 0 && lanes.GetValueOrDefault(name) is not { IsQuick: true };

    private sealed class Lane
    {
        public int UnderWay { get; set; }

        /// <summary>In a row.</summary>
        public int Failures { get; set; }

        public long FailedAt { get; set; }

        public TimeSpan Rest { get; set; }

        /// <summary>Known to have taken the last one, and soon.</summary>
        public bool IsQuick { get; set; }
    }
}

/// <summary>One try of a lane.</summary>
/// <param name="Name">Of the lane.</param>
/// <param name="BeganAt">By the clock that always goes on.</param>
/// <param name="IsProbe">The receiver was failing.</param>
internal readonly record struct LaneTry(string Name, long BeganAt, bool IsProbe);
