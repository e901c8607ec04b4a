using FaqBot.Testing;
using Npgsql;

namespace FaqBot.Server.Tests;

/// <summary>What the tests on PostgreSQL stand on.</summary>
public sealed class PostgresServerTests
{
    [Fact]
    public async Task It_keeps_what_was_committed_when_it_is_stopped_or_crashes()
    {
        await using var server = await PostgresServer.New();
        var place = server.NewDatabase();
        await Ask(place, "CREATE TABLE kept (number int)");

        await Ask(place, "INSERT INTO kept VALUES (1)");
        await server.Stop();
        await server.Start();
        await Ask(place, "INSERT INTO kept VALUES (2)");
        await server.Kill();
        await server.Start();

        Assert.Equal(3L, await Ask(place, "SELECT sum(number) FROM kept"));
    }

    [Fact]
    public async Task Each_database_is_a_fresh_one()
    {
        await using var server = await PostgresServer.New(("fsync", "off"));
        await Ask(server.NewDatabase(), "CREATE TABLE kept (number int)");

        var tables = await Ask(server.NewDatabase(), "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'");

        Assert.Equal(0L, tables);
    }

    private static async Task<object?> Ask(string place, string text)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync();
    }
}
