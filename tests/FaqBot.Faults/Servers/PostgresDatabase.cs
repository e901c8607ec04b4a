using System.Data.Common;
using FaqBot.Testing;
using Npgsql;

namespace FaqBot.Faults;

/// <summary>A PostgreSQL of the run's own. Taken away is it by stopping it.</summary>
internal sealed class PostgresDatabase : Database
{
    private readonly PostgresServer server;
    private readonly string connectionString;
    private readonly bool isOwner;
    private bool isKept;

    private PostgresDatabase(PostgresServer server, string connectionString, bool isOwner)
    {
        this.server = server;
        this.isOwner = isOwner;
        this.connectionString = connectionString;
        Settings = [("Storage:Provider", "Postgres"), ("ConnectionStrings:FaqBot", connectionString)];
    }

    public override IReadOnlyList<(string Key, string Value)> Settings { get; }

    public static async Task<PostgresDatabase> New(string? disk, OnDisk what)
    {
        var server = disk is null ? await PostgresServer.New() : await NewOn(disk, what);
        return new PostgresDatabase(server, server.NewDatabase(), isOwner: true);
    }

    public override Database Another(string folder) => new PostgresDatabase(server, server.NewDatabase(), isOwner: false);

    /// <remarks>Who applies scripts holds a lock.</remarks>
    public override async Task AwaitMigration(Func<bool> isOver)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;
        while (!isOver() && await command.ExecuteScalarAsync() is 0L)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    public override Task<IReadOnlyList<string>> Schema() => Lines(
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
        """,
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef",
        """
        SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1
        """,
        "SELECT script || ' ' || readable_from FROM schema_version ORDER BY version");

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

    public override Task Keep(string folder)
    {
        isKept = true;
        return server.Keep(Path.Combine(folder, "postgres"));
    }

    public override async ValueTask DisposeAsync()
    {
        if (isOwner)
        {
            await server.DisposeAsync();
        }
        else if (!isKept)
        {
            server.Drop(connectionString);
        }
    }

    /// <summary>In small pieces, so that a small disk is full of data and not of what is set aside.</summary>
    private static Task<PostgresServer> NewOn(string disk, OnDisk what)
    {
        var folder = what == OnDisk.Log ? Directory.CreateTempSubdirectory("faqbot-pg-").FullName : Path.Combine(disk, "pg");
        string[] log = what == OnDisk.Log ? ["--waldir", Path.Combine(disk, "wal")] : [];
        return PostgresServer.NewIn(folder, ["--wal-segsize=1", .. log], ("min_wal_size", "2MB"), ("max_wal_size", "8MB"));
    }
}
