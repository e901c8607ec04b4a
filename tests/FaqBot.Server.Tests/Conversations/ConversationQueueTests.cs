using System.Text;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server.Tests;

public class ConversationQueueTests : StoreTests
{
    [Fact]
    public async Task A_start_greets_and_a_second_start_does_nothing()
    {
        using var test = New();
        var id = new ConversationId("c1");

        var first = await test.Queue.Start(id, TestConversations.Shop, "dl_customer", "en-GB", CancellationToken.None);
        var second = await test.Queue.Start(id, TestConversations.Shop, "dl_customer", "pl", CancellationToken.None);

        Assert.True(first);
        Assert.False(second);
        Assert.Equal(2, test.Activities(id).Count);
        Assert.Equal("en", (await test.Log.Find(id, CancellationToken.None))?.Language);
    }

    [Fact]
    public async Task Starts_that_race_greet_once()
    {
        using var test = New();
        var other = test.NewQueue(FakeTurns.Echo);
        var id = new ConversationId("c1");

        var began = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
            (number % 2 == 0 ? test.Queue : other).Start(id, TestConversations.Shop, "dl_customer", null, CancellationToken.None))));

        Assert.Single(began, isNew => isNew);
        Assert.Equal(2, test.Activities(id).Count);
    }

    [Fact]
    public async Task A_shop_that_there_is_not_cannot_be_started()
    {
        using var test = New();

        var start = test.Queue.Start(new ConversationId("c1"), "other", "dl_customer", null, CancellationToken.None);

        await Assert.ThrowsAsync<ArgumentException>(() => start);
    }

    [Fact]
    public async Task The_customers_activity_comes_first_and_the_reply_follows()
    {
        using var test = New();
        var id = await test.Begin();

        var result = await test.Post(id, "Ile kosztuje wysyłka?", "a-1");

        Assert.Equal("c1|0000003", Assert.IsType<PostResult.Recorded>(result).ActivityId);
        Assert.Equal(
            [(1, "bot", null), (2, "bot", null), (3, "dl_customer", "a-1"), (4, "bot", null)],
            test.Activities(id).Select(row => (row.Sequence, row.Sender, row.ClientActivityId)));
    }

    [Fact]
    public async Task Timestamps_rise_by_a_millisecond_though_the_clock_stands_or_goes_back()
    {
        using var test = New();
        var id = await test.Begin();
        await test.Post(id, "one");
        test.Time.Advance(TimeSpan.FromHours(-1));
        await test.Post(id, "two");

        var timestamps = test.Activities(id).Select(row => row.Timestamp).ToList();

        var start = Instant.FromUtc(2026, 11, 21, 12, 0);
        Assert.Equal(Enumerable.Range(0, 6).Select(step => start + Duration.FromMilliseconds(step)), timestamps);
    }

    [Fact]
    public async Task Parallel_posts_leave_no_gap_and_lose_nothing()
    {
        using var test = New();
        var id = await test.Begin();

        var results =
            await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Task.Run(() => test.Post(id, $"message {number}", $"a-{number}"))));

        var rows = test.Activities(id);
        Assert.Equal(Enumerable.Range(1, 2 + (32 * 2)).Select(sequence => (long)sequence), rows.Select(row => row.Sequence));
        Assert.Equal(32, results.Select(TestConversations.Sequence).Distinct().Count());
        Assert.All(rows.Skip(2).Chunk(2), pair => Assert.Equal(["dl_customer", "bot"], pair.Select(row => row.Sender)));
        Assert.Equal(Enumerable.Range(1, 33), test.Turns(id).Select(turn => turn.Turn));
    }

    [Fact]
    public async Task Parallel_conversations_are_each_in_order()
    {
        using var test = New();
        var ids = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => test.Begin($"c{number}")));

        await Task.WhenAll(ids.Select(id => Task.Run(async () =>
        {
            for (var number = 0; number < 10; number++)
            {
                await test.Post(id, $"m{number}", $"a-{number}");
            }
        })));

        Assert.All(ids, id => Assert.Equal(
            Enumerable.Range(0, 10).Select(number => $"a-{number}"),
            test.Activities(id).Select(row => row.ClientActivityId).OfType<string>()));
    }

    [Fact]
    public async Task The_same_client_activity_in_parallel_is_one_turn_whichever_node_takes_it()
    {
        using var test = New();
        var other = test.NewQueue(FakeTurns.Echo);
        var id = await test.Begin();

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Task.Run(() =>
            (number % 2 == 0 ? test.Queue : other).Post(TestConversations.Message(id, "hello", "a-1"), CancellationToken.None))));

        Assert.All(results, result => Assert.Equal(3, TestConversations.Sequence(result)));
        Assert.Equal(4, test.Activities(id).Count);
    }

    [Fact]
    public async Task Two_nodes_that_alternate_on_one_conversation_keep_it_in_order()
    {
        using var test = New();
        var nodes = new[] { test.Queue, test.NewQueue(FakeTurns.Echo) };
        var id = await test.Begin();

        await Task.WhenAll(nodes.Select((node, index) => Task.Run(async () =>
        {
            for (var number = 0; number < 20; number++)
            {
                var message = TestConversations.Message(id, "hello", $"{index}-{number}");
                while (await node.Post(message, CancellationToken.None) is PostResult.Busy)
                {
                    // The other node was ahead too often; a client tries again.
                }
            }
        })));

        var rows = test.Activities(id);
        Assert.Equal(Enumerable.Range(1, 2 + (40 * 2)).Select(sequence => (long)sequence), rows.Select(row => row.Sequence));
        Assert.Equal(Enumerable.Range(1, 41), test.Turns(id).Select(turn => turn.Turn));
    }

    [Fact]
    public async Task The_same_client_activity_later_gets_the_recorded_id_even_after_the_end()
    {
        using var test = New();
        var id = await test.Begin();
        await test.Post(id, "hello", "a-1");
        var end = TestConversations.Message(id, "", "a-2") with { Event = new TurnEvent.Ended() };
        await test.Queue.Post(end, CancellationToken.None);

        var again = await test.Post(id, "hello", "a-1");
        var endAgain = await test.Queue.Post(end, CancellationToken.None);

        Assert.Equal(3, TestConversations.Sequence(again));
        Assert.Equal(5, TestConversations.Sequence(endAgain));
    }

    [Fact]
    public async Task The_same_client_activity_id_of_another_sender_or_conversation_is_another_activity()
    {
        using var test = New();
        var one = await test.Begin();
        var two = await test.Begin("c2");
        await test.Post(one, "hello", "a-1");

        await test.Post(two, "hello", "a-1");
        await test.Queue.Post(TestConversations.Message(one, "hello", "a-1") with { Sender = "dl_other" }, CancellationToken.None);

        Assert.Equal(6, test.Activities(one).Count);
        Assert.Equal(4, test.Activities(two).Count);
    }

    [Fact]
    public async Task An_ended_conversation_takes_nothing_more_but_can_be_read()
    {
        using var test = New();
        var id = await test.Begin();
        await test.Queue.Post(TestConversations.Message(id, "") with { Event = new TurnEvent.Ended() }, CancellationToken.None);

        var result = await test.Post(id, "hello?");

        Assert.IsType<PostResult.Ended>(result);
        Assert.True((await test.Log.Find(id, CancellationToken.None))?.IsEnded);
        Assert.Equal(3, (await test.Log.Read(id, 0, 100, CancellationToken.None)).Watermark);
    }

    [Fact]
    public async Task A_conversation_that_never_began_or_whose_shop_is_gone_is_not_found()
    {
        using var test = New();
        var id = await test.Begin();

        var never = await test.Post(new ConversationId("c2"), "hello");
        test.Knowledge.Swap(TestKnowledge.Of("other"));
        var gone = await test.Post(id, "hello");

        Assert.IsType<PostResult.NotFound>(never);
        Assert.IsType<PostResult.NotFound>(gone);
    }

    [Fact]
    public async Task A_turn_that_throws_keeps_the_message_apologises_and_is_logged_without_the_text()
    {
        using var test = New(FakeTurns.Brittle);
        var id = await test.Begin();

        var result = await test.Post(id, "break my secret");
        await test.Post(id, "after");

        Assert.Equal(3, TestConversations.Sequence(result));
        Assert.Equal(["bot", "bot", "dl_customer", "bot", "dl_customer", "bot"], test.Activities(id).Select(row => row.Sender));
        Assert.Equal(["unknown", "failed", "unknown"], test.Turns(id).Select(turn => turn.Outcome));
        var line = Assert.Single(test.TurnLogger.Lines);
        Assert.Contains("c1", line, StringComparison.Ordinal);
        Assert.Contains("FormatException", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apology_that_throws_keeps_the_message_too_and_is_logged_without_the_text()
    {
        using var test = New();
        var id = await test.Begin();
        var queue = Speechless(test);

        var result = await queue.Post(TestConversations.Message(id, "break my secret"), CancellationToken.None);

        Assert.Equal(3, TestConversations.Sequence(result));
        Assert.Equal(["bot", "bot", "dl_customer"], test.Activities(id).Select(row => row.Sender));
        Assert.Equal("failed", test.Turns(id)[^1].Outcome);
        Assert.Equal(2, test.TurnLogger.Lines.Count);
        Assert.DoesNotContain("secret", string.Join('\n', test.TurnLogger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_is_one_even_if_the_turn_and_its_apology_throw()
    {
        using var test = New();
        var id = await test.Begin();

        await Speechless(test).Post(TestConversations.Message(id, "") with { Event = new TurnEvent.Ended() }, CancellationToken.None);

        Assert.True((await test.Log.Find(id, CancellationToken.None))?.IsEnded);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_keeps_the_message_and_the_conversation_goes_on()
    {
        using var test = New();
        var id = await test.Begin();
        await test.Journal.Write((db, stop) =>
            db.Conversations.ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, "{\"turn\":\"my secret\"}")
                    .SetProperty(row => row.Version, row => row.Version + 1),
                stop));

        await test.Post(id, "first");
        await test.Post(id, "second");

        Assert.Equal(["unknown", "failed", "unknown"], test.Turns(id).Select(turn => turn.Outcome));
        Assert.Equal("dl_customer", test.Activities(id)[2].Sender);
        Assert.DoesNotContain("secret", Assert.Single(test.TurnLogger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_after_one_of_this_node_reads_nothing()
    {
        using var test = New();
        var id = await test.Begin();

        test.Store.Dispose();
        var result = await test.Post(id, "hello", "a-1");

        Assert.Equal(3, TestConversations.Sequence(result));
    }

    [Fact]
    public async Task What_this_node_remembers_of_a_conversation_is_not_believed_when_another_has_gone_on()
    {
        using var test = New();
        var other = test.NewQueue(FakeTurns.Echo);
        var id = await test.Begin();
        await other.Post(TestConversations.Message(id, "there", "a-1"), CancellationToken.None);

        var repeated = await test.Post(id, "there", "a-1");
        await other.Post(TestConversations.Message(id, "", "a-2") with { Event = new TurnEvent.Ended() }, CancellationToken.None);
        var late = await test.Post(id, "here", "a-3");

        Assert.Equal(3, TestConversations.Sequence(repeated));
        Assert.IsType<PostResult.Ended>(late);
    }

    [Fact]
    public async Task While_the_database_cannot_be_read_a_post_is_busy()
    {
        var place = new AwayPlace(NewPlace());
        using var test = new TestConversations(place: place);
        place.IsAway = true;

        var result = await test.Post(new ConversationId("c1"), "hello");

        Assert.IsType<PostResult.Busy>(result);
    }

    [Fact]
    public async Task A_conflict_with_another_node_runs_the_turn_again_as_of_the_same_moment_on_fresh_state()
    {
        var seen = new List<(int Turn, Instant Now)>();
        ConversationQueue? other = null;
        using var test = New((knowledge, state, input) =>
        {
            seen.Add((state.Turn, input.Now));
            if (seen.Count == 2)
            {
                // Between our read and our commit the other node takes a message of its own.
                other?.Post(TestConversations.Message(new ConversationId("c1"), "other node"), CancellationToken.None)
                    .Wait(CancellationToken.None);
            }
            return FakeTurns.Echo(knowledge, state, input);
        });
        other = test.NewQueue(FakeTurns.Echo);
        var id = await test.Begin();

        var result = await test.Post(id, "this node");

        Assert.Equal(5, TestConversations.Sequence(result));
        Assert.Equal([1, 2], seen.Skip(1).Select(run => run.Turn));
        Assert.Equal(seen[1].Now, seen[2].Now);
        Assert.Equal([1L, 2, 3, 4, 5, 6], test.Activities(id).Select(row => row.Sequence));
    }

    [Fact]
    public async Task A_conversation_in_which_too_many_wait_is_busy()
    {
        using var test = New(isWriting: false);
        var id = new ConversationId("c1");
        var start = test.Queue.Start(id, TestConversations.Shop, "dl_customer", null, CancellationToken.None);

        var posts = Enumerable.Range(0, ConversationLanes.WaitingMax + 1).Select(number => test.Post(id, $"m{number}")).ToList();

        Assert.IsType<PostResult.Busy>(await posts[^1]);
        test.Journal.Start();
        Assert.True(await start);
        Assert.All(await Task.WhenAll(posts[..^1]), result => Assert.IsType<PostResult.Recorded>(result));
    }

    [Fact]
    public async Task A_post_given_up_while_it_waits_leaves_nothing_behind()
    {
        using var test = New(isWriting: false);
        var id = new ConversationId("c1");
        using var impatience = new CancellationTokenSource();
        var start = test.Queue.Start(id, TestConversations.Shop, "dl_customer", null, CancellationToken.None);
        var post = test.Queue.Post(TestConversations.Message(id, "hello"), impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        test.Journal.Start();
        Assert.True(await start);
        Assert.Equal(2, test.Activities(id).Count);
    }

    [Fact]
    public async Task An_activity_without_an_event_is_recorded_and_no_turn_is_run()
    {
        using var test = New();
        var id = await test.Begin();

        var result = await test.Queue.Post(TestConversations.Message(id, "", "a-1") with { Event = null }, CancellationToken.None);

        Assert.Equal(3, TestConversations.Sequence(result));
        Assert.Equal(3, test.Activities(id).Count);
        Assert.Single(test.Turns(id));
    }

    [Fact]
    public async Task An_effect_is_in_the_outbox_with_its_turn()
    {
        using var test = New();
        var id = await test.Begin();

        await test.Post(id, "person");

        using var db = test.Store.OpenDb();
        var row = Assert.Single(db.Outbox);
        Assert.Equal(("PersonWanted", 2, 0), (row.Kind, row.Turn, row.Attempts));
        Assert.Equal("""{"kind":"PersonWanted","at":1795262400000000,"language":"pl"}""", row.Payload);
    }

    [Fact]
    public async Task A_commit_wakes_the_streams_of_its_conversation_only()
    {
        using var test = New();
        var one = await test.Begin();
        var two = await test.Begin("c2");
        using var first = test.Log.Watch(one);
        using var second = test.Log.Watch(two);

        await test.Post(one, "hello");

        Assert.True(first.Next(CancellationToken.None).IsCompleted);
        Assert.False(second.Next(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Streams_are_told_what_was_committed_as_it_stands_in_the_log()
    {
        using var test = New();
        var id = await test.Begin();
        using var wake = test.Log.Watch(id);

        await test.Post(id, "one");
        await test.Post(id, "two");
        var told = wake.Take();
        var again = wake.Take();

        var log = await test.Log.Read(id, 2, 100, CancellationToken.None);
        Assert.Equal((2, log.Watermark), (told?.Before, told?.Watermark));
        Assert.Equal(
            log.Activities.Select(body => Encoding.UTF8.GetString(body.Span)),
            told?.Activities.Select(body => Encoding.UTF8.GetString(body.Span)));
        Assert.Empty(again?.Activities ?? []);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task What_begins_with_a_form_or_a_call_and_breaks_is_kept_nowhere()
    {
        using var test = New();
        var queue = Speechless(test);
        TurnEvent[] begun = [new TurnEvent.FormSent("withdrawal", []), new TurnEvent.DialogWanted("callback", [])];

        foreach (var happened in begun)
        {
            var first = new Inbound(new ConversationId("c1"), "form_1", null, null, happened, "pl");
            await Assert.ThrowsAsync<BegunInVainException>(() => queue.Begin(first, TestConversations.Shop, CancellationToken.None));
        }

        Assert.Null(await test.Store.FindConversation(new ConversationId("c1"), CancellationToken.None));
        Assert.Empty(test.Turns(new ConversationId("c1")));
    }

    [Fact]
    public async Task A_form_that_files_nothing_is_kept_nowhere()
    {
        using var test = New(FakeTurns.Echo);
        var first = new Inbound(new ConversationId("c1"), "form_1", null, null, new TurnEvent.FormSent("withdrawal", []), "pl");

        await Assert.ThrowsAsync<BegunInVainException>(() => test.Queue.Begin(first, TestConversations.Shop, CancellationToken.None));

        Assert.Null(await test.Store.FindConversation(first.Conversation, CancellationToken.None));
    }

    /// <summary>Every turn breaks, quoting the customer, and so does every apology.</summary>
    private static ConversationQueue Speechless(TestConversations test)
    {
        var turn = new ConversationTurn(test.Time, test.TurnLogger) { Run = Break, RunApology = Break };
        return new ConversationQueue(test.Store, test.Journal, test.Log, test.Knowledge, turn, test.NewDialogs(), test.Bell);

        static TurnOutcome Break(Knowledge knowledge, ConversationState state, TurnInput input) =>
            throw new FormatException((input.Event as TurnEvent.Message)?.Text);
    }
}
