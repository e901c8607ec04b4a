using Xunit.Abstractions;

namespace FaqBot.Faults.Tests;

public sealed class SqliteFaultTests(ITestOutputHelper output) : FaultTests(Provider.Sqlite, output)
{
    [Fact]
    public async Task Asked_to_end_under_load_it_does_with_0_and_says_goodbye()
    {
        var verdict = await Run(new KillRun(Options, 2, Signal.Term).Run);

        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Tally.Goodbyes > 0, "No stream was closed in order.");
    }

    [Fact]
    public async Task A_power_loss_takes_nothing_that_a_client_has_heard_of()
    {
        var verdict = await Run(new PowerLossRun(Options, messages: 60).Run);

        // Null where nothing can be recorded, as is printed.
        Assert.Empty(verdict?.Findings ?? []);
    }
}
