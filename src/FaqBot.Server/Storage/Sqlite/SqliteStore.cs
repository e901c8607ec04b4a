using System.Collections.Concurrent;
using System.Collections.Immutable;
using FaqBot.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace FaqBot.Server;

/// <summary>A SQLite file: one connection that writes, and as many as are wanted that read. On WAL neither waits for the other.
/// Reading is a look into memory, mostly, so it completes at once.</summary>
internal sealed class SqliteStore : Store
{
    private const int IdleReadersMax = 16;
    private const int MillisecondsPerSecond = 1000;
    private const int BusyTimeoutMilliseconds = 5000;

    /// <summary>So long the journal waits for a lock of somebody else's, a back-up's or a curious operator's; then customers are told to
    /// come back instead of being left without an answer.</summary>
    private const int WriterWaitSeconds = 1;

    /// <summary>Pages that the journal keeps at hand. More would cost more than it spares: SQLite looks through all of
    /// them at a commit.</summary>
    private const int WriterCacheKilobytes = 8 * 1024;

    /// <summary>If all else fails (<see cref="SqliteCheckpoints"/>), the writer brings the log into the database's file
    /// itself: at 128 MB.</summary>
    private const int LogPagesMax = 32_000;

    private static readonly SchemaScripts Scripts = new("Sqlite", """
        CREATE TABLE IF NOT EXISTS schema_version (
            version       INTEGER NOT NULL PRIMARY KEY,
            script        TEXT    NOT NULL,
            readable_from INTEGER NOT NULL,
            applied_at    INTEGER NOT NULL,
            checked_at    INTEGER NULL
        ) STRICT
        """);

    private readonly ConcurrentBag<SqliteReading> idle = [];
    private readonly SqliteConnectionStringBuilder place;
    private volatile bool isDisposed;

    /// <param name="connectionString">Its file is made when missing, with the folder.</param>
    public SqliteStore(string connectionString)
    {
        place = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        Folder = Path.GetDirectoryName(Path.GetFullPath(place.DataSource)) ?? throw new ArgumentException("The database is not a file.");
        place.DataSource = Path.GetFullPath(place.DataSource);
    }

    public override string Place => $"SQLite, {place.DataSource}";

    /// <summary>Where the database file lies.</summary>
    private string Folder { get; }

    public override IReadOnlyList<string> Migrate(TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            using var connection = OpenForWriting();
            return Scripts.Apply(connection, time);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The database in {Folder} cannot be opened: {exception.Message}");
        }
    }

    public override ValueTask<ConversationRow?> FindConversation(ConversationId id, CancellationToken cancellation) =>
        Read(reading => reading.Conversation(id), cancellation);

    public override ValueTask<long?> FindClientActivity(
        ConversationId id, string sender, string clientActivityId, CancellationToken cancellation) =>
        Read(reading => reading.ClientActivity(id, sender, clientActivityId), cancellation);

    public override ValueTask<ActivityPage> ReadPage(
        ConversationId id, long after, int count, int bytesMax, CancellationToken cancellation) =>
        Read(reading => reading.Page(id, after, count, bytesMax), cancellation);

    public override ValueTask<ImmutableArray<OpenCase>> FindOpenCases(ConversationId id, string shop, CancellationToken cancellation) =>
        Read(reading => reading.OpenCases(id, shop), cancellation);

    public override FaqBotDb OpenDb()
    {
        var options = new DbContextOptionsBuilder<FaqBotDb>()
            .UseSqlite(Open(SqliteOpenMode.ReadOnly), contextOwnsConnection: true)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        return new FaqBotDb(options);
    }

    public override BatchWriter OpenWriter()
    {
        // Both count: SQLite waits at each attempt, and its driver attempts again until its own time is up.
        var connection = OpenForWriting(
            $"PRAGMA busy_timeout = {WriterWaitSeconds * MillisecondsPerSecond}",
            $"PRAGMA cache_size = -{WriterCacheKilobytes}; PRAGMA wal_autocheckpoint = {LogPagesMax}");
        connection.DefaultTimeout = WriterWaitSeconds;
        return new SqliteWriting(connection, new SqliteCheckpoints(connection, () => OpenForWriting()));
    }

    /// <summary>SQLite names the table and column in its message alone.</summary>
    public override bool IsClash(Exception exception) => exception.GetBaseException() is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_CONSTRAINT, Message: var message,
    } && message.Contains(" constraint failed: case", StringComparison.Ordinal);

    /// <summary>The last connection to be closed brings what stands in the write-ahead log into the database's own file and deletes the
    /// log. Only one that may write can, and it must have looked into the log before.</summary>
    public override void Dispose()
    {
        isDisposed = true;
        while (idle.TryTake(out var reading))
        {
            reading.Dispose();
        }
        if (!File.Exists(place.DataSource))
        {
            return;
        }
        try
        {
            using var last = Open(SqliteOpenMode.ReadWrite);
            // Passive: beside the outbox's verb a server may be going on.
            Set(last, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException)
        {
            // Nothing is lost: the next start reads the log.
        }
    }

    protected override bool IsOutage(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_FULL
            or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB,
    };

    private SqliteConnection OpenForWriting(params string[] pragmas) => Open(
        SqliteOpenMode.ReadWriteCreate, ["PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", .. pragmas]);

    /// <summary>The hot path's reads: prepared, on a connection of their own.</summary>
    private ValueTask<T> Read<T>(Func<SqliteReading, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isDisposed, this);
        SqliteReading? reading = null;
        try
        {
            reading = idle.TryTake(out var kept) ? kept : new SqliteReading(Open(SqliteOpenMode.ReadOnly));
            var result = read(reading);
            GiveBack(ref reading);
            return ValueTask.FromResult(result);
        }
        catch (SqliteException exception) when (IsUnavailable(exception))
        {
            throw new BusyException(exception);
        }
        finally
        {
            // Still here only if reading failed: what a connection was left in is not known.
            reading?.Dispose();
        }
    }

    private void GiveBack(ref SqliteReading? reading)
    {
        if (idle.Count < IdleReadersMax && !isDisposed && reading is not null)
        {
            idle.Add(reading);
            reading = null;
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode, params string[] pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(place.ConnectionString) { Mode = mode }.ConnectionString);
        try
        {
            connection.Open();
            Set(connection, $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}");
            Array.ForEach(pragmas, pragma => Set(connection, pragma));
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Set(SqliteConnection connection, string pragmas)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }
}
