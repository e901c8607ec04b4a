using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Faults.Tests;

/// <summary>A short run of each kind; <c>docs/benchmarks/faults.md</c> has the long ones. What they measure is printed and not asserted.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Seed = 20261121;

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Killed_three_times_it_has_lost_nothing(Provider provider)
    {
        var verdict = await Run(new KillRun(Options(provider), 3).Run);

        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Tally.Repeated > 0, "Nobody noticed the kills.");
    }

    [Fact]
    public async Task Asked_to_end_under_load_it_does_with_0_and_says_goodbye()
    {
        var verdict = await Run(new KillRun(Options(Provider.Sqlite), 2, Signal.Term).Run);

        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Tally.Goodbyes > 0, "No stream was closed in order.");
    }

    [Fact]
    public async Task One_node_of_two_can_die_or_stand_still()
    {
        var verdict = await Run(new NodesRun(Options(Provider.Postgres), kills: 1, freezes: 1).Run);

        Assert.Empty(verdict.Findings);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Without_its_database_it_refuses_to_promise_and_recovers_by_itself(Provider provider)
    {
        var verdict = await Run(new DatabaseDownRun(Options(provider), TimeSpan.FromSeconds(3), times: 1, isQuiet: false).Run);

        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Tally.Refused > 0, "No post was refused.");
    }

    [Fact]
    public async Task Its_database_gone_and_back_while_nobody_writes_it_writes_again()
    {
        var verdict = await Run(new DatabaseDownRun(Options(Provider.Postgres), TimeSpan.FromSeconds(1), times: 1, isQuiet: true).Run);

        Assert.Empty(verdict.Findings);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task With_a_full_disk_it_refuses_to_promise_and_recovers_by_itself(Provider provider)
    {
        var verdict = await Run(new DiskFullRun(Options(provider), TimeSpan.FromSeconds(1), 1).Run);

        // Null where this process may not mount a small disk, as is printed.
        Assert.Empty(verdict?.Findings ?? []);
        Assert.True(verdict is null or { Tally.Refused: > 0 }, "No post was refused.");
    }

    [Fact]
    public async Task A_power_loss_takes_nothing_that_a_client_has_heard_of()
    {
        var verdict = await Run(new PowerLossRun(Options(Provider.Sqlite), messages: 60).Run);

        // Null where nothing can be recorded, as is printed.
        Assert.Empty(verdict?.Findings ?? []);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task A_migration_that_was_killed_is_finished_by_the_next(Provider provider)
    {
        var findings = await Run(new MigrateRun(provider, kills: 3, Seed).Run);

        Assert.Equal(0, findings);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task A_store_newer_than_the_program_is_refused_with_the_version_that_it_needs(Provider provider)
    {
        var folder = Directory.CreateTempSubdirectory("faqbot-test-");
        await using var database = await Database.New(provider, folder.FullName);
        await ServerProcess.Run(folder.FullName, "migrate", [.. database.Settings]);
        await using var connection = await database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO schema_version (version, script, readable_from, applied_at) VALUES (999, '999_future', 998, 0)";
        await command.ExecuteNonQueryAsync();
        var before = await database.Schema();

        var (exitCode, printed) = await ServerProcess.Run(folder.FullName, "serve", [.. database.Settings]);

        Assert.Equal(1, exitCode);
        Assert.Contains("needs a program that knows schema 998", printed, StringComparison.Ordinal);
        Assert.Equal(before, await database.Schema());
        folder.Delete(recursive: true);
    }

    private static TrialOptions Options(Provider provider) => new() { Provider = provider, Customers = 4, Messages = 40, Seed = Seed };

    private async Task<T> Run<T>(Func<TextWriter, CancellationToken, Task<T>> run)
    {
        await using var printed = new StringWriter();
        var verdict = await run(printed, CancellationToken.None);
        output.WriteLine(printed.ToString());
        return verdict;
    }
}
