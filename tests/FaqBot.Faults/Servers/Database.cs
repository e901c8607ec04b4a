using System.Data.Common;

namespace FaqBot.Faults;

/// <summary>What the servers keep their conversations in.</summary>
public enum Provider
{
    Sqlite,
    Postgres,
}

/// <summary>What lies on the disk that a run fills.</summary>
public enum OnDisk
{
    Everything,

    /// <summary>PostgreSQL's write-ahead log alone; SQLite's lies beside its file always.</summary>
    Log,
}

/// <summary>The database under the servers of a run, fresh, and gone afterwards.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>For the server's configuration.</summary>
    public abstract IReadOnlyList<(string Key, string Value)> Settings { get; }

    /// <param name="provider">Of which kind.</param>
    /// <param name="folder">For SQLite's file.</param>
    /// <param name="disk">For as much as <paramref name="what"/> says, if it is to lie on a disk of its own.</param>
    /// <param name="what">All data, or PostgreSQL's write-ahead log alone.</param>
    public static async Task<Database> New(
        Provider provider, string folder, string? disk = null, OnDisk what = OnDisk.Everything) => provider switch
        {
            Provider.Sqlite => new SqliteDatabase(disk ?? folder),
            _ => await PostgresDatabase.New(disk, what),
        };

    /// <summary>Another one, empty, on the same server.</summary>
    /// <param name="folder">For SQLite's file; must not hold one.</param>
    public abstract Database Another(string folder);

    /// <summary>Returns once a migration has begun to work with it, or is over.</summary>
    public abstract Task AwaitMigration(Func<bool> isOver);

    /// <summary>The schema as the database itself describes it, with the scripts that it remembers; a line each.</summary>
    public abstract Task<IReadOnlyList<string>> Schema();

    /// <summary>A connection of our own beside the servers'.</summary>
    public abstract Task<DbConnection> Open();

    /// <summary>Takes the database away from the servers: they can write nothing until it is given back.</summary>
    public abstract Task TakeAway();

    public abstract Task GiveBack();

    /// <summary>Starts it again if it has ended by itself, as a service manager would; returns whether it had.</summary>
    public abstract Task<bool> Revive();

    /// <summary>Copies all of it into a folder, for a look when it is gone; no server uses it any more.</summary>
    public abstract Task Keep(string folder);

    /// <summary>Everything that is stored.</summary>
    public async Task<IReadOnlyDictionary<string, StoredConversation>> Read()
    {
        await using var connection = await Open();
        return await StoredRows.Read(connection);
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>The first column of each row, of one query after the other.</summary>
    protected async Task<IReadOnlyList<string>> Lines(params IReadOnlyList<string> queries)
    {
        await using var connection = await Open();
        var lines = new List<string>();
        foreach (var query in queries)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = query;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add(reader.GetString(0));
            }
        }
        return lines;
    }
}
