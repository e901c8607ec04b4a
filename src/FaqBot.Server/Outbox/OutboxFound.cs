namespace FaqBot.Server;

/// <summary>Rows of one kind that a look found due: more than may begin at once, so that not every effect costs a look. Each is checked
/// again by its claim.</summary>
internal sealed class OutboxFound(OutboxLanes lanes)
{
    /// <summary>Of a lane, beside those that may begin.</summary>
    private const int AheadMax = 32;

    private List<OutboxRow> rows = [];

    /// <summary>How many a look should find of a lane. The lane without a name is looked through anew each time: its conversations must not
    /// wait for one another.</summary>
    public int Wanted(string lane, IReadOnlyList<OutboxRow> found)
    {
        // What is found ahead is not about to begin: that is seen to when it is taken.
        var room = lanes.Room(lane, []);
        return room <= 0 || lane.Length == 0 ? room : room + AheadMax;
    }

    public void Put(IReadOnlyList<OutboxRow> found) => rows = [.. found];

    public bool Has(string lane) => rows.Any(row => row.Lane == lane);

    /// <summary>Those that may begin now, as many as their lanes have room for; they are found no more.</summary>
    public List<OutboxRow> Take(int count, Func<OutboxRow, bool> isFree)
    {
        var taken = new List<OutboxRow>();
        foreach (var lane in rows.GroupBy(row => row.Lane))
        {
            var room = Math.Min(lanes.Room(lane.Key, taken), count - taken.Count);
            taken.AddRange(lane.Where(isFree).Take(Math.Max(0, room)));
        }
        rows.RemoveAll(taken.Contains);
        return taken;
    }
}
