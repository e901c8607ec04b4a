using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Faults.Tests;

/// <summary>A short run of each kind; <c>docs/benchmarks/faults.md</c> has the long ones. What they measure is printed and not asserted.
/// The stores have a class each, which run beside each other.</summary>
public abstract class FaultTests(Provider provider, ITestOutputHelper output)
{
    private const int Seed = 20261121;

    private protected TrialOptions Options { get; } = new() { Provider = provider, Customers = 4, Messages = 40, Seed = Seed };

    [Fact]
    public async Task Killed_twice_it_has_lost_nothing()
    {
        var verdict = await Run(new KillRun(Options, 2).Run);

        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Tally.Repeated > 0, "Nobody noticed the kills.");
    }

    [Fact]
    public async Task Without_its_database_it_refuses_to_promise_and_recovers_by_itself()
    {
        var verdict = await Run(new DatabaseDownRun(Options, TimeSpan.FromSeconds(3), times: 1, isQuiet: false).Run);

        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Tally.Refused > 0, "No post was refused.");
    }

    [Fact]
    public async Task With_a_full_disk_it_refuses_to_promise_and_recovers_by_itself()
    {
        var verdict = await Run(new DiskFullRun(Options, TimeSpan.FromSeconds(1), 1).Run);

        // Null where this process may not mount a small disk, as is printed.
        Assert.Empty(verdict?.Findings ?? []);
        Assert.True(verdict is null or { Tally.Refused: > 0 }, "No post was refused.");
    }

    [Fact]
    public async Task A_migration_that_was_killed_is_finished_by_the_next()
    {
        var findings = await Run(new MigrateRun(provider, kills: 2, Seed).Run);

        Assert.Equal(0, findings);
    }

    [Fact]
    public async Task A_store_newer_than_the_program_is_refused_with_the_version_that_it_needs()
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

    private protected async Task<T> Run<T>(Func<TextWriter, CancellationToken, Task<T>> run)
    {
        await using var printed = new StringWriter();
        var verdict = await run(printed, CancellationToken.None);
        output.WriteLine(printed.ToString());
        return verdict;
    }
}
