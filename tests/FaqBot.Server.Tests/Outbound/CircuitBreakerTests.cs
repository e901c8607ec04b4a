namespace FaqBot.Server.Tests;

public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    private readonly SteppedTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly CircuitBreaker breaker;

    public CircuitBreakerTests() => breaker = new CircuitBreaker(failuresMax: 3, Rest, time);

    [Fact]
    public void Failures_count_only_in_a_row()
    {
        foreach (var isWell in new[] { false, false, true, false, false })
        {
            Assert.True(breaker.TryBegin());
            breaker.End(isWell);
        }

        Assert.True(breaker.TryBegin());
    }

    [Fact]
    public void After_its_rest_one_tries_and_the_others_wait_for_what_comes_of_it()
    {
        Fail(3);
        time.Advance(Rest - TimeSpan.FromTicks(1));
        var early = breaker.TryBegin();
        time.Advance(TimeSpan.FromTicks(1));

        var (first, second) = (breaker.TryBegin(), breaker.TryBegin());
        breaker.End(isWell: false);
        var afterFailure = breaker.TryBegin();
        time.Advance(Rest);
        var again = breaker.TryBegin();
        breaker.End(isWell: true);

        Assert.Equal((false, true, false, false, true), (early, first, second, afterFailure, again));
        Assert.True(breaker.TryBegin());
        Assert.True(breaker.TryBegin());
    }

    [Fact]
    public void Who_began_before_it_rested_may_end_it()
    {
        Assert.True(breaker.TryBegin());
        Fail(3);

        breaker.End(isWell: true);

        Assert.True(breaker.TryBegin());
    }

    private void Fail(int count)
    {
        for (var number = 0; number < count; number++)
        {
            Assert.True(breaker.TryBegin());
            breaker.End(isWell: false);
        }
    }
}
