namespace FaqBot.Server.Tests;

// The tests of these classes, once more on PostgreSQL.

public sealed class JournalOnPostgresTests(PostgresFixture postgres) : JournalTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class SchemaOnPostgresTests(PostgresFixture postgres) : SchemaTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class SigningKeysOnPostgresTests(PostgresFixture postgres) : SigningKeysTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class ConversationQueueOnPostgresTests(PostgresFixture postgres) : ConversationQueueTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class ResumeTokensOnPostgresTests(PostgresFixture postgres) : ResumeTokensTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class OutboxOnPostgresTests(PostgresFixture postgres) : OutboxTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class OutboxWorkerOnPostgresTests(PostgresFixture postgres) : OutboxWorkerTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class OutboxVerbOnPostgresTests(PostgresFixture postgres) : OutboxVerbTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class ChannelRepliesOnPostgresTests(PostgresFixture postgres) : ChannelRepliesTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class ActivityEndpointsOnPostgresTests(PostgresFixture postgres) : ActivityEndpointsTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class ConversationEndpointsOnPostgresTests(PostgresFixture postgres)
    : ConversationEndpointsTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class StreamOnPostgresTests(PostgresFixture postgres) : StreamTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class FileStoreOnPostgresTests(PostgresFixture postgres) : FileStoreTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class CustomerConversationsOnPostgresTests(PostgresFixture postgres)
    : CustomerConversationsTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class CustomerChatOnPostgresTests(PostgresFixture postgres) : CustomerChatTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class CaseFilingOnPostgresTests(PostgresFixture postgres) : CaseFilingTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class CaseEndpointsOnPostgresTests(PostgresFixture postgres) : CaseEndpointsTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class ReceiptOnPostgresTests(PostgresFixture postgres) : ReceiptTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class PinnedShopsOnPostgresTests(PostgresFixture postgres) : PinnedShopsTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class ShippedComplaintOnPostgresTests(PostgresFixture postgres) : ShippedComplaintTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class MailOutageOnPostgresTests(PostgresFixture postgres) : MailOutageTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class CaseToldOnPostgresTests(PostgresFixture postgres) : CaseToldTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class CaseRemindersOnPostgresTests(PostgresFixture postgres) : CaseRemindersTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();

    [Fact]
    public async Task Two_nodes_tell_it_once()
    {
        using var test = await Filed(Complaint);
        test.Time.Advance(TimeSpan.FromDays(12));
        using var store = test.Place.Open();
        using var journal = new Journal(store, test.Options, test.JournalLogger);
        journal.Start();

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(look =>
            Reminders(test, look % 2 == 0 ? null : (store, journal)).Remind(CancellationToken.None)));

        Assert.Equal(1, told.Sum());
        Assert.Single(Mails(test));
    }
}

public sealed class SurveyKeeperOnPostgresTests(PostgresFixture postgres) : SurveyKeeperTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class CallOnPostgresTests(PostgresFixture postgres) : CallTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class OrderLookUpsOnPostgresTests(PostgresFixture postgres) : OrderLookUpsTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

public sealed class WithdrawOnPostgresTests(PostgresFixture postgres) : WithdrawTests, IClassFixture<PostgresFixture>
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}
