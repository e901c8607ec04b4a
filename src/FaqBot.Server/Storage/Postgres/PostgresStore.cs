using System.Collections.Immutable;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace FaqBot.Server;

/// <summary>A PostgreSQL database, which several nodes may share: a pool for reading, a small one for jobs, and one connection that writes
/// turns.</summary>
internal sealed class PostgresStore : Store
{
    /// <summary>What holds unless the connection string states otherwise. Plans are made once, on tables that may be all but empty then,
    /// and must still be right when they are full: so an index is used wherever there is one. The rest keeps a host that was lost in the
    /// middle of a transaction, and what it has locked, from holding up the other nodes: no lock is waited for long (longer, though, than
    /// the second after which a deadlock is looked for), and the server notices soon.</summary>
    private const string Defaults =
        "Application Name=faqbot;Maximum Pool Size=32;Timeout=5;Command Timeout=10;Keepalive=10;"
        + "Max Auto Prepare=64;Auto Prepare Min Usages=2;"
        + "Options=-c enable_seqscan=off -c jit=off -c lock_timeout=2s -c idle_in_transaction_session_timeout=30s "
        + "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10s;";

    /// <summary>Connections for jobs.</summary>
    private const int JobsAtOnceMax = 8;

    /// <summary>Jobs that are run or wait for a connection; further ones are refused as busy.</summary>
    private const int JobsMax = 256;

    /// <summary>Who holds this lock (any number, as long as it is always the same) applies scripts. A node waits long for another that
    /// does, a script only shortly for tables that are in use, because all who come after it wait too.</summary>
    private const string MigrationLock =
        "SET lock_timeout = '10min'; SELECT pg_advisory_lock(x'666171626f74'::bigint); SET lock_timeout = '10s'";

    private const int RacesMax = 5;

    private static readonly SchemaScripts Scripts = new("Postgres", """
        CREATE TABLE IF NOT EXISTS schema_version (
            version       integer NOT NULL PRIMARY KEY,
            script        text    NOT NULL,
            readable_from integer NOT NULL,
            applied_at    bigint  NOT NULL,
            checked_at    bigint  NULL
        )
        """);

    private readonly CommitNotices notices = new();
    private readonly NpgsqlDataSource pool;
    private readonly NpgsqlDataSource jobs;
    private readonly NpgsqlDataSource direct;
    private readonly DbContextOptions<FaqBotDb> reading;
    private readonly NpgsqlConnectionStringBuilder place;
    private int jobsCount;

