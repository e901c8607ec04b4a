using System.Diagnostics;

namespace FaqBot.Faults;

/// <summary>Figures of a run, counted by all customers at once.</summary>
/// <param name="lagMax">So far may a stream be behind.</param>
internal sealed class Tally(TimeSpan lagMax)
{
    private readonly Lock gate = new();
    private readonly List<(Func<Commit, bool> IsWanted, TaskCompletionSource<Commit> Found)> waiting = [];
    private int posts;
    private int acknowledged;
    private int attempts;
    private int repeats;
    private int refusals;
    private int breaks;
    private int connections;
    private int streamed;
    private int pages;
    private int goodbyes;

    /// <summary>Activities written.</summary>
    public int Posts => posts;

    public int Acknowledged => acknowledged;

    /// <summary>Sent again, for nothing had come back.</summary>
    public int Repeated => attempts - posts;

    /// <summary>Sent again though it had been acknowledged.</summary>
    public int SentTwice => repeats;

    /// <summary>Answered with 503.</summary>
    public int Refused => refusals;

    /// <summary>Requests whose connection broke.</summary>
    public int Broken => breaks;

    /// <summary>Streams opened, the first of each conversation included.</summary>
    public int Connections => connections;

    /// <summary>Activities that streams gave.</summary>
    public int Streamed => streamed;

    /// <summary>Pages of history read while customers talked.</summary>
    public int Pages => pages;

    /// <summary>Streams that a server ended in order because it stopped.</summary>
    public int Goodbyes => goodbyes;

    /// <summary>From the acknowledgement of a message, or the opening of the stream if that was later, until the stream has given it;
    /// nothing if the stream was first.</summary>
    public Spread Lag { get; } = new("from an acknowledgement to its stream", lagMax);

    public void CountPost() => Interlocked.Increment(ref posts);

    public void CountAttempt() => Interlocked.Increment(ref attempts);

    public void CountRepeat() => Interlocked.Increment(ref repeats);

    public void CountRefusal() => Interlocked.Increment(ref refusals);

    public void CountBreak() => Interlocked.Increment(ref breaks);

    public void CountConnection() => Interlocked.Increment(ref connections);

    public void CountStreamed(int activities) => Interlocked.Add(ref streamed, activities);

    public void CountPage() => Interlocked.Increment(ref pages);

    public void CountGoodbye() => Interlocked.Increment(ref goodbyes);

    public void CountAcknowledged(Commit commit)
    {
        Interlocked.Increment(ref acknowledged);
        lock (gate)
        {
            foreach (var waiter in waiting.Where(waiter => waiter.IsWanted(commit)).ToList())
            {
                waiter.Found.TrySetResult(commit);
                waiting.Remove(waiter);
            }
        }
    }

    /// <summary>The next commit of this kind that a customer is told of.</summary>
    /// <exception cref="TimeoutException">There is none in time.</exception>
    public Task<Commit> Next(Func<Commit, bool> isWanted, TimeSpan patience, CancellationToken cancellation)
    {
        var found = new TaskCompletionSource<Commit>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((isWanted, found));
        }
        return found.Task.WaitAsync(patience, cancellation);
    }
}

/// <summary>A first acknowledgement, with instants of <see cref="Stopwatch"/>.</summary>
internal sealed record Commit(int Customer, int Node, long SentAt, long At);
