using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FaqBot.Faults;

/// <summary>A file in a folder of the run's. Taken away is it by a lock that another process holds, as a careless back-up would.</summary>
internal sealed class SqliteDatabase(string folder) : Database
{
    private readonly string place = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "faqbot.db"), Pooling = false }.ConnectionString;
    private SqliteConnection? locker;

    public override IReadOnlyList<(string Key, string Value)> Settings { get; } = [];

    public override async Task<DbConnection> Open()
    {
        var connection = new SqliteConnection(place);
        await connection.OpenAsync();
        return connection;
    }

    public override async Task TakeAway()
    {
        locker = new SqliteConnection(place);
        await locker.OpenAsync();
        await Execute(locker, "BEGIN EXCLUSIVE");
    }

    public override async Task GiveBack()
    {
        if (locker is not null)
        {
            await Execute(locker, "ROLLBACK");
            await locker.DisposeAsync();
            locker = null;
        }
    }

    public override Task<bool> Revive() => Task.FromResult(false);

    public override async ValueTask DisposeAsync() => await GiveBack();

    private static async Task Execute(SqliteConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }
}
