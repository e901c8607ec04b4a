using Xunit.Abstractions;

namespace FaqBot.Faults.Tests;

/// <summary>A short run of each kind; <c>docs/benchmarks/faults.md</c> has the long ones. What they measure is printed and not asserted.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Seed = 20261121;

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Killed_four_times_it_has_lost_nothing(Provider provider)
    {
        var verdict = await Run(new KillRun(Options(provider), 4).Run);

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
        var verdict = await Run(new NodesRun(Options(Provider.Postgres), kills: 2, freezes: 1).Run);

        Assert.Empty(verdict.Findings);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Without_its_database_it_refuses_to_promise_and_recovers_by_itself(Provider provider)
    {
        var verdict = await Run(new DatabaseDownRun(Options(provider), TimeSpan.FromSeconds(3), 1).Run);

        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Tally.Refused > 0, "No post was refused.");
    }

    [Fact]
    public async Task With_a_full_disk_it_refuses_to_promise_and_recovers_by_itself()
    {
        var verdict = await Run(new DiskFullRun(Options(Provider.Sqlite), TimeSpan.FromSeconds(1), 2).Run);

        // Null where this process may not mount a small disk, as is printed.
        Assert.Empty(verdict?.Findings ?? []);
        Assert.True(verdict is null or { Tally.Refused: > 0 }, "No post was refused.");
    }

    private static TrialOptions Options(Provider provider) => new() { Provider = provider, Customers = 6, Seed = Seed };

    private async Task<T> Run<T>(Func<TextWriter, Task<T>> run)
    {
        await using var printed = new StringWriter();
        var verdict = await run(printed);
        output.WriteLine(printed.ToString());
        return verdict;
    }
}
