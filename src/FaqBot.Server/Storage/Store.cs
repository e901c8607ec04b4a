using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>The database: one connection that writes, and as many as are wanted that read. On WAL neither waits for the other.</summary>
internal sealed class Store : IDisposable
{
    private const int IdleReadersMax = 16;
    private const int BusyTimeoutMilliseconds = 5000;

    private readonly ConcurrentBag<SqliteReading> idle = [];
    private readonly SqliteConnectionStringBuilder place;
    private volatile bool isDisposed;

    /// <param name="connectionString">Its file is made when missing, with the folder.</param>
    public Store(string connectionString)
    {
        place = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        Folder = Path.GetDirectoryName(Path.GetFullPath(place.DataSource)) ?? throw new ArgumentException("The database is not a file.");
        place.DataSource = Path.GetFullPath(place.DataSource);
    }

    /// <summary>Where the database file lies.</summary>
    public string Folder { get; }

    /// <summary>Makes the database, or brings its schema up to date; returns the names of the scripts applied.</summary>
    public IReadOnlyList<string> Migrate(TimeProvider time)
    {
        Directory.CreateDirectory(Folder);
        using var connection = OpenForWriting();
        return SqliteSchema.Apply(connection, time);
    }

    /// <summary>For the writer; everything else is a job of the writer's.</summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        Set(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
        return connection;
    }

    /// <summary>The hot path's reads: prepared, on a connection of their own.</summary>
    public T Read<T>(Func<SqliteReading, T> read)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!idle.TryTake(out var reading))
        {
            reading = new SqliteReading(Open(SqliteOpenMode.ReadOnly));
        }
        try
        {
            var result = read(reading);
            GiveBack(ref reading);
            return result;
        }
        finally
        {
            // Still here only if reading failed: what a connection was left in is not known.
            reading?.Dispose();
        }
    }

    /// <summary>All other reads. Dispose after use.</summary>
    public FaqBotDb OpenDb()
    {
        var options = new DbContextOptionsBuilder<FaqBotDb>()
            .UseSqlite(Open(SqliteOpenMode.ReadOnly), contextOwnsConnection: true)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        return new FaqBotDb(options);
    }

    public void Dispose()
    {
        isDisposed = true;
        while (idle.TryTake(out var reading))
        {
            reading.Dispose();
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

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(place.ConnectionString) { Mode = mode }.ConnectionString);
        connection.Open();
        Set(connection, $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}");
        return connection;
    }

    private static void Set(SqliteConnection connection, string pragmas)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }
}
