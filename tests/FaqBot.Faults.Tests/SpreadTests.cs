namespace FaqBot.Faults.Tests;

/// <summary>Times are findings where they are longer than they may be, and nowhere else.</summary>
public sealed class SpreadTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    private readonly Spread spread = new("from here to there", Bound);

    [Fact]
    public void What_took_longer_than_it_may_is_found_and_counted()
    {
        spread.Add(TimeSpan.FromSeconds(1));
        spread.Add(TimeSpan.FromSeconds(3));
        spread.Add(TimeSpan.FromSeconds(4));

        var finding = Assert.Single(spread.Late);

        Assert.Equal(Fault.Late, finding.Fault);
        Assert.Equal("from here to there: 2 of 3 took longer than 2.0 s, the longest 4.0 s", finding.Detail);
    }

    [Fact]
    public void What_took_as_long_as_it_may_is_no_finding()
    {
        spread.Add(Bound);

        Assert.Empty(spread.Late);
    }

    [Fact]
    public void What_never_came_is_late_when_it_was_looked_for_longer_than_it_may_take()
    {
        spread.Add(null, over: TimeSpan.FromSeconds(1));
        Assert.Empty(spread.Late);

        spread.Add(null, over: TimeSpan.FromSeconds(10));
        Assert.Single(spread.Late);
    }
}
