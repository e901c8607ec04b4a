using System.Data.Common;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

public class CaseFilingTests : StoreTests
{
    [Fact]
    public async Task A_case_is_filed_in_the_commit_that_tells_its_number()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");

        var result = await test.Post(id, "file odkleja się");

        var row = Assert.Single(test.Cases());
        var history = Assert.Single(test.CaseHistory());
        Assert.IsType<PostResult.Recorded>(result);
        Assert.Equal(("demo", "complaint", "received", 1L), (row.Shop, row.Kind, row.Status, row.Version));
        Assert.Equal(
            ("2026-11-21", "2026-12-05", "2026-12-07", "2026-12-03"), (row.ReceivedOn, row.NominalEnd, row.Deadline, row.Promised));
        Assert.Contains($"Filed as {row.Number}.", test.LastWords(id), StringComparison.Ordinal);
        Assert.Equal((row.Id, 1L, "filed", "customer"), (history.CaseId, history.Version, history.Kind, history.Actor));
        Assert.Equal("odkleja się", ConversationJson.ReadFiling(history.Data).Answers[0].Answer);
    }

    [Fact]
    public async Task What_is_done_to_cases_does_not_wait_in_the_outbox()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");

        await test.Post(id, "file odkleja się");

        using var db = test.Store.OpenDb();
        Assert.Equal(
            ["PersonWanted", "Webhook"], db.Outbox.Select(row => row.Kind).AsEnumerable().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_confirming_message_that_is_posted_again_files_one_case()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        var first = await test.Post(id, "file x", "a1");

        var again = await test.Post(id, "file x", "a1");
        var onAnotherNode = await test.NewQueue(FakeDialog.Run).Post(TestConversations.Message(id, "file x", "a1"), CancellationToken.None);

        Assert.Equal(first, again);
        Assert.Equal(first, onAnotherNode);
        Assert.Single(test.Cases());
    }

    [Fact]
    public async Task Of_two_nodes_that_file_at_once_one_runs_its_turn_again_and_files_another()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        var turns = 0;
        var other = test.NewQueue((knowledge, state, input) =>
        {
            if (Interlocked.Increment(ref turns) == 1)
            {
                test.Post(id, "in between").GetAwaiter().GetResult();
            }
            return FakeDialog.Run(knowledge, state, input);
        });

        var result = await other.Post(TestConversations.Message(id, "file x", "a1"), CancellationToken.None);

        Assert.IsType<PostResult.Recorded>(result);
        Assert.Equal(2, turns);
        Assert.Single(test.Cases());
        Assert.Single(test.CaseHistory());
    }

    [Fact]
    public async Task A_number_that_is_taken_is_a_conflict_and_the_turn_is_run_again_with_a_fresh_id()
    {
        var attempts = new List<Guid?>();
        using var test = New((knowledge, state, input) => Clashing(knowledge, state, input, attempts));
        var id = await test.Begin();
        var neighbour = await test.Begin("c2");
        await test.Post(id, "begin");
        await test.Post(id, "file first");
        await test.Post(neighbour, "begin");
        attempts.Clear();

        var (result, beside) = (test.Post(neighbour, "file second"), test.Post(id, "beside"));

        Assert.IsType<PostResult.Recorded>(await result);
        Assert.IsType<PostResult.Recorded>(await beside);
        Assert.Equal(2, attempts.OfType<Guid>().Distinct().Count());
        Assert.Equal(2, test.Cases().Count);
        Assert.Equal(2, test.CaseHistory().Count);
        Assert.Contains("Filed as DE-26-", test.LastWords(neighbour), StringComparison.Ordinal);
        // Nothing of the attempt that clashed was written.
        Assert.Equal([1, 2, 3], test.Turns(neighbour).Select(turn => turn.Turn));
    }

    [Fact]
    public async Task The_same_number_may_stand_in_two_shops()
    {
        using var test = New((knowledge, state, input) => WithNumber(FakeDialog.Run(knowledge, state, input), "DE-26-AAAAA-X"));
        test.Knowledge.Swap(TestKnowledge.Of(TestConversations.Shop, "other"));
        var id = await test.Begin();
        var foreign = await test.Begin("c2", "other");
        await test.Post(id, "begin");
        await test.Post(id, "file x");
        await test.Post(foreign, "begin");

        await test.Post(foreign, "file y");

        Assert.Equal(["demo", "other"], test.Cases().Select(row => row.Shop).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_added_keeps_number_and_dates_and_the_history_grows()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        await test.Post(id, "file odkleja się");
        var filed = test.Cases().Single();
        test.Time.Advance(TimeSpan.FromDays(3));
        await test.Post(id, "begin");

        await test.Post(id, "more i pęka");

        var row = Assert.Single(test.Cases());
        Assert.Equal((filed.Number, filed.Deadline, 2L), (row.Number, row.Deadline, row.Version));
        Assert.Equal([("filed", 1L), ("remark", 2L)], test.CaseHistory().Select(entry => (entry.Kind, entry.Version)));
    }

    [Fact]
    public async Task Two_conversations_of_a_customer_that_add_at_once_both_do()
    {
        using var test = New(FakeDialog.Run);
        var (one, other) = (await test.Begin("c1"), await test.Begin("c2"));
        test.BelongsTo(one, 7);
        test.BelongsTo(other, 7);
        await test.Post(one, "begin");
        await test.Post(one, "file odkleja się");
        await test.Post(one, "begin");
        await test.Post(other, "begin");

        await Task.WhenAll(test.Post(one, "more a"), test.Post(other, "more b"));

        Assert.Equal([1L, 2L, 3L], test.CaseHistory().Select(entry => entry.Version));
        Assert.Equal(3, test.Cases().Single().Version);
    }

    [Fact]
    public async Task What_would_be_added_to_a_case_that_was_closed_meanwhile_is_run_again()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        await test.Post(id, "file odkleja się");
        await test.Post(id, "begin");
        var other = test.NewQueue((knowledge, state, input) =>
        {
            if (input.OpenCases.Length > 0)
            {
                test.Place.Execute("UPDATE cases SET status = 'closed'");
            }
            return FakeDialog.Run(knowledge, state, input);
        });

        var result = await other.Post(TestConversations.Message(id, "more x"), CancellationToken.None);

        Assert.IsType<PostResult.Recorded>(result);
        Assert.Contains("more x, newest, open: 0", test.LastWords(id), StringComparison.Ordinal);
        Assert.Equal("filed", Assert.Single(test.CaseHistory()).Kind);
    }

    [Fact]
    public async Task Only_turns_of_a_running_dialog_are_told_of_cases()
    {
        var inputs = new List<TurnInput>();
        using var test = New((knowledge, state, input) =>
        {
            inputs.Add(input);
            return FakeDialog.Run(knowledge, state, input);
        });
        var id = await test.Begin();
        await test.Post(id, "begin");
        await test.Post(id, "file x");
        await test.Post(id, "hello");
        await test.Post(id, "begin");
        await test.Post(id, "hello");

        Assert.Equal([false, false, true, false, false, true], inputs.Select(input => input.CaseId is not null));
        Assert.Equal([false, false, true, false, false, true], inputs.Select(input => input.ReceiptKey is { Length: 43 }));
        Assert.Equal([0, 0, 0, 0, 0, 1], inputs.Select(input => input.OpenCases.Length));
        Assert.Equal(7, inputs[2].CaseId?.Version);
    }

    [Fact]
    public async Task Open_cases_are_those_of_the_conversation_and_of_the_customer_whom_the_shop_vouches_for()
    {
        using var test = New(FakeDialog.Run);
        test.Knowledge.Swap(TestKnowledge.Of(TestConversations.Shop, "other"));
        (string, string, byte)[] all = [("mine", "demo", 1), ("before", "demo", 1), ("stranger", "demo", 2), ("abroad", "other", 1)];
        foreach (var (name, shop, customer) in all)
        {
            var conversation = await test.Begin(name, shop);
            test.BelongsTo(conversation, customer, shop);
            await test.Post(conversation, "begin");
            await test.Post(conversation, $"file {name}");
        }
        await test.Begin("anonymous");
        await test.Post(new ConversationId("anonymous"), "begin");

        var mine = await test.Store.FindOpenCases(new ConversationId("mine"), "demo", CancellationToken.None);
        var anonymous = await test.Store.FindOpenCases(new ConversationId("anonymous"), "demo", CancellationToken.None);

        Assert.Equal(
            test.Cases().Where(row => row.ConversationId is "mine" or "before").Select(row => row.Number).Reverse(),
            mine.Select(one => one.Number));
        Assert.All(mine, one => Assert.Equal((CaseKind.Complaint, "GR-1"), (one.Kind, one.Sku)));
        Assert.Empty(anonymous);
    }

    [Fact]
    public void Open_cases_are_found_without_looking_through_all_of_the_shop()
    {
        using var test = New();
        var isPostgres = this is CaseFilingOnPostgresTests;
        var (explain, query) = isPostgres
            ? ("SET enable_seqscan = off; EXPLAIN", PostgresHotPath.OpenCases)
            : ("EXPLAIN QUERY PLAN", SqliteHotPath.OpenCases);
        var asked = query.Replace("$1", "'c1'", StringComparison.Ordinal)
            .Replace("$2", "'demo'", StringComparison.Ordinal).Replace("$3", "20", StringComparison.Ordinal);

        var plan = string.Join('\n', test.Place.Query($"{explain} {asked}").Select(row => row[^1]));

        Assert.Contains("cases_conversation_id", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("cases_page", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("cases_pkey", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE case_history SET data = '{}'")]
    [InlineData("DELETE FROM case_history")]
    public async Task What_happened_to_a_case_is_never_changed_whoever_tries(string attempt)
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        await test.Post(id, "file odkleja się");
        var before = test.CaseHistory().Single().Data;

        Assert.ThrowsAny<DbException>(() => test.Place.Execute(attempt));

        Assert.Equal(before, test.CaseHistory().Single().Data);
    }

    [Fact]
    public async Task A_case_goes_whole()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        await test.Post(id, "file odkleja się");

        test.Place.Execute("BEGIN; DELETE FROM case_files; DELETE FROM cases; DELETE FROM case_history; COMMIT");

        Assert.Empty(test.Cases());
        Assert.Empty(test.CaseHistory());
    }

    [Theory]
    [InlineData("resolved", 0)]
    [InlineData("closed", 0)]
    [InlineData("waiting_customer", 1)]
    public async Task A_case_that_is_done_is_not_open(string status, int count)
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        await test.Post(id, "file x");
        test.Place.Execute($"UPDATE cases SET status = '{status}'");

        var open = await test.Store.FindOpenCases(id, "demo", CancellationToken.None);

        Assert.Equal(count, open.Length);
    }

    [Fact]
    public async Task A_replay_of_the_stored_inputs_files_the_same_case()
    {
        using var test = New(FakeDialog.Run);
        var id = await test.Begin();
        await test.Post(id, "begin");
        await test.Post(id, "file odkleja się");

        var turn = test.Turns(id)[^1];
        var before = FakeDialog.Run(test.Knowledge.Value, new ConversationState { Shop = "demo", Language = "pl" },
            ConversationJson.ReadInput(test.Turns(id)[1].Input)).State;
        var again = FakeDialog.Run(test.Knowledge.Value, before, ConversationJson.ReadInput(turn.Input));

        var filing = Assert.IsType<Effect.FileCase>(again.Effects[0]).Case;
        Assert.Equal(test.CaseHistory().Single().Data, ConversationJson.Write(filing));
    }

    /// <summary>Files under one number until that has failed once.</summary>
    private static TurnOutcome Clashing(Knowledge knowledge, ConversationState state, TurnInput input, List<Guid?> attempts)
    {
        var outcome = FakeDialog.Run(knowledge, state, input);
        if (outcome.Effects.OfType<Effect.FileCase>().Any())
        {
            attempts.Add(input.CaseId);
        }
        return attempts.Count > 1 ? outcome : WithNumber(outcome, "DE-26-AAAAA-X");
    }

    private static TurnOutcome WithNumber(TurnOutcome outcome, string number) => outcome with
    {
        Effects =
        [
            .. outcome.Effects.Select(effect => effect is Effect.FileCase { Case: var filing }
                ? new Effect.FileCase(filing with { Number = number })
                : effect),
        ],
    };
}
