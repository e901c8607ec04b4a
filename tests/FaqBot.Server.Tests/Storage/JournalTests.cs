using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server.Tests;

public class JournalTests : StoreTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 12, 0);

    [Fact]
    public async Task Of_two_commits_on_the_same_version_one_conflicts_though_both_are_in_one_batch()
    {
        using var test = New(isWriting: false);
        var commits = new[] { Commit("c1"), Commit("c1"), Commit("c2") }.Select(test.Journal.Commit).ToList();

        test.Journal.Start();

        Assert.Equal([CommitResult.Committed, CommitResult.Conflict, CommitResult.Committed], await Task.WhenAll(commits));
        Assert.Single(test.Activities(new ConversationId("c1")));
    }

    [Fact]
    public async Task A_commit_on_an_old_version_changes_nothing()
    {
        using var test = New();
        await test.Journal.Commit(Commit("c1"));
        await test.Journal.Commit(Commit("c1", version: 2));

        var late = await test.Journal.Commit(Commit("c1", version: 2));

        Assert.Equal(CommitResult.Conflict, late);
        Assert.Equal(2, (await test.Log.Find(new ConversationId("c1"), CancellationToken.None))?.LastSequence);
    }

    [Fact]
    public async Task A_turn_whose_clients_activity_is_recorded_already_conflicts_whatever_version_it_was_run_on()
    {
        using var test = New();
        await test.Journal.Commit(Commit("c1") with { Activities = [Activity("c1", 1, clientId: "a")] });

        var again = await test.Journal.Commit(Commit("c1", version: 2) with { Activities = [Activity("c1", 2, clientId: "a")] });
        var other = await test.Journal.Commit(Commit("c1", version: 2) with { Activities = [Activity("c1", 2, clientId: "b")] });

        Assert.Equal((CommitResult.Conflict, CommitResult.Committed), (again, other));
        Assert.Equal(["a", "b"], test.Activities(new ConversationId("c1")).Select(row => row.ClientActivityId));
    }

    [Fact]
    public async Task Turns_that_follow_each_other_in_one_batch_are_all_committed()
    {
        using var test = New(isWriting: false);
        var commits = Enumerable.Range(1, 3).Select(version => test.Journal.Commit(Commit("c1", version))).ToList();

        test.Journal.Start();

        Assert.All(await Task.WhenAll(commits), result => Assert.Equal(CommitResult.Committed, result));
        Assert.Equal([1L, 2, 3], test.Activities(new ConversationId("c1")).Select(row => row.Sequence));
    }

    [Fact]
    public async Task Everything_that_a_turn_leaves_reads_back_as_it_was()
    {
        using var test = New();
        var commit = Commit("c1") with
        {
            Turn = new TurnRow
            {
                ConversationId = "c1",
                Turn = 1,
                ActivitySequence = 1,
                Input = "{\"text\":\"żółw 🐢\"}",
                Outcome = "answer",
                Entry = "delivery-cost",
                Score = 900,
                Threshold = 345,
                KnowledgeHash = "hash",
                At = At,
            },
            Outbox = [Effect("one"), Effect("two"), Effect("three")],
        };

        await test.Journal.Commit(commit);

        using var db = test.Store.OpenDb();
        Assert.Equivalent(
            commit.Conversation, await test.Store.FindConversation(new ConversationId("c1"), CancellationToken.None), strict: true);
        Assert.Equivalent(commit.Conversation, db.Conversations.Single(), strict: true);
        Assert.Equivalent(commit.Activities.Single(), db.Activities.Single(), strict: true);
        Assert.Equivalent(commit.Turn, db.Turns.Single(), strict: true);
        Assert.Equal(["one", "two", "three"], db.Outbox.OrderBy(row => row.Id).Select(row => row.Payload));

        static OutboxRow Effect(string payload) =>
            new() { ConversationId = "c1", Turn = 1, Kind = "Test", Payload = payload, CreatedAt = At };
    }

    [Fact]
    public async Task A_poisoned_turn_fails_alone()
    {
        using var test = New(isWriting: false);
        var good = Enumerable.Range(0, 8).Select(number => test.Journal.Commit(Commit($"before{number}"))).ToList();
        var poisoned = test.Journal.Commit(Commit("poisoned") with { Activities = [Activity("poisoned", 1), Activity("poisoned", 1)] });
        good.AddRange(Enumerable.Range(0, 8).Select(number => test.Journal.Commit(Commit($"after{number}"))));

        test.Journal.Start();

        await Assert.ThrowsAnyAsync<Exception>(() => poisoned);
        Assert.All(await Task.WhenAll(good), result => Assert.Equal(CommitResult.Committed, result));
        Assert.Null(await test.Log.Find(new ConversationId("poisoned"), CancellationToken.None));
        using var db = test.Store.OpenDb();
        Assert.Equal(16, db.Conversations.Count());
    }

    [Fact]
    public async Task What_does_not_fit_into_the_queue_is_busy_and_not_kept()
    {
        using var test = New(options: new StorageOptions { WaitingMax = 2 }, isWriting: false);
        var commits = Enumerable.Range(0, 3).Select(number => test.Journal.Commit(Commit($"c{number}"))).ToList();

        test.Journal.Start();

        Assert.Equal([CommitResult.Committed, CommitResult.Committed, CommitResult.Busy], await Task.WhenAll(commits));
        Assert.Null(await test.Log.Find(new ConversationId("c2"), CancellationToken.None));
    }

    [Fact]
    public async Task A_job_waits_its_turn_or_is_busy_where_there_is_one_writer()
    {
        using var test = new TestConversations(options: new StorageOptions { WaitingMax = 1 }, isWriting: false);
        var fits = test.Journal.Write((_, _) => Task.CompletedTask);

        var busy = test.Journal.Write((_, _) => Task.CompletedTask);
        test.Journal.Start();

        await fits;
        await Assert.ThrowsAsync<BusyException>(() => busy);
    }

    [Fact]
    public async Task A_journal_that_has_stopped_takes_no_job()
    {
        using var test = New();
        await test.Journal.Stop(CancellationToken.None);

        var late = test.Journal.Write((_, _) => Task.CompletedTask);

        await Assert.ThrowsAsync<BusyException>(() => late);
    }

    [Fact]
    public async Task Long_turns_are_busy_before_their_number_is_and_fit_again_when_they_are_written()
    {
        using var test = New(isWriting: false);
        var body = new byte[Journal.WaitingBytesMax / 4];
        var commits = Enumerable.Range(0, 5).Select(number => test.Journal.Commit(Long($"c{number}", body))).ToList();

        test.Journal.Start();

        var results = await Task.WhenAll(commits);
        Assert.Equal([CommitResult.Busy, CommitResult.Busy], results[3..]);
        Assert.All(results[..3], result => Assert.Equal(CommitResult.Committed, result));
        await test.Journal.Write((_, _) => Task.CompletedTask);
        Assert.Equal(CommitResult.Committed, await test.Journal.Commit(Long("later", body)));
    }

    [Fact]
    public async Task Stopping_writes_what_was_taken_and_takes_no_more()
    {
        using var test = New(isWriting: false);
        var commits = Enumerable.Range(0, 100).Select(number => test.Journal.Commit(Commit($"c{number}"))).ToList();
        test.Journal.Start();

        await test.Journal.Stop(CancellationToken.None);
        var late = await test.Journal.Commit(Commit("late"));

        Assert.All(commits, commit => Assert.True(commit.IsCompletedSuccessfully));
        Assert.Equal(CommitResult.Busy, late);
    }

    [Fact]
    public async Task A_job_that_throws_fails_alone_and_leaves_nothing()
    {
        using var test = New(isWriting: false);
        var good = test.Journal.Commit(Commit("c1"));
        var bad = test.Journal.Write(async (db, stop) =>
        {
            db.SigningKeys.Add(new SigningKeyRow { Id = "k", Secret = [1], CreatedAt = At });
            await db.SaveChangesAsync(stop);
            throw new InvalidDataException();
        });

        test.Journal.Start();

        Assert.Equal(CommitResult.Committed, await good);
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
        using var reading = test.Store.OpenDb();
        Assert.Empty(reading.SigningKeys);
    }

    [Fact]
    public async Task A_store_that_cannot_write_is_busy_and_recovers()
    {
        using var test = New();
        await test.Journal.Commit(Commit("c1"));

        var refused = test.Journal.Write((db, stop) => db.Database.ExecuteSqlRawAsync(test.Place.Outage, stop));

        await Assert.ThrowsAsync<BusyException>(() => refused);
        Assert.Equal(CommitResult.Committed, await test.Journal.Commit(Commit("c2")));
    }

    [Fact]
    public async Task Reading_does_not_wait_for_writing()
    {
        using var test = New();
        await test.Journal.Commit(Commit("c1"));
        var isWriting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var job = test.Journal.Write(async (db, stop) =>
        {
            await db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, "changed"), stop);
            isWriting.SetResult();
            await mayEnd.Task;
        });
        await isWriting.Task;

        var head = await test.Log.Find(new ConversationId("c1"), CancellationToken.None);
        var page = await test.Log.Read(new ConversationId("c1"), 0, 10, CancellationToken.None);

        Assert.False(job.IsCompleted);
        Assert.Equal("u", head?.User);
        Assert.Equal(1, page.Watermark);
        mayEnd.SetResult();
        await job;
        Assert.Equal("changed", (await test.Log.Find(new ConversationId("c1"), CancellationToken.None))?.User);
    }

    [Fact]
    public async Task A_page_holds_what_follows_a_watermark()
    {
        using var test = New();
        var activities = Enumerable.Range(1, 7).Select(sequence => Activity("c1", sequence)).ToList();
        await test.Journal.Commit(Commit("c1") with { Activities = activities });

        var middle = await test.Log.Read(new ConversationId("c1"), 2, 3, CancellationToken.None);
        var last = await test.Log.Read(new ConversationId("c1"), 7, 3, CancellationToken.None);

        Assert.Equal([3, 4, 5], middle.Activities.Select(activity => (int)activity.Span[0]));
        Assert.Equal(5, middle.Watermark);
        Assert.Empty(last.Activities);
        Assert.Equal(7, last.Watermark);
    }

    [Fact]
    public async Task A_commit_on_a_conversation_that_was_erased_and_begun_anew_changes_nothing()
    {
        using var test = New();
        await test.Journal.Commit(Commit("c1"));
        var erased = Commit("c1", version: 2);

        var late = await test.Journal.Commit(erased with { Conversation = Conversation("c1", 2, At - Duration.FromHours(1)) });

        Assert.Equal(CommitResult.Conflict, late);
        Assert.Single(test.Activities(new ConversationId("c1")));
    }

    [Fact]
    public async Task A_check_passes_the_writer()
    {
        using var test = New(options: new StorageOptions { WaitingMax = 1 }, isWriting: false);
        var waiting = test.Journal.Commit(Commit("c1"));

        var refused = test.Journal.Check(At);
        test.Journal.Start();
        await waiting;
        await test.Journal.Check(At);

        await Assert.ThrowsAsync<BusyException>(() => refused);
        using var db = test.Store.OpenDb();
        Assert.Contains(At, db.SchemaVersions.Select(row => row.CheckedAt));
    }

    internal static TurnCommit Commit(string id, long version = 1) => new(Conversation(id, version), [Activity(id, version)], null, []);

    internal static ConversationRow Conversation(string id, long version, Instant? createdAt = null, string state = "{}") => new()
    {
        Id = id,
        Shop = "demo",
        UserId = "u",
        Language = "pl",
        Version = version,
        LastSequence = version,
        LastTimestamp = At,
        State = state,
        IsEnded = false,
        CreatedAt = createdAt ?? At,
        UpdatedAt = At,
    };

    internal static TurnCommit Long(string id, byte[] body) => Commit(id) with { Activities = [Activity(id, 1, body)] };

    private static ActivityRow Activity(string id, long sequence, byte[]? body = null, string? clientId = null) => new()
    {
        ConversationId = id,
        Sequence = sequence,
        Timestamp = At,
        Sender = "u",
        ClientActivityId = clientId,
        Type = "message",
        Body = body ?? [(byte)sequence],
    };
}
