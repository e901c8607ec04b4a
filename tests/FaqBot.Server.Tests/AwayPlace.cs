using System.Collections.Immutable;
using System.Data.Common;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

/// <summary>A place whose store can go away and come back, as a database does that is restarted.</summary>
internal sealed class AwayPlace(TestPlace place) : TestPlace
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool isAway;
    private int refusedJobs;

    public bool IsAway
    {
        get => isAway;
        set => isAway = value;
    }

    /// <summary>Called when it is read in vain, before the reader is told.</summary>
    public Action? Refusing { get; set; }

    /// <summary>How often something else than a turn was written in vain.</summary>
    public int RefusedJobs => refusedJobs;

    /// <summary>Completes when it was read in vain.</summary>
    public Task Asked => asked.Task;

    public override string Outage => place.Outage;

    public override (string Key, string Value)[] Settings => place.Settings;

    public override Store Open() => new AwayStore(place.Open(), this);

    public override DbConnection OpenConnection() => place.OpenConnection();

    public override void Dispose()
    {
        base.Dispose();
        place.Dispose();
    }

    private void Check()
    {
        if (IsAway)
        {
            asked.TrySetResult();
            Refusing?.Invoke();
            throw new BusyException();
        }
    }

    private sealed class AwayStore(Store store, AwayPlace place) : Store
    {
        public override string Place => store.Place;

        public override IReadOnlyList<string> Migrate(TimeProvider time) => store.Migrate(time);

        public override ValueTask<ConversationRow?> FindConversation(ConversationId id, CancellationToken cancellation)
        {
            place.Check();
            return store.FindConversation(id, cancellation);
        }

        public override ValueTask<long?> FindClientActivity(
            ConversationId id, string sender, string clientActivityId, CancellationToken cancellation)
        {
            place.Check();
            return store.FindClientActivity(id, sender, clientActivityId, cancellation);
        }

        public override ValueTask<ActivityPage> ReadPage(
            ConversationId id, long after, int count, int bytesMax, CancellationToken cancellation)
        {
            place.Check();
            return store.ReadPage(id, after, count, bytesMax, cancellation);
        }

        public override ValueTask<ImmutableArray<OpenCase>> FindOpenCases(
            ConversationId id, string shop, CancellationToken cancellation)
        {
            place.Check();
            return store.FindOpenCases(id, shop, cancellation);
        }

        public override FaqBotDb OpenDb()
        {
            place.Check();
            return store.OpenDb();
        }

        public override BatchWriter OpenWriter() => store.OpenWriter();

        public override Task<bool> TryRunAtOnce(Func<FaqBotDb, CancellationToken, Task> job)
        {
            if (place.IsAway)
            {
                Interlocked.Increment(ref place.refusedJobs);
                throw new BusyException();
            }
            return store.TryRunAtOnce(job);
        }

        public override bool IsRace(Exception exception) => store.IsRace(exception);

        public override bool IsClash(Exception exception) => store.IsClash(exception);

        public override bool IsPassing(Exception exception) => store.IsPassing(exception);

        public override void Dispose() => store.Dispose();

        protected override bool IsOutage(Exception exception) => store.IsUnavailable(exception);
    }
}
