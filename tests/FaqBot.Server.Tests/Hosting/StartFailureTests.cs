namespace FaqBot.Server.Tests;

public sealed class StartFailureTests
{
    [Fact]
    public void Two_things_that_refuse_to_start_are_both_explained()
    {
        var both = new AggregateException(new StartFailure("No database."), new StartFailure("No shops."));

        Assert.Equal($"No database.{Environment.NewLine}No shops.", StartFailure.Explain(both));
    }

    [Fact]
    public void A_fault_of_ours_among_them_keeps_its_stack_trace()
    {
        var both = new AggregateException(new StartFailure("No database."), new InvalidOperationException("A fault."));

        Assert.Null(StartFailure.Explain(both));
    }
}
