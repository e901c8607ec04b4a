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

    public static async Task<PostgresDatabase> New()
    {
        var server = await PostgresServer.New();
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

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
