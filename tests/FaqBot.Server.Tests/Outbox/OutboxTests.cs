using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>What may be tried, by whom, and what becomes of it; on a real store.</summary>
public class OutboxTests : OutboxStoreTests
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private Outbox Outbox => new(Test.Store, Test.Journal, Test.Bell, Test.Time);

    [Fact]
    public async Task Of_each_conversation_only_the_oldest_is_due()
    {
        await Test.AddEffects(Kind, "c1", "c1", "c2", "c1", "c2");

        var due = await Due();

        Assert.Equal(["c1 1", "c2 3"], Names(due));
    }

    [Fact]
    public async Task The_next_is_due_once_the_former_is_done_or_given_up()
    {
        await Test.AddEffects(Kind, "c1", "c1", "c1");

        var first = await ClaimAll();
        await Outbox.Done(Assert.Single(first));
        var second = await ClaimAll();
        await Outbox.GiveUp(Assert.Single(second), "refused");
        var third = await ClaimAll();

        Assert.Equal([1, 2, 3], first.Concat(second).Concat(third).Select(claim => claim.Row.Id));
        Assert.Equal("refused", Test.Effect(2).LastError);
        Assert.NotNull(Test.Effect(2).DeadAt);
    }

    [Fact]
    public async Task Of_two_nodes_that_found_the_same_one_tries_it()
    {
        await Test.AddEffects(Kind, "c1", "c2");
        var found = await Due();

        var claims = await Task.WhenAll(Outbox.Claim(found, Life), Outbox.Claim(found, Life), Outbox.Claim(found, Life));

        Assert.Equal([1, 2], claims.SelectMany(claim => claim).Select(claim => claim.Row.Id).Order());
        Assert.All(claims.SelectMany(claim => claim), claim => Assert.Equal(1, claim.Attempt));
    }

    [Fact]
    public async Task What_is_being_tried_is_not_due_and_holds_up_what_follows_it()
    {
        await Test.AddEffects(Kind, "c1", "c1");
        await ClaimAll();

        Assert.Empty(await Due());
    }

    [Fact]
    public async Task A_dead_node_s_claim_runs_out_and_its_late_mark_changes_nothing()
    {
        await Test.AddEffects(Kind, "c1");
        var dead = Assert.Single(await ClaimAll());
        Test.Time.Advance(Life - TimeSpan.FromMilliseconds(1));
        var tooEarly = await Due();
        Test.Time.Advance(TimeSpan.FromMilliseconds(1));

        var taken = Assert.Single(await ClaimAll());
        await Outbox.GiveUp(dead, "late");
        await Outbox.Postpone(dead, "late", TimeSpan.FromDays(1));
        await Outbox.Done(taken);

        Assert.Empty(tooEarly);
        Assert.Equal(2, taken.Attempt);
        Assert.NotNull(Test.Effect(1).DoneAt);
        Assert.Null(Test.Effect(1).DeadAt);
        Assert.Null(Test.Effect(1).LastError);
    }

    [Fact]
    public async Task What_failed_waits_and_what_follows_it_waits_with_it()
    {
        await Test.AddEffects(Kind, "c1", "c1", "c2");
        var claims = await ClaimAll();

        await Outbox.Postpone(claims[0], "busy", TimeSpan.FromSeconds(10));
        await Outbox.Done(claims[1]);
        var before = await Due();
        Test.Time.Advance(TimeSpan.FromSeconds(10));
        var after = await Due();

        Assert.Empty(before);
        Assert.Equal(["c1 1"], Names(after));
        Assert.Equal("busy", Test.Effect(1).LastError);
        Assert.Equal(Test.Effect(1).DueAt, Test.Effect(2).DueAt);
    }

    [Fact]
    public async Task Each_kind_has_an_order_of_its_own()
    {
        await Test.AddEffects("other", "c1");
        await Test.AddEffects(Kind, "c1");

        Assert.Equal(["c1 2"], Names(await Due()));
        Assert.Equal(["c1 1"], Names(await Outbox.Due("other", 10, AnyRoom, CancellationToken.None)));
    }

    [Fact]
    public async Task Each_lane_has_an_order_of_its_own()
    {
        await Add(("c1", "a", 0, null), ("c1", "b", 0, null), ("c1", "b", 0, null));

        var due = await ClaimAll();
        await Outbox.Postpone(due[0], "away", TimeSpan.FromHours(1));
        await Outbox.Done(due[1]);

        Assert.Equal(["c1 1", "c1 2"], Names(due.Select(claim => claim.Row)));
        Assert.Equal(["c1 3"], Names(await Due()));
    }

    [Fact]
    public async Task What_waits_for_a_later_time_holds_up_nothing_before_it()
    {
        await Add(("c1", "a", 8, null), ("c1", "a", 0, null));

        var before = await ClaimAll();
        await Outbox.Done(before[0]);
        var between = await Due();
        Test.Time.Advance(TimeSpan.FromHours(8));
        var after = await Due();

        Assert.Equal(["c1 2"], Names(before.Select(claim => claim.Row)));
        Assert.Empty(between);
        Assert.Equal(["c1 1"], Names(after));
    }

    [Fact]
    public async Task What_failed_and_waits_holds_up_what_follows_it_also_what_comes_meanwhile()
    {
        await Add(("c1", "a", 0, null));
        await Outbox.Postpone(Assert.Single(await ClaimAll()), "away", TimeSpan.FromHours(1));
        await Add(("c1", "a", 0, null));

        Assert.Empty(await Due());
    }

    [Fact]
    public async Task Of_each_lane_as_many_are_due_as_have_room_by_turns_which_lane_is_first()
    {
        await Test.Begin("c3");
        await Add(
            ("c1", "a", 0, null), ("c2", "a", 0, null), ("c1", "b", 0, null), ("c1", "c", 1, null), ("c2", "d", 0, null),
            ("c3", "d", 0, null));

        var one = await Outbox.Due(Kind, 10, (_, _) => 1, CancellationToken.None);
        var some = await Outbox.Due(Kind, 10, (lane, _) => lane == "d" ? 2 : 0, CancellationToken.None);
        var (outbox, firsts) = (Outbox, new List<string>());
        for (var look = 0; look < 3; look++)
        {
            firsts.Add(Assert.Single(await outbox.Due(Kind, 1, AnyRoom, CancellationToken.None)).Lane);
        }

        Assert.Equal(["a 1", "b 3", "d 5"], one.Select(row => $"{row.Lane} {row.Id}").Order());
        Assert.Equal([5, 6], some.Select(row => row.Id));
        Assert.Equal(["a", "b", "d"], firsts.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_many_wait_few_are_looked_at(bool isOneConversation)
    {
        // The plan of a database that is all but empty is kept while it fills.
        await Due();
        await Due();
        await Due();
        var effects = Enumerable.Range(0, 6_000)
            .Select(number => (
                isOneConversation ? "c1" : $"d{number % 100}", number % 2 == 0 ? "a" : "b", number % 3 == 0 ? 1 : 0, (string?)null));
        for (var number = 0; number < 100; number++)
        {
            await Test.Begin($"d{number}");
        }
        foreach (var some in effects.Chunk(500))
        {
            await Add(some);
        }

        var clock = Stopwatch.StartNew();
        var due = await Outbox.Due(Kind, 10, (_, _) => 5, CancellationToken.None);

        Assert.Equal(isOneConversation ? 2 : 10, due.Count);
        // A plan that goes through all for each would take a minute.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task There_is_one_of_its_dedupe_in_its_kind_also_after_it_is_done()
    {
        await Add(
            ("c1", "a", 0, "x"), ("c1", "a", 0, "x"), ("c2", "b", 0, "x"), ("c1", "a", 0, "y"), ("c1", "a", 0, null), ("c1", "a", 0, null));
        await Outbox.Done(Assert.Single(await ClaimAll()));
        await Add(("c1", "a", 0, "x"));
        await Test.Journal.Write((db, stop) =>
            Outbox.Add(db, [Effect("c1", "a", Microseconds.Now(Test.Time), "x", "other")], stop));

        Assert.Equal(["test x", "test y", "test ", "test ", "other x"], Test.Effects().Select(row => $"{row.Kind} {row.Dedupe}"));
    }

    [Fact]
    public async Task A_turn_whose_effect_is_there_already_is_committed_without_it()
    {
        var id = new ConversationId("c1");
        OutboxRow[] all = [Effect("c1", "a", Microseconds.Now(Test.Time), "x"), Effect("c1", "a", Microseconds.Now(Test.Time), "x")];
        var later = Effect("c1", "b", Microseconds.Now(Test.Time) + Duration.FromHours(2), "y");
        await Add(("c2", "a", 0, "x"));

        var first = await Test.Journal.Commit(await Turn(id, all));
        var second = await Test.Journal.Commit(await Turn(id, all[0], later));

        Assert.Equal([CommitResult.Committed, CommitResult.Committed], [first, second]);
        Assert.Equal(["c2 a x", "c1 b y"], Test.Effects().Select(row => $"{row.ConversationId} {row.Lane} {row.Dedupe}"));
        var waiting = Test.Effects()[1];
        Assert.Equal(waiting.CreatedAt + Duration.FromHours(2), waiting.DueAt);
        Assert.Equal(waiting.DueAt, waiting.FirstDueAt);
    }

    [Fact]
    public async Task No_more_are_due_than_are_asked_for_the_oldest_first()
    {
        for (var number = 0; number < 5; number++)
        {
            await Test.Begin($"d{number}");
        }
        await Test.AddEffects(Kind, "d3", "d1", "d4", "d0", "d2");

        Assert.Equal(["d3 1", "d1 2"], Names(await Outbox.Due(Kind, 2, AnyRoom, CancellationToken.None)));
    }

    [Fact]
    public async Task What_was_given_up_is_shown_the_latest_first()
    {
        await Test.AddEffects(Kind, "c1", "c2", "c1", "c2");
        for (var round = 0; round < 2; round++)
        {
            foreach (var claim in await ClaimAll())
            {
                Test.Time.Advance(TimeSpan.FromSeconds(1));
                await Outbox.GiveUp(claim, "no");
            }
        }

        var all = await Outbox.Dead(10, CancellationToken.None);
        var latest = await Outbox.Dead(3, CancellationToken.None);

        Assert.Equal([4, 3, 2, 1], all.Select(row => row.Id));
        Assert.Equal([4, 3, 2], latest.Select(row => row.Id));
    }

    [Fact]
    public async Task What_was_given_up_and_is_revived_is_tried_as_if_it_never_had_been()
    {
        await Test.AddEffects(Kind, "c1", "c2", "c1");
        foreach (var claim in await ClaimAll())
        {
            await Outbox.GiveUp(claim, "no");
        }

        var revived = await Outbox.Revive(1, CancellationToken.None);
        var claims = await ClaimAll();

        Assert.Equal(1, revived);
        Assert.Equal((1, 1), (Assert.Single(claims).Row.Id, claims[0].Attempt));
        Assert.Equal([2], (await Outbox.Dead(10, CancellationToken.None)).Select(row => row.Id));
    }

    [Fact]
    public async Task Only_what_was_given_up_can_be_revived()
    {
        await Test.AddEffects(Kind, "c1", "c1", "c2");
        var claims = await ClaimAll();
        await Outbox.Done(claims[0]);
        await Outbox.Postpone(claims[1], "busy", TimeSpan.FromHours(1));

        var revived = new[]
        {
            await Outbox.Revive(1, CancellationToken.None), await Outbox.Revive(2, CancellationToken.None),
            await Outbox.Revive(4, CancellationToken.None), await Outbox.Revive(null, CancellationToken.None),
        };

        Assert.All(revived, count => Assert.Equal(0, count));
        Assert.Equal([1, 0, 1], Test.Effects().Select(row => row.Attempts));
    }

    [Fact]
    public async Task However_many_are_revived()
    {
        await Test.AddEffects(Kind, [.. Enumerable.Repeat("c1", 1_203)]);
        var dead = Microseconds.Now(Test.Time);
        await Test.Journal.Write((db, stop) =>
            db.Outbox.Where(row => row.Id > 3).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeadAt, dead), stop));

        Assert.Equal(1_200, await Outbox.Revive(null, CancellationToken.None));
        Assert.All(Test.Effects(), row => Assert.Null(row.DeadAt));
    }

    [Fact]
    public async Task What_was_done_or_given_up_long_ago_is_forgotten_and_nothing_else()
    {
        await Test.AddEffects(Kind, "c1", "c1", "c1", "c2");
        var first = await ClaimAll();
        await Outbox.Done(first[0]);
        await Outbox.Done(first[1]);
        await Outbox.GiveUp((await ClaimAll())[0], "no");
        Test.Time.Advance(TimeSpan.FromDays(10));
        await Outbox.Done((await ClaimAll())[0]);
        var now = Microseconds.Now(Test.Time);

        await Outbox.Forget(now - Duration.FromDays(7), now - Duration.FromDays(90), CancellationToken.None);

        Assert.Equal([2, 3], Test.Effects().Select(row => row.Id));
    }

    [Fact]
    public async Task However_many_are_forgotten()
    {
        await Test.AddEffects(Kind, [.. Enumerable.Repeat("c1", 1_203)]);
        var done = Microseconds.Now(Test.Time);
        await Test.Journal.Write((db, stop) =>
            db.Outbox.Where(row => row.Id > 3).ExecuteUpdateAsync(set => set.SetProperty(row => row.DoneAt, done), stop));
        var now = done + Duration.FromDays(1);

        await Outbox.Forget(now, now, CancellationToken.None);

        Assert.Equal([1, 2, 3], Test.Effects().Select(row => row.Id));
    }

    private Task<IReadOnlyList<OutboxRow>> Due() => Outbox.Due(Kind, 10, AnyRoom, CancellationToken.None);

    private static int AnyRoom(string lane, IReadOnlyList<OutboxRow> found) => int.MaxValue;

    private Task Add(params (string Conversation, string Lane, int HoursAhead, string? Dedupe)[] effects) =>
        Test.Journal.Write((db, stop) => Outbox.Add(
            db,
            effects.Select(one => Effect(
                one.Conversation, one.Lane, Microseconds.Now(Test.Time) + Duration.FromHours(one.HoursAhead), one.Dedupe)),
            stop));

    private OutboxRow Effect(string conversation, string lane, Instant due, string? dedupe, string kind = Kind) => new()
    {
        ConversationId = conversation,
        Turn = 1,
        Kind = kind,
        Payload = "{}",
        CreatedAt = Microseconds.Now(Test.Time),
        Lane = lane,
        Dedupe = dedupe,
        DueAt = due,
    };

    /// <summary>A turn that leaves effects and nothing else.</summary>
    private async Task<TurnCommit> Turn(ConversationId id, params OutboxRow[] effects)
    {
        var before = await Test.Store.FindConversation(id, CancellationToken.None) ?? throw new InvalidOperationException();
        return ConversationTurn.Silent(before, before.UpdatedAt) with { Outbox = effects };
    }

    private async Task<IReadOnlyList<Claim>> ClaimAll() => await Outbox.Claim(await Due(), Life);

    private static IEnumerable<string> Names(IEnumerable<OutboxRow> rows) => rows.Select(row => $"{row.ConversationId} {row.Id}");
}

