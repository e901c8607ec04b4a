using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FaqBot.Faults;

/// <summary>A file in a folder of the run's. Taken away is it by a lock that another process holds, as a careless back-up would.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>Those beside it begin with the same.</summary>
    public const string FileName = "faqbot.db";

    private readonly string file;
    private readonly string place;
    private SqliteConnection? locker;

    public SqliteDatabase(string folder)
    {
        file = Path.Combine(folder, FileName);
        place = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;
    }

    public override IReadOnlyList<(string Key, string Value)> Settings { get; } = [];

    public override Database Another(string folder) => new SqliteDatabase(folder);

    /// <remarks>The log is there as long as anybody has the file open, and after a kill until somebody has opened and closed it.</remarks>
    public override async Task AwaitMigration(Func<bool> isOver)
    {
        while (!isOver() && !File.Exists($"{file}-wal"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    public override Task<IReadOnlyList<string>> Schema() => Lines(
        "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY type, name",
        "SELECT script || ' ' || readable_from FROM schema_version ORDER BY version");

    /// <summary>What SQLite finds wrong with the file.</summary>
    public async Task<IEnumerable<string>> FindDamage() => (await Lines("PRAGMA integrity_check")).Where(line => line != "ok");

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

    public override Task Keep(string folder)
    {
        foreach (var part in Directory.EnumerateFiles(Path.GetDirectoryName(file) ?? "", $"{FileName}*"))
        {
            var copy = Path.Combine(folder, Path.GetFileName(part));
            if (copy != part)
            {
                File.Copy(part, copy);
            }
        }
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync() => await GiveBack();

    private static async Task Execute(SqliteConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }
}
