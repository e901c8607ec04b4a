using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FaqBot.Server;

/// <summary>A PostgreSQL database, which several nodes may share: a pool for reading and for jobs, and one connection that writes turns.</summary>
internal sealed class PostgresStore : Store
{
    /// <summary>What holds unless the connection string states otherwise. Plans are made once, on tables that may be all but empty then, and
    /// must still be right when they are full: so an index is used wherever there is one.</summary>
    private const string Defaults =
        "Application Name=faqbot;Maximum Pool Size=32;Timeout=5;Command Timeout=10;Keepalive=10;Max Auto Prepare=64;Auto Prepare Min Usages=2;"
        + "Options=-c enable_seqscan=off -c jit=off;";

    /// <summary>Any number, as long as it is always the same: who holds this lock applies scripts.</summary>
    private const long MigrationLock = 0x6661_7162_6f74;

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
    private readonly NpgsqlDataSource direct;
    private readonly DbContextOptions<FaqBotDb> reading;
    private readonly NpgsqlConnectionStringBuilder place;

    /// <exception cref="ArgumentException">That is not a connection string.</exception>
    public PostgresStore(string connectionString)
    {
        place = new NpgsqlConnectionStringBuilder(Defaults + connectionString);
        pool = NpgsqlDataSource.Create(place);
        direct = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false });
        reading = new DbContextOptionsBuilder<FaqBotDb>().UseNpgsql(pool).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
    }

    public override bool IsShared => true;

    public override IReadOnlyList<string> Migrate(TimeProvider time)
    {
        try
        {
            using var connection = direct.OpenConnection();
            // Held until the connection is closed, so that of nodes that start together one applies and the others wait for it.
            using var locking = new NpgsqlCommand($"SELECT pg_advisory_lock({MigrationLock})", connection) { CommandTimeout = 0 };
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

    public override ValueTask<ActivityPage> ReadPage(ConversationId id, long after, int count, int bytesMax, CancellationToken cancellation) => Read(
        PostgresHotPath.Page,
        (reader, stop) => Page(reader, after, bytesMax, stop),
        cancellation,
        new NpgsqlParameter<string> { TypedValue = id.Value },
        new NpgsqlParameter<long> { TypedValue = after },
        new NpgsqlParameter<int> { TypedValue = count });

    public override Task Listen(Action heard, Action<ConversationId> ring, CancellationToken stop) =>
        notices.Listen(direct, heard, ring, stop);

    public override ValueTask<IReadOnlyList<ConversationId>> FindMoved(
        IReadOnlyList<(ConversationId Id, long Read)> watched, CancellationToken cancellation) => Read(
        PostgresHotPath.Moved,
        Ids,
        cancellation,
        new NpgsqlParameter<string[]> { TypedValue = [.. watched.Select(one => one.Id.Value)] },
        new NpgsqlParameter<long[]> { TypedValue = [.. watched.Select(one => one.Read)] });

    public override FaqBotDb OpenDb() => new(reading);

    public override BatchWriter OpenWriter() => new PostgresWriting(direct.OpenConnection(), notices);

    public override async Task<bool> TryRunAtOnce(Func<FaqBotDb, CancellationToken, Task> job)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await pool.OpenConnectionAsync(CancellationToken.None);
                await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
                await using var db = FaqBotDb.Within(connection, transaction);
                await job(db, CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
                return true;
            }
            catch (Exception exception) when (IsRace(exception) && attempt < RacesMax)
            {
                // Rolled back: another node was faster.
            }
            catch (Exception exception) when (IsUnavailable(exception))
            {
                throw new BusyException(exception);
            }
        }
    }

    public override bool IsRace(Exception exception) => PostgresFailures.IsRace(exception.GetBaseException());

    public override void Dispose()
    {
        pool.Dispose();
        direct.Dispose();
    }

    protected override bool IsOutage(Exception exception) => PostgresFailures.IsOutage(exception);

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
        catch (Exception exception) when (IsUnavailable(exception))
        {
            throw new BusyException(exception);
        }
    }

    private static async ValueTask<ActivityPage> Page(NpgsqlDataReader reader, long after, int bytesMax, CancellationToken cancellation)
    {
        var activities = new List<ReadOnlyMemory<byte>>();
        var watermark = after;
        var bytes = 0;
        while (bytes < bytesMax && await reader.ReadAsync(cancellation))
        {
            watermark = reader.GetInt64(0);
            var body = reader.GetFieldValue<byte[]>(1);
            bytes += body.Length;
            activities.Add(body);
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
