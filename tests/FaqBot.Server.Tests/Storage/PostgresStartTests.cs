using FaqBot.Testing;
using Npgsql;

namespace FaqBot.Server.Tests;

/// <summary>The program as the operator meets it, on PostgreSQL.</summary>
[Collection(Programs.Name)]
public sealed class PostgresStartTests(PostgresFixture postgres) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Migrate_makes_the_schema_and_the_server_starts_on_it()
    {
        using var place = postgres.NewPlace();
        var migrated = await ServerProcess.Run(folder.FullName, "migrate", place.Settings);

        using var server = await ServerProcess.Start(folder.FullName, place.Settings);

        Assert.StartsWith("Applied 001_journal, ", migrated.Output, StringComparison.Ordinal);
        Assert.True(await server.Stop() == 0, server.Output);
        Assert.Contains("Database: PostgreSQL, 127.0.0.1:", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", server.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Port=1", "127.0.0.1:1 cannot be reached")]
    [InlineData("Password=not-the-password", "Correct user and password")]
    [InlineData("Username=nobody-we-know", "Correct user and password")]
    [InlineData("Database=no_such_place", "CREATE DATABASE no_such_place")]
    [InlineData("Data Source=data/faqbot.db", "Host=")]
    public async Task A_database_that_cannot_be_used_stops_the_start_in_plain_words(string change, string named)
    {
        using var place = postgres.NewPlace();
        var stated = place.Settings.Single(setting => setting.Key == "ConnectionStrings:FaqBot").Value;

        var (exitCode, output) = await ServerProcess.Run(
            folder.FullName, "serve", [.. place.Settings, ("ConnectionStrings:FaqBot", $"{stated};{change}")]);

        Assert.Equal(1, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(new NpgsqlConnectionStringBuilder(stated).Password ?? "?", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_not_make_tables_stops_the_start_in_plain_words()
    {
        using var place = postgres.NewPlace();
        place.Execute("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD 'readers-password'");
        var stated = place.Settings.Single(setting => setting.Key == "ConnectionStrings:FaqBot").Value;

        var (exitCode, output) = await ServerProcess.Run(
            folder.FullName, "serve",
            [.. place.Settings, ("ConnectionStrings:FaqBot", $"{stated};Username=reader;Password=readers-password")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("may not make tables", output, StringComparison.Ordinal);
        Assert.DoesNotContain("readers-password", output, StringComparison.Ordinal);
    }
}
