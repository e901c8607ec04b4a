using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FaqBot.Server;

/// <summary>Brings the write-ahead log into the database's own file while the writer goes on, so that no turn waits for the copying. What is
/// written meanwhile is a short rest, which the writer copies itself; then the log is used from its beginning again. Used by the writer's
/// thread alone. Nothing depends on a checkpoint for safety: what cannot be copied now stays in the log.</summary>
/// <param name="writer">The connection that writes; it outlives this.</param>
/// <param name="open">Opens another that may write.</param>
internal sealed class SqliteCheckpoints(SqliteConnection writer, Func<SqliteConnection> open) : IDisposable
{
    /// <summary>So many pages, 16 MB, the log gathers first: a page that changes often, as those do whose customers are talking, is then copied
    /// once for many turns.</summary>
    private const long PagesMin = 4_000;

    private readonly sqlite3 database = writer.Handle ?? throw new ArgumentException("The connection is not open.", nameof(writer));
    private Task copying = Task.CompletedTask;
    private bool isRestLeft;
    private long pages;

    /// <summary>Before a transaction begins; short, whatever must be done.</summary>
    public void SeeToLog()
    {
        pages += PagesWritten();
        if (!copying.IsCompleted)
        {
            return;
        }
        if (isRestLeft)
        {
            isRestLeft = false;
            Copy(database);
            pages = 0;
        }
        else if (pages >= PagesMin)
        {
            isRestLeft = true;
            // A thread of its own: it mostly waits for the disk, and the pool's few threads are for turns.
            copying = Task.Factory.StartNew(CopyAside, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for what is being copied.</summary>
    public void Dispose() => copying.Wait();

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

    /// <summary>What readers do not need as it was. Its result does not matter, see above.</summary>
    private static void Copy(sqlite3? database) =>
        raw.sqlite3_wal_checkpoint_v2(database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <summary>Since the last call.</summary>
    private long PagesWritten()
    {
        raw.sqlite3_db_status(database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        return written;
    }
}
