using System.Data.Common;
using FaqBot.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FaqBot.Server.Tests;

/// <summary>Where a test's store lies: an empty database of its own.</summary>
internal abstract class TestPlace : IDisposable
{
    private readonly Lazy<DirectoryInfo> folder = new(() => Directory.CreateTempSubdirectory("faqbot-test-"));

    /// <summary>For files, gone afterwards.</summary>
    public string Folder => folder.Value.FullName;

    /// <summary>Breaks the connection, or makes it useless, in the middle of a job.</summary>
    public abstract string Outage { get; }

    /// <summary>The settings of a server on it.</summary>
    public abstract (string Key, string Value)[] Settings { get; }

    public abstract Store Open();

    /// <summary>Past everything of ours, to look at the database or to spoil it.</summary>
    public abstract DbConnection OpenConnection();

    public virtual void Dispose()
    {
        if (folder.IsValueCreated)
        {
            folder.Value.Delete(recursive: true);
        }
    }

    public void Execute(string text)
    {
        using var connection = OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query as texts.</summary>
    public List<string[]> Query(string text)
    {
        using var connection = OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(field => $"{reader.GetValue(field)}")]);
        }
        return rows;
    }
}

internal sealed class SqlitePlace : TestPlace
{
    public override string Outage => "PRAGMA query_only = 1; INSERT INTO signing_keys VALUES ('k', x'00', 0)";

    public override (string Key, string Value)[] Settings => [("ConnectionStrings:FaqBot", ConnectionString)];

    private string ConnectionString => $"Data Source={Path.Combine(Folder, "test.db")};Pooling=False";

    public override Store Open() => new SqliteStore(ConnectionString);

    public override DbConnection OpenConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }
}

/// <param name="server">Where it lies.</param>
/// <param name="more">Of the connection string, e.g. <c>;Password=wrong</c>.</param>
internal sealed class PostgresPlace(PostgresServer server, string more = "") : TestPlace
{
    private readonly string connectionString = server.NewDatabase();

    public override string Outage => "SELECT pg_terminate_backend(pg_backend_pid())";

    public override (string Key, string Value)[] Settings =>
        [("Storage:Provider", nameof(StorageProvider.Postgres)), ("ConnectionStrings:FaqBot", connectionString)];

    public override Store Open() => new PostgresStore(connectionString + more);

    public override DbConnection OpenConnection()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public override void Dispose()
    {
        base.Dispose();
        server.Drop(connectionString);
    }
}
