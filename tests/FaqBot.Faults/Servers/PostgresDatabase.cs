using System.Data.Common;
using FaqBot.Testing;
using Npgsql;

namespace FaqBot.Faults;

/// <summary>A PostgreSQL of the run's own. Taken away is it by stopping it.</summary>
internal sealed class PostgresDatabase : Database
{
    private readonly PostgresServer server;
    private readonly string connectionString;

    private PostgresDatabase(PostgresServer server, string connectionString)
    {
        this.server = server;
        this.connectionString = connectionString;
        Settings = [("Storage:Provider", "Postgres"), ("ConnectionStrings:FaqBot", connectionString)];
    }

    public override IReadOnlyList<(string Key, string Value)> Settings { get; }

    public static async Task<PostgresDatabase> New(string? disk, OnDisk what)
    {
        var server = disk is null ? await PostgresServer.New() : await NewOn(disk, what);
        return new PostgresDatabase(server, server.NewDatabase());
    }

    public override async Task<DbConnection> Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override Task TakeAway() => server.Stop();

    public override Task GiveBack() => server.Start();

    public override async Task<bool> Revive()
    {
        if (await server.IsUp())
        {
            return false;
        }
        await server.Start();
        return true;
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>In small pieces, so that a small disk is full of data and not of what is set aside.</summary>
    private static Task<PostgresServer> NewOn(string disk, OnDisk what)
    {
        var folder = what == OnDisk.Log ? Directory.CreateTempSubdirectory("faqbot-pg-").FullName : Path.Combine(disk, "pg");
        string[] log = what == OnDisk.Log ? ["--waldir", Path.Combine(disk, "wal")] : [];
        return PostgresServer.NewIn(folder, ["--wal-segsize=1", .. log], ("min_wal_size", "2MB"), ("max_wal_size", "8MB"));
    }
}
