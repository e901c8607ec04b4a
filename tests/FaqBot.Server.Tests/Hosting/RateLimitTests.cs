using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

public sealed class RateLimitTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime time = new(Start);

    [Fact]
    public void A_burst_is_let_in_and_then_one_after_the_other()
    {
        var limit = new RateLimit<string>(burst: 3, perMinute: 60, time);

        var burst = Enumerable.Range(0, 4).Select(_ => limit.Take("a")).ToList();
        time.Advance(TimeSpan.FromSeconds(1));
        var later = Enumerable.Range(0, 2).Select(_ => limit.Take("a")).ToList();

        Assert.Equal([null, null, null, TimeSpan.FromSeconds(1)], burst);
        Assert.Equal([null, TimeSpan.FromSeconds(1)], later);
    }

    [Fact]
    public void Who_waits_as_told_is_let_in_and_who_asks_meanwhile_does_not_wait_longer()
    {
        var limit = new RateLimit<string>(burst: 1, perMinute: 30, time);
        limit.Take("a");

        var first = limit.Take("a");
        time.Advance(TimeSpan.FromMilliseconds(500));
        var second = limit.Take("a");
        time.Advance(second ?? TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(2), first);
        Assert.Equal(TimeSpan.FromSeconds(1.5), second);
        Assert.Null(limit.Take("a"));
    }

    [Fact]
    public void One_key_does_not_use_up_what_another_may()
    {
        var limit = new RateLimit<string>(burst: 1, perMinute: 1, time);

        Assert.Null(limit.Take("a"));
        Assert.NotNull(limit.Take("a"));
        Assert.Null(limit.Take("b"));
    }

    [Fact]
    public void A_key_that_rested_is_forgotten()
    {
        var limit = new RateLimit<int>(burst: 5, perMinute: 60, time);
        foreach (var key in Enumerable.Range(0, 5_000))
        {
            limit.Take(key);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        foreach (var key in Enumerable.Range(5_000, 6_000))
        {
            limit.Take(key);
        }

        Assert.InRange(limit.Count, 6_000, 10_000);
    }

    [Fact]
    public void A_flood_of_keys_takes_no_more_room_than_that_and_shares_one_bucket()
    {
        var limit = new RateLimit<int>(burst: 2, perMinute: 60, time);

        var refused = Enumerable.Range(0, RateLimit<int>.KeysMax + 1_000).Count(key => limit.Take(key) is not null);
        var known = limit.Take(7);
        var count = limit.Count;
        time.Advance(TimeSpan.FromSeconds(10));
        var later = limit.Take(-1);

        Assert.Equal(RateLimit<int>.KeysMax, count);
        Assert.Equal(998, refused);
        Assert.Null(known);
        Assert.Null(later);
    }

    [Fact]
    public void Over_any_time_no_more_are_let_in_than_the_burst_and_what_came_back()
    {
        var pauses = Gen.Choose(0, 3_000).ArrayOf().ToArbitrary();

        Check.QuickThrowOnFailure(Prop.ForAll(pauses, milliseconds =>
        {
            var clock = new ManualTime(Start);
            var limit = new RateLimit<string>(burst: 4, perMinute: 60, clock);
            var letIn = 0;
            foreach (var pause in milliseconds)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                letIn += limit.Take("a") is null ? 1 : 0;
            }
            var seconds = milliseconds.Sum() / 1_000;
            Assert.InRange(letIn, Math.Min(milliseconds.Length, 4), 4 + seconds + 1);
        }));
    }
}
