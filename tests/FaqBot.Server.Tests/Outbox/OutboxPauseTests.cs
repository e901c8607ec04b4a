using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

public sealed class OutboxPauseTests
{
    private static readonly OutboxOptions Options = new() { PauseMilliseconds = 1_000, PauseSecondsMax = 600 };

    [Theory]
    [InlineData(1, 0.0, 0.5)]
    [InlineData(1, 1.0, 1)]
    [InlineData(2, 1.0, 2)]
    [InlineData(5, 0.5, 12)]
    [InlineData(10, 1.0, 512)]
    [InlineData(11, 1.0, 600)]
    [InlineData(1_000, 0.0, 300)]
    public void A_pause_doubles_up_to_the_longest(int attempt, double chance, double seconds)
    {
        Assert.Equal(seconds, OutboxPause.After(Options, attempt, chance, null).TotalSeconds, 3);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3_600, 3_600)]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    public void Who_asks_for_more_is_given_it(int asked, double seconds)
    {
        Assert.Equal(seconds, OutboxPause.After(Options, 1, 1, TimeSpan.FromSeconds(asked)).TotalSeconds, 3);
    }

    [Fact]
    public void A_pause_is_never_without_length_nor_past_the_longest()
    {
        var attempts = Gen.Choose(1, int.MaxValue);
        var chances = Gen.Choose(0, 1_000).Select(permille => permille / 1_000.0);
        var both = from attempt in attempts from chance in chances select (attempt, chance);

        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(both), pair =>
            OutboxPause.After(Options, pair.attempt, pair.chance, null).TotalSeconds is >= 0.5 and <= 600));
    }
}
