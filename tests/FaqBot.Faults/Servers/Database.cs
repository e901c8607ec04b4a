using System.Data.Common;

namespace FaqBot.Faults;

/// <summary>What the servers keep their conversations in.</summary>
public enum Provider
{
    Sqlite,
    Postgres,
}

/// <summary>The database under the servers of a run, fresh, and gone afterwards.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>For the server's configuration.</summary>
    public abstract IReadOnlyList<(string Key, string Value)> Settings { get; }

    public static async Task<Database> New(Provider provider, string folder) => provider switch
    {
        Provider.Sqlite => new SqliteDatabase(folder),
        _ => await PostgresDatabase.New(),
    };

    /// <summary>A connection of our own beside the servers'.</summary>
    public abstract Task<DbConnection> Open();

    /// <summary>Takes the database away from the servers: they can write nothing until it is given back.</summary>
    public abstract Task TakeAway();

    public abstract Task GiveBack();

    /// <summary>Everything that is stored.</summary>
    public async Task<IReadOnlyDictionary<string, StoredConversation>> Read()
    {
        await using var connection = await Open();
        return await StoredRows.Read(connection);
    }

    public abstract ValueTask DisposeAsync();
}