/// <summary>What only a store with one writer can show.</summary>
public sealed class OutboxClaimTests
{
    [Fact]
    public async Task A_claim_lasts_from_when_it_was_made_however_long_it_waited_for_the_writer()
    {
        using var test = new TestConversations();
        await test.Begin("c1");
        await test.AddEffects("test", "c1");
        var outbox = new Outbox(test.Store, test.Journal, test.Bell, test.Time);
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayGoOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = test.Journal.Write((_, _) =>
        {
            isHeld.TrySetResult();
            return mayGoOn.Task;
        });
        await isHeld.Task;

        var claiming = outbox.Claim([test.Effect(1)], TimeSpan.FromSeconds(30));
        test.Time.Advance(TimeSpan.FromSeconds(20));
        mayGoOn.SetResult();
        await Task.WhenAll(holding, claiming);

        Assert.Equal(Microseconds.Now(test.Time) + Duration.FromSeconds(30), test.Effect(1).ClaimedUntil);
    }
}

/// <summary>Effects of a test's own.</summary>
internal static class TestEffects
{
    extension(TestConversations test)
    {
        /// <summary>One for each of the conversations, in this order.</summary>
        public Task AddEffects(string kind, params string[] conversations) => test.Journal.Write(async (db, stop) =>
        {
            foreach (var conversation in conversations)
            {
                db.Outbox.Add(new OutboxRow
                {
                    ConversationId = conversation,
                    Turn = 1,
                    Kind = kind,
                    Payload = "{}",
                    CreatedAt = Microseconds.Now(test.Time),
                });
                await db.SaveChangesAsync(stop);
            }
        });

        /// <summary>The same for a receiver.</summary>
        public Task AddEffectsFor(string lane, string kind, params string[] conversations) =>
            test.Journal.Write((db, stop) => Outbox.Add(
                db,
                conversations.Select(conversation => new OutboxRow
                {
                    ConversationId = conversation,
                    Turn = 1,
                    Kind = kind,
                    Payload = "{}",
                    CreatedAt = Microseconds.Now(test.Time),
                    Lane = lane,
                }),
                stop));

        public IReadOnlyList<OutboxRow> Effects()
        {
            using var db = test.Store.OpenDb();
            return [.. db.Outbox.OrderBy(row => row.Id)];
        }

        public OutboxRow Effect(long id) => test.Effects().Single(row => row.Id == id);
    }
}
