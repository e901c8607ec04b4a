namespace FaqBot.Server.Tests;

public sealed class ClockWatchTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3600, 1)]
    [InlineData(-3600, 1)]
    public async Task A_clock_that_is_not_the_databases_is_told_of(int seconds, int warnings)
    {
        using var place = postgres.NewPlace();
        using var store = place.Open();
        var logger = new FakeLogger<ClockWatch>();
        using var watch = new ClockWatch(store, new LateTime(TimeSpan.FromSeconds(seconds)), logger);

        await watch.Look(CancellationToken.None);

        Assert.Equal(warnings, logger.Lines.Count);
    }

    /// <summary>The machine's time, late by so much.</summary>
    private sealed class LateTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - by;
    }
}