    /// <exception cref="ArgumentException">That is not a connection string.</exception>
    public PostgresStore(string connectionString)
    {
        place = new NpgsqlConnectionStringBuilder(Defaults + connectionString);
        pool = NpgsqlDataSource.Create(place);
        jobs = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.ConnectionString)
        {
            ApplicationName = $"{place.ApplicationName} jobs",
            MinPoolSize = 0,
            MaxPoolSize = JobsAtOnceMax,
        });
        direct = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.ConnectionString)
        {
            ApplicationName = $"{place.ApplicationName} writer",
            Pooling = false,
        });
        reading =
            new DbContextOptionsBuilder<FaqBotDb>().UseNpgsql(pool).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
    }

    public override string Place => $"PostgreSQL, {place.Host}:{place.Port}, database {place.Database ?? place.Username}";

    public override bool IsShared => true;

    public override IReadOnlyList<string> Migrate(TimeProvider time)
    {
        try
        {
            using var connection = direct.OpenConnection();
            RefuseForgetful(connection);
            // Held until the connection is closed, so that of nodes that start together one applies and the others wait for it.
            using var locking = new NpgsqlCommand(MigrationLock, connection) { CommandTimeout = 0 };
            locking.ExecuteNonQuery();
            return Scripts.Apply(connection, time);
        }
        catch (NpgsqlException exception)
        {
            throw new StartFailure(PostgresFailures.Explain(exception, place));
        }
    }

    public override ValueTask<ConversationRow?> FindConversation(ConversationId id, CancellationToken cancellation) => Read(
        PostgresHotPath.Conversation,
        async (reader, stop) => await reader.ReadAsync(stop) ? Row(reader) : null,
        cancellation,
        new NpgsqlParameter<string> { TypedValue = id.Value });

    public override ValueTask<long?> FindClientActivity(
        ConversationId id, string sender, string clientActivityId, CancellationToken cancellation) => Read(
        PostgresHotPath.ClientActivity,
        async (reader, stop) => await reader.ReadAsync(stop) ? reader.GetInt64(0) : (long?)null,
        cancellation,
        new NpgsqlParameter<string> { TypedValue = id.Value },
        new NpgsqlParameter<string> { TypedValue = sender },
        new NpgsqlParameter<string> { TypedValue = clientActivityId });

    public override ValueTask<ActivityPage> ReadPage(
        ConversationId id, long after, int count, int bytesMax, CancellationToken cancellation) => Read(
        PostgresHotPath.Page,
        (reader, stop) => Page(reader, after, stop),
        cancellation,
        new NpgsqlParameter<string> { TypedValue = id.Value },
        new NpgsqlParameter<long> { TypedValue = after },
        new NpgsqlParameter<int> { TypedValue = count },
        new NpgsqlParameter<int> { TypedValue = bytesMax });

    public override ValueTask<ImmutableArray<OpenCase>> FindOpenCases(
        ConversationId id, string shop, CancellationToken cancellation) => Read(
        PostgresHotPath.OpenCases,
        OpenCases,
        cancellation,
        new NpgsqlParameter<string> { TypedValue = id.Value },
        new NpgsqlParameter<string> { TypedValue = shop },
        new NpgsqlParameter<int> { TypedValue = CaseLimits.OpenCasesMax });

    public override Task Listen(Action heard, Action<ConversationId> ring, CancellationToken stop) =>
        notices.Listen(direct, heard, ring, stop);

    public override ValueTask<IReadOnlyList<ConversationId>> FindMoved(
        IReadOnlyList<(ConversationId Id, long Read)> watched, CancellationToken cancellation) => Read(
        PostgresHotPath.Moved,
        Ids,
        cancellation,
        new NpgsqlParameter<string[]> { TypedValue = [.. watched.Select(one => one.Id.Value)] },
        new NpgsqlParameter<long[]> { TypedValue = [.. watched.Select(one => one.Read)] });

    public override ValueTask<Instant?> ReadClock(CancellationToken cancellation) => Read(
        PostgresHotPath.Clock,
        async (reader, stop) => await reader.ReadAsync(stop) ? Microseconds.ToInstant(reader.GetInt64(0)) : (Instant?)null,
        cancellation);

    public override FaqBotDb OpenDb() => new(reading);

    public override BatchWriter OpenWriter() => new PostgresWriting(direct.CreateConnection(), notices);

    public override async Task<bool> TryRunAtOnce(Func<FaqBotDb, CancellationToken, Task> job)
    {
        try
        {
            if (Interlocked.Increment(ref jobsCount) > JobsMax)
            {
                throw new BusyException();
            }
            await Run(job);
            return true;
        }
        catch (Exception exception) when (IsUnavailable(exception) || IsPassing(exception))
        {
            throw new BusyException(exception);
        }
        finally
        {
            Interlocked.Decrement(ref jobsCount);
        }
    }

    public override bool IsRace(Exception exception) => PostgresFailures.IsRace(exception.GetBaseException());

    public override bool IsClash(Exception exception) => PostgresFailures.IsClash(exception.GetBaseException());

    public override bool IsPassing(Exception exception) => PostgresFailures.IsPassing(exception.GetBaseException());

    public override void Dispose()
    {
        pool.Dispose();
        jobs.Dispose();
        direct.Dispose();
    }

    protected override bool IsOutage(Exception exception) => PostgresFailures.IsOutage(exception);

    /// <summary>Who is told that it was written must find it after a crash too.</summary>
    private static void RefuseForgetful(NpgsqlConnection connection)
    {
        using var asking = new NpgsqlCommand("SHOW synchronous_commit", connection);
        if (asking.ExecuteScalar() is "off")
        {
            throw new StartFailure(
                "PostgreSQL is set to acknowledge what is not on its disk yet (synchronous_commit = off), "
                + "so that a crash loses messages which customers were told had arrived. "
                + "Set it to 'on' for this database: ALTER DATABASE ... SET synchronous_commit = on.");
        }
    }

    private async Task Run(Func<FaqBotDb, CancellationToken, Task> job)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await jobs.OpenConnectionAsync(CancellationToken.None);
                await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
                await using var db = FaqBotDb.Within(connection, transaction);
                await job(db, CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
                return;
            }
            catch (Exception exception) when (IsRace(exception) && attempt < RacesMax)
            {
                // Rolled back: another node was faster.
            }
        }
    }

    private async ValueTask<T> Read<T>(
        string text,
        Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters)
    {
        try
        {
            await using var command = pool.CreateCommand(text);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await read(reader, cancellation);
        }
        catch (Exception exception) when (IsUnavailable(exception) || IsPassing(exception))
        {
            throw new BusyException(exception);
        }
    }

    private static async ValueTask<ActivityPage> Page(NpgsqlDataReader reader, long after, CancellationToken cancellation)
    {
        var activities = new List<ReadOnlyMemory<byte>>();
        var watermark = after;
        while (await reader.ReadAsync(cancellation))
        {
            watermark = reader.GetInt64(0);
            activities.Add(reader.GetFieldValue<byte[]>(1));
        }
        return new ActivityPage(activities, watermark);
    }

    private static async ValueTask<IReadOnlyList<ConversationId>> Ids(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var ids = new List<ConversationId>();
        while (await reader.ReadAsync(cancellation))
        {
            ids.Add(new ConversationId(reader.GetString(0)));
        }
        return ids;
    }

    private static async ValueTask<ImmutableArray<OpenCase>> OpenCases(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var cases = ImmutableArray.CreateBuilder<OpenCase>();
        while (await reader.ReadAsync(cancellation))
        {
            cases.Add(OpenCaseRow.Of(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(3), reader.GetString(4), Text(5), Text(6), Text(7),
                Text(8)));
        }
        return cases.DrainToImmutable();

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static ConversationRow Row(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Shop = reader.GetString(1),
        UserId = reader.GetString(2),
        Language = reader.GetString(3),
        Version = reader.GetInt64(4),
        LastSequence = reader.GetInt64(5),
        LastTimestamp = Microseconds.ToInstant(reader.GetInt64(6)),
        State = reader.GetString(7),
        IsEnded = reader.GetBoolean(8),
        CreatedAt = Microseconds.ToInstant(reader.GetInt64(9)),
        UpdatedAt = Microseconds.ToInstant(reader.GetInt64(10)),
        Channel = reader.IsDBNull(11) ? null : reader.GetString(11),
    };
}
