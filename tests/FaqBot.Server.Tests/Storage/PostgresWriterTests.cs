using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>What goes wrong on a database server: the writer recovers, and one turn's trouble is not the others'.</summary>
public sealed class PostgresWriterTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Writer = "datname = current_database() AND application_name = 'faqbot writer'";

    [Fact]
    public async Task A_writer_that_lost_its_connection_while_idle_makes_a_new_one()
    {
        using var test = New();
        await test.Journal.Commit(JournalTests.Commit("c1"));

        Terminate(test);
        var first = await test.Journal.Commit(JournalTests.Commit("c2"));
        var second = await test.Journal.Commit(JournalTests.Commit("c3"));

        // Whether the loss is noticed before something is sent is the network's affair.
        Assert.NotEqual(CommitResult.Conflict, first);
        Assert.Equal(CommitResult.Committed, second);
    }

    [Fact]
    public void A_writer_whose_connection_was_found_broken_opens_it_again_and_writes()
    {
        using var test = New();
        var connection = (Npgsql.NpgsqlConnection)test.Place.OpenConnection();
        using var writing = new PostgresWriting(connection, new CommitNotices());
        Assert.ThrowsAny<DbException>(() => Execute(connection, test.Place.Outage));
        Assert.NotEqual(System.Data.ConnectionState.Open, connection.State);
        var turn = new PendingTurn(JournalTests.Commit("c1"));

        writing.Write([turn]);

        Assert.Equal(CommitResult.Committed, turn.Result);
        Assert.Single(test.Activities(new ConversationId("c1")));
    }

    [Fact]
    public async Task A_writer_that_is_cut_off_while_it_writes_is_busy_and_recovers()
    {
        using var test = New();
        await test.Journal.Commit(JournalTests.Commit("c1"));
        using var holder = Hold(test, "SELECT FROM conversations WHERE id = 'c1' FOR UPDATE");
        var held = test.Journal.Commit(JournalTests.Commit("c1", version: 2));
        while (!held.IsCompleted && test.Place.Query($"SELECT pid FROM pg_stat_activity WHERE {Writer} AND wait_event_type = 'Lock'") is [])
        {
            // It has not come to the lock yet.
        }

        Terminate(test);
        var refused = await held;
        var next = await test.Journal.Commit(JournalTests.Commit("c2"));

        Assert.Equal(CommitResult.Busy, refused);
        Assert.Equal(CommitResult.Committed, next);
    }

    [Fact]
    public async Task A_conversation_that_is_locked_is_busy_alone()
    {
        using var test = New(isWriting: false);
        using var holder = Hold(test, Begun("c1"));
        var locked = test.Journal.Commit(JournalTests.Commit("c1"));
        var others = Enumerable.Range(2, 8).Select(number => test.Journal.Commit(JournalTests.Commit($"c{number}"))).ToList();

        test.Journal.Start();

        Assert.Equal(CommitResult.Busy, await locked);
        Assert.All(await Task.WhenAll(others), result => Assert.Equal(CommitResult.Committed, result));
    }

    [Theory]
    [InlineData("XX001")]
    [InlineData("53200")]
    [InlineData("57014")]
    [InlineData("40P01")]
    [InlineData("40001")]
    public async Task What_may_be_of_one_turn_refuses_that_one_only(string state)
    {
        using var test = New(isWriting: false);
        test.Place.Execute($"""
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.id = 'spoiled' THEN RAISE EXCEPTION 'spoiled' USING ERRCODE = '{state}'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER spoil BEFORE INSERT ON conversations FOR EACH ROW EXECUTE FUNCTION spoil()
            """);
        var spoiled = test.Journal.Commit(JournalTests.Commit("spoiled"));
        var other = test.Journal.Commit(JournalTests.Commit("c1"));

        test.Journal.Start();

        Assert.Equal(CommitResult.Busy, await spoiled);
        Assert.Equal(CommitResult.Committed, await other);
    }

    [Fact]
    public async Task A_batch_of_which_each_must_wait_for_a_lock_is_refused_before_all_have_waited()
    {
        using var test = New(isWriting: false);
        using var holder = Hold(test, "LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE");
        var turns = Enumerable.Range(0, 100).Select(number => test.Journal.Commit(JournalTests.Commit($"c{number}"))).ToList();

        test.Journal.Start();

        Assert.All(await Task.WhenAll(turns), result => Assert.Equal(CommitResult.Busy, result));
        Assert.InRange(test.JournalLogger.Lines.Count(line => line.Contains("55P03", StringComparison.Ordinal)), 1, 10);
    }

    [Theory]
    [InlineData(";Password=not-the-password")]
    [InlineData(";Database=no_such_place")]
    [InlineData(";Port=1")]
    public async Task A_server_that_lets_nobody_in_is_an_outage(string change)
    {
        using var place = postgres.NewPlace(change);
        using var store = place.Open();
        using var journal =
            new Journal(store, Microsoft.Extensions.Options.Options.Create(new StorageOptions()), new FakeLogger<Journal>());
        journal.Start();

        var written = await journal.Commit(JournalTests.Commit("c1"));
        var job = journal.Write((db, stop) => db.SigningKeys.AnyAsync(stop));
        var read = store.FindConversation(new ConversationId("c1"), CancellationToken.None).AsTask();

        Assert.Equal(CommitResult.Busy, written);
        await Assert.ThrowsAsync<BusyException>(() => job);
        await Assert.ThrowsAsync<BusyException>(() => read);
    }

    [Fact]
    public async Task A_check_does_not_wait_for_a_node_that_was_lost_in_its_own()
    {
        using var test = New();
        using var holder = Hold(test, "UPDATE schema_version SET checked_at = 0");

        await test.Journal.Check(Instant.FromUtc(2026, 11, 21, 12, 0));
    }

    [Fact]
    public async Task Jobs_that_hang_leave_connections_to_read_and_are_bounded()
    {
        // On a slow machine too, nobody shall give up waiting for a connection.
        using var test = New(more: ";Timeout=60");
        await test.Journal.Commit(JournalTests.Commit("c1"));
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var jobs = Enumerable.Range(0, 256).Select(_ => test.Journal.Write((_, _) => mayEnd.Task)).ToList();

        var tooMany = test.Journal.Write((_, _) => mayEnd.Task);
        var read = await test.Log.Find(new ConversationId("c1"), CancellationToken.None);

        Assert.NotNull(read);
        await Assert.ThrowsAsync<BusyException>(() => tooMany);
        Assert.Contains(jobs, job => !job.IsCompleted);
        mayEnd.SetResult();
        await Task.WhenAll(jobs);
    }

    [Fact]
    public async Task Another_node_hears_of_every_conversation_of_a_batch_though_one_notice_cannot_hold_them()
    {
        using var test = New(isWriting: false);
        using var other = test.Place.Open();
        using var stop = new CancellationTokenSource();
        var ids = Enumerable.Range(0, 250).Select(number => $"{number}-{new string('c', 100)}").ToHashSet(StringComparer.Ordinal);
        var heard = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var hasHeard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = other.Listen(listens.SetResult, Ring, stop.Token);
        await listens.Task;
        var commits = ids.Select(id => test.Journal.Commit(JournalTests.Commit(id))).ToList();

        test.Journal.Start();

        Assert.All(await Task.WhenAll(commits), result => Assert.Equal(CommitResult.Committed, result));
        await hasHeard.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(ids, heard.Keys.ToHashSet(StringComparer.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);

        void Ring(ConversationId id)
        {
            heard[id.Value] = true;
            if (heard.Count == ids.Count)
            {
                hasHeard.TrySetResult();
            }
        }
    }

    [Fact]
    public void A_database_that_acknowledges_what_is_not_on_its_disk_is_refused()
    {
        using var place = postgres.NewPlace();
        place.Execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$");
        using var store = place.Open();

        var refused = Assert.Throws<StartFailure>(() => store.Migrate(TimeProvider.System));

        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
    }

    private TestConversations New(bool isWriting = true, string more = "") => new(isWriting: isWriting, place: postgres.NewPlace(more));

    /// <summary>Ends the connection that turns are written with; returns when it is gone.</summary>
    private static void Terminate(TestConversations test) =>
        Assert.Single(test.Place.Query($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {Writer}"));

    /// <summary>Stays in a transaction that has done something, until it is disposed.</summary>
    private static DbConnection Hold(TestConversations test, string statement)
    {
        var connection = test.Place.OpenConnection();
        Execute(connection, $"BEGIN; {statement}");
        return connection;
    }

    private static string Begun(string id) => $"""
        INSERT INTO conversations (id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at)
        VALUES ('{id}', 'demo', 'u', 'pl', 1, 0, 0, '', false, 0, 0)
        """;

    private static void Execute(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
