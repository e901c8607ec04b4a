using FaqBot.Testing;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>How much may go to a receiver, by what became of the last ones.</summary>
public sealed class OutboxLanesTests
{
    private static readonly Carried Done = new Carried.Done();
    private static readonly Carried Away = new Carried.Failed("away");

    private readonly ManualTime time = new(DateTimeOffset.UnixEpoch);
    private readonly OutboxLanes lanes;

    public OutboxLanesTests() => lanes = new(
        Options.Create(new OutboxOptions { ParallelMax = 8, LaneParallelMax = 3, LanePauseSecondsMax = 30 }), time);

    [Fact]
    public void A_lane_gets_so_many_at_a_time()
    {
        Succeed("a");

        var begun = lanes.Begin("a");
        var during = lanes.Room("a", []);
        lanes.End(begun, Done);

        Assert.Equal((2, 3), (during, lanes.Room("a", [])));
    }

    [Fact]
    public void A_receiver_that_fails_is_left_in_peace_and_then_tried_by_one()
    {
        lanes.End(lanes.Begin("a"), Away);
        var resting = lanes.Room("a", []);
        time.Advance(TimeSpan.FromSeconds(1));
        var rested = lanes.Room("a", []);
        var probe = lanes.Begin("a");
        var probing = lanes.Room("a", []);
        lanes.End(probe, Done);

        Assert.Equal((0, 1, 0, 3), (resting, rested, probing, lanes.Room("a", [])));
    }

    [Fact]
    public void The_pauses_grow_up_to_the_longest_and_end_with_the_first_success()
    {
        var rests = Enumerable.Range(0, 9).Select(_ => Fail("a")).ToList();
        Succeed("a");

        Assert.Equal([null, null], rests.Take(2));
        Assert.InRange(rests[2]?.TotalSeconds ?? 0, 2, 4);
        Assert.All(rests.Skip(6), rest => Assert.InRange(rest?.TotalSeconds ?? 0, 15, 30));
        Assert.Null(Fail("a"));
    }

    [Fact]
    public void Those_that_fail_together_count_once()
    {
        Succeed("a");
        LaneTry[] together = [lanes.Begin("a"), lanes.Begin("a"), lanes.Begin("a")];

        var rests = together.Select(one => lanes.End(one, Away)).ToList();

        Assert.All(rests, Assert.Null);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, lanes.Room("a", []));
    }

    [Fact]
    public void A_receiver_that_asks_for_patience_is_given_it()
    {
        lanes.End(lanes.Begin("a"), new Carried.Failed("busy", TimeSpan.FromMinutes(2)));
        time.Advance(TimeSpan.FromSeconds(119));
        var before = lanes.Room("a", []);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 1), (before, lanes.Room("a", [])));
    }

    [Fact]
    public void What_is_refused_or_fails_by_itself_says_nothing_against_the_receiver()
    {
        lanes.End(lanes.Begin("a"), new Carried.Refused("nobody there"));
        lanes.End(lanes.Begin("a"), new Carried.Failed("mailbox full") { IsItsOwn = true });

        Assert.Equal(3, lanes.Room("a", []));
    }

    [Fact]
    public void Those_that_are_slow_failing_or_unknown_leave_half_to_the_others()
    {
        Succeed("quick");
        var slow = lanes.Begin("slow");
        time.Advance(TimeSpan.FromSeconds(2));
        lanes.End(slow, Done);
        lanes.Begin("slow");
        lanes.Begin("slow");
        lanes.Begin("slow");

        Assert.Equal(1, lanes.Room("unknown", []));
        Assert.Equal(0, lanes.Room("another", [Row("unknown")]));
        Assert.Equal(3, lanes.Room("quick", [Row("unknown")]));
    }

    [Fact]
    public void The_lane_without_a_name_has_no_bounds()
    {
        for (var number = 0; number < 5; number++)
        {
            lanes.End(lanes.Begin(""), Away);
            lanes.Begin("");
        }

        Assert.Equal(8, lanes.Room("", []));
        Assert.Equal(3, lanes.Room("a", []));
    }

    private void Succeed(string lane) => lanes.End(lanes.Begin(lane), Done);

    /// <summary>By a probe, where it has failed before.</summary>
    private TimeSpan? Fail(string lane)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        return lanes.End(lanes.Begin(lane), Away);
    }

    private static OutboxRow Row(string lane) =>
        new() { ConversationId = "c1", Turn = 1, Kind = "test", Payload = "", CreatedAt = default, Lane = lane };
}
