using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FaqBot.Server;

/// <summary>Brings the write-ahead log into the database's own file while the writer goes on, so that no turn waits for the copying. What
/// is written meanwhile is a short rest, which the writer copies itself; then the log is used from its beginning again. Used by the
/// writer's thread alone. Nothing depends on it for safety: what cannot be copied now stays in the log.</summary>
/// <param name="writer">The connection that writes; it outlives this.</param>
/// <param name="open">Opens another that may write.</param>
internal sealed class SqliteCheckpoints(SqliteConnection writer, Func<SqliteConnection> open) : IDisposable
{
    /// <summary>So many pages, 32 MB, the log gathers first: a page that changes often, as those do whose customers are talking, is then
    /// copied once for many turns.</summary>
    public const int PagesMin = 8_000;

    /// <summary>More than that is no short rest: some 10 ms. It is copied aside once more.</summary>
    private const long RestMax = 1_000;

    private readonly sqlite3 database = writer.Handle ?? throw new ArgumentException("The connection is not open.", nameof(writer));
    private Task copying = Task.CompletedTask;
    private bool isRestLeft;
    private long pages;

    /// <summary>Before a transaction begins.</summary>
    public void SeeToLog()
    {
        pages += PagesWritten();
        if (!copying.IsCompleted)
        {
            return;
        }
        if (pages >= (isRestLeft ? RestMax : PagesMin))
        {
            pages = 0;
            isRestLeft = true;
            // A thread of its own: it mostly waits for the disk, and the pool's few threads are for turns.
            copying = Task.Factory.StartNew(CopyAside, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        else if (isRestLeft)
        {
            // Not all, while somebody still reads what was before.
            isRestLeft = !Copy(database);
        }
    }

    /// <summary>Waits for what is being copied.</summary>
    public void Dispose() => Task.WaitAny(copying);

    private void CopyAside()
    {
        try
        {
            using var connection = open();
            Copy(connection.Handle);
        }
        catch (SqliteException)
        {
            // The rest is all of it then.
        }
    }

    /// <summary>True when all is copied that was in the log.</summary>
    private static bool Copy(sqlite3? database)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var copied);
        return result == raw.SQLITE_OK && copied == pages;
    }

    /// <summary>Since the last call.</summary>
    private long PagesWritten()
    {
        raw.sqlite3_db_status(database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        return written;
    }
}
