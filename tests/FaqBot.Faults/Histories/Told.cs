namespace FaqBot.Faults;

/// <summary>All that the clients of one conversation were told: what was acknowledged to them, and what they were given to read.
/// Its parts are filled by several tasks at once; read it when they have ended.</summary>
internal sealed class Told(string conversation, string user)
{
    private readonly Lock gate = new();
    private readonly List<Post> posts = [];
    private readonly List<Reading> readings = [];
    private readonly List<Finding> complaints = [];
    private long known;

    public string Conversation => conversation;

    public string User => user;

    public IReadOnlyList<Post> Posts => posts;

    public IReadOnlyList<Reading> Readings => readings;

    /// <summary>What the clients themselves found wrong: refusals, garbage, no answer at all.</summary>
    public IReadOnlyList<Finding> Complaints => complaints;

    /// <summary>The highest sequence that was acknowledged so far.</summary>
    public long Known => Interlocked.Read(ref known);

    public Post Send(string clientId, long at)
    {
        var post = new Post(clientId, at);
        lock (gate)
        {
            posts.Add(post);
        }
        return post;
    }

    public void Acknowledge(Post post, string id, long at)
    {
        lock (gate)
        {
            post.Acknowledge(id, at);
            known = Math.Max(known, SeenActivity.SequenceOf(id));
        }
    }

    /// <summary>When a customer's activity was; null for others, and before.</summary>
    public long? AcknowledgedAt(SeenActivity activity)
    {
        lock (gate)
        {
            return activity.IsCustomers ? posts.Find(post => post.ClientId == activity.ClientId)?.AcknowledgedAt : null;
        }
    }

    public Reading Read(string name, long after, long atLeast = 0)
    {
        var reading = new Reading(name, after, atLeast);
        lock (gate)
        {
            readings.Add(reading);
        }
        return reading;
    }

    /// <summary>The same again is not told again.</summary>
    public void Complain(Fault fault, string detail)
    {
        var finding = new Finding(fault, conversation, detail);
        lock (gate)
        {
            if (!complaints.Contains(finding))
            {
                complaints.Add(finding);
            }
        }
    }
}
