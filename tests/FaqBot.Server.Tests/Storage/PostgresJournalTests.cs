using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>What only PostgreSQL can do to a journal.</summary>
public sealed class PostgresJournalTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 12, 0);

    [Fact]
    public async Task What_fails_in_the_commit_itself_is_not_acknowledged()
    {
        using var test = New(isWriting: false);
        test.Place.Execute("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not at the end either'; END $$;
            CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON conversations DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.id = 'poisoned') EXECUTE FUNCTION refuse();
            """);
        var good = test.Journal.Commit(Commit("good"));
        var poisoned = test.Journal.Commit(Commit("poisoned"));

        test.Journal.Start();

        await Assert.ThrowsAnyAsync<Exception>(() => poisoned);
        Assert.Equal(CommitResult.Committed, await good);
        Assert.Null(await test.Log.Find(new ConversationId("poisoned"), CancellationToken.None));
    }

    [Fact]
    public async Task A_broken_connection_is_replaced()
    {
        using var test = New();
        await test.Journal.Commit(Commit("before"));
        test.Place.Execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        var refused = await test.Journal.Commit(Commit("refused"));
        var after = await test.Journal.Commit(Commit("after"));

        Assert.Equal((CommitResult.Busy, CommitResult.Committed), (refused, after));
        Assert.Null(await test.Log.Find(new ConversationId("refused"), CancellationToken.None));
        Assert.NotNull(await test.Log.Find(new ConversationId("before"), CancellationToken.None));
        Assert.Equal(2, test.JournalLogger.Lines.Count);
    }

    [Fact]
    public async Task A_deadlock_with_somebody_else_is_not_the_customers_trouble()
    {
        using var test = New(isWriting: false);
        test.Place.Execute($$"""
            INSERT INTO conversations
            SELECT id, 'demo', 'u', 'pl', 1, 0, 0, '{}', false, {{Microseconds.Of(At)}}, 0 FROM unnest('{a,b}'::text[]) AS id
            """);
        await using var other = test.Place.OpenConnection();
        await using var transaction = await other.BeginTransactionAsync();
        // Whoever looks for a deadlock first is its victim: not they.
        await Run("SET LOCAL deadlock_timeout = '1min'; UPDATE conversations SET language = 'en' WHERE id = 'b'");

        var commits = new[] { test.Journal.Commit(Commit("a", 2)), test.Journal.Commit(Commit("b", 2)) };
        test.Journal.Start();
        while (test.Place.Query(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").Count == 0)
        {
            // Until the batch has locked the one and waits for the other.
        }
        await Run("UPDATE conversations SET language = 'en' WHERE id = 'a'");
        await transaction.CommitAsync();

        Assert.All(await Task.WhenAll(commits), result => Assert.Equal(CommitResult.Committed, result));

        async Task Run(string text)
        {
            await using var command = other.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = text;
            await command.ExecuteNonQueryAsync();
        }
    }

    private TestConversations New(bool isWriting = true) => new(isWriting: isWriting, place: postgres.NewPlace());

    private static TurnCommit Commit(string id, long version = 1) => new(
        new ConversationRow
        {
            Id = id,
            Shop = "demo",
            UserId = "u",
            Language = "pl",
            Version = version,
            LastSequence = 0,
            LastTimestamp = At,
            State = "{}",
            IsEnded = false,
            CreatedAt = At,
            UpdatedAt = At,
        },
        [],
        null,
        []);
}
