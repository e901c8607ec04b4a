namespace FaqBot.Server.Tests;

// The tests of these classes, once more on PostgreSQL.

[Collection(OnPostgres.Name)]
public sealed class JournalOnPostgresTests(PostgresFixture postgres) : JournalTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class SchemaOnPostgresTests(PostgresFixture postgres) : SchemaTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class SigningKeysOnPostgresTests(PostgresFixture postgres) : SigningKeysTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class ConversationQueueOnPostgresTests(PostgresFixture postgres) : ConversationQueueTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class ResumeTokensOnPostgresTests(PostgresFixture postgres) : ResumeTokensTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class OutboxOnPostgresTests(PostgresFixture postgres) : OutboxTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class OutboxWorkerOnPostgresTests(PostgresFixture postgres) : OutboxWorkerTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class OutboxVerbOnPostgresTests(PostgresFixture postgres) : OutboxVerbTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class ChannelRepliesOnPostgresTests(PostgresFixture postgres) : ChannelRepliesTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class ActivityEndpointsOnPostgresTests(PostgresFixture postgres) : ActivityEndpointsTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class ConversationEndpointsOnPostgresTests(PostgresFixture postgres) : ConversationEndpointsTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class StreamOnPostgresTests(PostgresFixture postgres) : StreamTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class FileStoreOnPostgresTests(PostgresFixture postgres) : FileStoreTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class CustomerConversationsOnPostgresTests(PostgresFixture postgres) : CustomerConversationsTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class CustomerChatOnPostgresTests(PostgresFixture postgres) : CustomerChatTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class CaseFilingOnPostgresTests(PostgresFixture postgres) : CaseFilingTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class CaseEndpointsOnPostgresTests(PostgresFixture postgres) : CaseEndpointsTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(ServersOnPostgres.Name)]
public sealed class ReceiptOnPostgresTests(PostgresFixture postgres) : ReceiptTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class PinnedShopsOnPostgresTests(PostgresFixture postgres) : PinnedShopsTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}

[Collection(OnPostgres.Name)]
public sealed class ShippedComplaintOnPostgresTests(PostgresFixture postgres) : ShippedComplaintTests
{
    private protected override TestPlace NewPlace() => postgres.NewPlace();
}
