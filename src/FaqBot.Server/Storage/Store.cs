using System.Collections.Immutable;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>The database, behind one door for all that is kept in it: two providers, one schema. Reading never waits for writing.</summary>
internal abstract class Store : IDisposable
{
    /// <summary>Which database this is, for the operator: no password.</summary>
    public abstract string Place { get; }

    /// <summary>Makes the schema, or brings it up to date; returns the names of the scripts that were applied.</summary>
    /// <exception cref="StartFailure">The database cannot be used, and what to do about it.</exception>
    public abstract IReadOnlyList<string> Migrate(TimeProvider time);

    /// <summary>The conversation as its last commit left it; null if there is none.</summary>
    /// <exception cref="BusyException">The database cannot be read at present; so with all reads here.</exception>
    public abstract ValueTask<ConversationRow?> FindConversation(ConversationId id, CancellationToken cancellation);

    /// <summary>The sequence under which a client's activity was recorded; null if it was not.</summary>
    public abstract ValueTask<long?> FindClientActivity(
        ConversationId id, string sender, string clientActivityId, CancellationToken cancellation);

    /// <summary>Activities after a sequence; stops early, with at least one, once <paramref name="bytesMax"/> are together.</summary>
    public abstract ValueTask<ActivityPage> ReadPage(
        ConversationId id, long after, int count, int bytesMax, CancellationToken cancellation);

    /// <summary>Cases of a shop that are open, of the conversation or of the customer whom the shop vouches for in it; the newest first,
    /// at most <see cref="CaseLimits.OpenCasesMax"/>.</summary>
    public abstract ValueTask<ImmutableArray<OpenCase>> FindOpenCases(ConversationId id, string shop, CancellationToken cancellation);

    /// <summary>All other reads. Dispose after use.</summary>
    public abstract FaqBotDb OpenDb();

    /// <summary>Whether other nodes may commit here too.</summary>
    public virtual bool IsShared => false;

    /// <summary>Calls <paramref name="ring"/> for each conversation in which another node has committed, until the connection breaks, which
    /// throws. Some of these calls may be missing, and some superfluous.</summary>
    /// <param name="heard">Called once nothing is missed any more.</param>
    /// <param name="ring">Called on another thread.</param>
    /// <param name="stop">To listen no longer.</param>
    public virtual Task Listen(Action heard, Action<ConversationId> ring, CancellationToken stop) => Task.CompletedTask;

    /// <summary>What the clock says that nodes share; null where there is none.</summary>
    public virtual ValueTask<Instant?> ReadClock(CancellationToken cancellation) => ValueTask.FromResult<Instant?>(null);

    /// <summary>Of conversations of which a part was read, those that have more.</summary>
    public virtual ValueTask<IReadOnlyList<ConversationId>> FindMoved(
        IReadOnlyList<(ConversationId Id, long Read)> watched, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<ConversationId>>([]);

    /// <summary>For the journal, and for nothing else.</summary>
    public abstract BatchWriter OpenWriter();

    /// <summary>Runs a job in a transaction of its own, at once; false where all that is written must pass the one writer.</summary>
    /// <exception cref="BusyException">The store cannot write at present, or too many jobs wait.</exception>
    public virtual Task<bool> TryRunAtOnce(Func<FaqBotDb, CancellationToken, Task> job) => Task.FromResult(false);

    /// <summary>Whether the store as a whole cannot be used at present, so that trying again piece by piece would not help.</summary>
    public bool IsUnavailable(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (IsOutage(cause))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether another transaction was in the way, so that the same again may succeed at once.</summary>
    public virtual bool IsRace(Exception exception) => false;

    /// <summary>Whether a turn's case does not fit those that are there: its number is taken, or the one that it adds to is not open any
    /// more.</summary>
    public virtual bool IsClash(Exception exception) => false;

    /// <summary>Whether a part of what was written may be to blame for it, and may succeed later: the rest is to be tried
    /// without that part.</summary>
    public virtual bool IsPassing(Exception exception) => IsRace(exception);

    public abstract void Dispose();

    /// <summary>Whether this very exception, whatever lies around it, tells of an outage.</summary>
    protected abstract bool IsOutage(Exception exception);
}

/// <summary>A connection that writes, with its statements prepared; used by the journal's thread alone.</summary>
internal abstract class BatchWriter : IDisposable
{
    /// <summary>Writes all in one transaction, commits it, and sets the result of each. If it throws, nothing is committed; only where the
    /// connection breaks in the commit itself nobody knows.</summary>
    public abstract void Write(IReadOnlyList<PendingWrite> batch);

    public abstract void Dispose();
}
