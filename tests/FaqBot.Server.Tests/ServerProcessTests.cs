using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Testing;
using Microsoft.Data.Sqlite;

namespace FaqBot.Server.Tests;

/// <summary>The program as the operator meets it.</summary>
[Collection(Programs.Name)]
public sealed class ServerProcessTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_becomes_ready_says_where_and_ends_when_asked()
    {
        using var server = await ServerProcess.Start(folder.FullName);

        using var live = await server.Client.GetAsync("health/live");
        var exitCode = await server.Stop();

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(0, exitCode);
        Assert.Contains($"Database: SQLite, {Path.Combine(folder.FullName, "faqbot.db")}", server.Output, StringComparison.Ordinal);
        Assert.Contains($"Ready at {server.Address}", server.Output, StringComparison.Ordinal);
        Assert.Single(server.Output.Split('\n'), line =>
            line.Contains("Stopped; all that was acknowledged is in the database.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_to_stop_while_it_still_starts_it_ends_as_well()
    {
        using var server = ServerProcess.Begin(folder.FullName, ServerProcess.FreeAddress());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        // The knowledge is compiled after that, which takes seconds.
        while (folder.GetFiles("faqbot.db").Length == 0 && !server.HasEnded)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }

        var exitCode = await server.Stop();

        Assert.True(exitCode == 0, server.Output);
        Assert.DoesNotContain("Ready at", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_ends()
    {
        var first = await ServerProcess.Run(folder.FullName, "migrate");
        var second = await ServerProcess.Run(folder.FullName, "migrate");

        Assert.Equal(
            (0, "Applied 001_journal, 002_channels, 003_files, 004_outbox, 005_customers, 006_cases, 007_outbox_lanes, 008_cases_told."),
            (first.ExitCode, first.Output.Trim()));
        Assert.Equal((0, "The schema is up to date."), (second.ExitCode, second.Output.Trim()));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("serve", "--help")]
    [InlineData("migrate", "--help")]
    public async Task Asked_for_help_it_prints_the_usage_and_does_nothing_else(params string[] args)
    {
        var (exitCode, output) = await ServerProcess.Run(folder.FullName, args);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("Usage:", output, StringComparison.Ordinal);
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public async Task An_unknown_verb_is_answered_with_the_usage()
    {
        var (exitCode, output) = await ServerProcess.Run(folder.FullName, "frobnicate");

        Assert.Equal(2, exitCode);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage:WaitingMax", "0", "WaitingMax")]
    [InlineData("Storage:Provider", "Oracle", "Storage:Provider")]
    [InlineData("Knowledge:Path", "there-is-no-such-folder", "there-is-no-such-folder")]
    [InlineData("Shops:demo:DirectLineSecrets:0", "fifteen-letters", "Shops:demo:DirectLineSecrets:0 is too short")]
    [InlineData("Shops:demo:CustomerSecrets:1", "thirty-one characters are weak.", "Shops:demo:CustomerSecrets:1 is too short")]
    [InlineData("Clock:Start", "2026-12-24T17:00:00Z", "ASPNETCORE_ENVIRONMENT=Testing")]
    [InlineData("ConnectionStrings:FaqBot", "Data Source=/dev/null/faqbot.db", "/dev/null")]
    [InlineData("Mail:Hosst", "smtp.example.com", "There is no setting Mail:Hosst. Did you mean Mail:Host?")]
    public async Task A_setting_that_makes_no_sense_stops_the_start_in_plain_words(string key, string value, string named)
    {
        var (exitCode, output) = await ServerProcess.Run(folder.FullName, "serve", (key, value));

        Assert.Equal(1, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_stops_the_start_with_one_line_that_names_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, output) = await ServerProcess.Run(folder.FullName, "serve", ("urls", $"http://{other.LocalEndpoint}"));

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use. Name another address with --urls.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("BackgroundService", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_even_a_trace_of_what_customers_say_or_of_their_tokens_is_logged()
    {
        const string secret = "secret-of-the-log-test";
        using var server = await ServerProcess.Start(
            folder.FullName, ("Logging:LogLevel:Default", "Trace"), ("Shops:demo:DirectLineSecrets:0", secret));
        var begun = await Post(server, "conversations", secret, "{}");
        var (id, token, stream) = (begun.Field("conversationId"), begun.Field("token"), begun.Field("streamUrl"));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(stream), CancellationToken.None);

        await Post(server, $"conversations/{id}/activities", token, """{"type":"message","text":"ile kosztuje zebroid"}""");
        await Post(
            server, $"conversations/{id}/activities", token, """{"type":"message","text":"zebroid","value":{"faqbot":"zebroid:1"}}""");
        await server.Stop();

        Assert.Contains("conversations/{id}/activities", server.Output, StringComparison.Ordinal);
        foreach (var word in new[] { "zebroid", "t=", token, secret })
        {
            Assert.DoesNotContain(word, server.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_bad_edit_is_printed_once_and_logged_to_the_file()
    {
        var knowledge = folder.CreateSubdirectory("knowledge").CreateSubdirectory("tiny");
        var shop = Path.Combine(knowledge.FullName, "shop.yaml");
        await File.WriteAllTextAsync(shop, TinyShop.ShopYaml);
        var log = Path.Combine(folder.FullName, "faqbot-.log");
        using var server =
            await ServerProcess.Start(folder.FullName, ("Knowledge:Path", Path.Combine(folder.FullName, "knowledge")), ("Logs:File", log));

        await File.WriteAllTextAsync(shop, "name: [");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!server.Output.Contains("the old knowledge keeps serving", StringComparison.Ordinal))
        {
            await look.WaitForNextTickAsync(patience.Token);
        }
        await server.Stop();

        var logged = await File.ReadAllTextAsync(Assert.Single(folder.GetFiles("faqbot-*.log")).FullName);
        var finding = server.Output.Split('\n').First(line => line.Contains("shop.yaml:", StringComparison.Ordinal));
        // Outside of the folder that the server was started in.
        Assert.StartsWith(shop, finding, StringComparison.Ordinal);
        Assert.Single(server.Output.Split('\n'), line => line.Contains(finding, StringComparison.Ordinal));
        Assert.Contains(finding, logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_set_before_what_is_stored_is_refused_and_one_after_it_runs()
    {
        await ServerProcess.Run(folder.FullName, "migrate");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "faqbot.db")};Pooling=False"))
        await using (var command = connection.CreateCommand())
        {
            await connection.OpenAsync();
            command.CommandText = "INSERT INTO conversations VALUES ('c', 'demo', 'u', 'pl', 1, 0, 1798131600000000, '{}', 0, 0, 0, NULL)";
            await command.ExecuteNonQueryAsync();
        }
        (string, string) testing = ("ASPNETCORE_ENVIRONMENT", "Testing");

        var (exitCode, output) = await ServerProcess.Run(folder.FullName, "serve", testing, ("Clock:Start", "2026-12-24T16:59:00Z"));
        using var server = await ServerProcess.Start(folder.FullName, testing, ("Clock:Start", "2026-12-24T17:00:01Z"));

        Assert.Equal(1, exitCode);
        Assert.Contains("2026-12-24T17:00:00Z", output, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> Post(ServerProcess server, string path, string bearer, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v3/directline/{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await server.Client.SendAsync(request);
        return await DirectLineServer.ReadJson(answer.EnsureSuccessStatusCode());
    }
}
