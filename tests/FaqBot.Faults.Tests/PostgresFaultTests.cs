using Xunit.Abstractions;

namespace FaqBot.Faults.Tests;

public sealed class PostgresFaultTests(ITestOutputHelper output) : FaultTests(Provider.Postgres, output)
{
    [Fact]
    public async Task One_node_of_two_can_die_or_stand_still()
    {
        var verdict = await Run(new NodesRun(Options, kills: 1, freezes: 1).Run);

        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public async Task Its_database_gone_and_back_while_nobody_writes_it_writes_again()
    {
        var verdict = await Run(new DatabaseDownRun(Options, TimeSpan.FromSeconds(1), times: 1, isQuiet: true).Run);

        Assert.Empty(verdict.Findings);
    }
}
