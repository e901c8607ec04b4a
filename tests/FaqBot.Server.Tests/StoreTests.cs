using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>Tests of what must hold on every store: they run on SQLite, and once more on PostgreSQL (see
/// <see cref="PostgresFixture"/>).</summary>
public abstract class StoreTests
{
    private protected virtual TestPlace NewPlace() => new SqlitePlace();

    private protected TestConversations New(
        Func<Knowledge, ConversationState, TurnInput, TurnOutcome>? turn = null, StorageOptions? options = null, bool isWriting = true) =>
        new(turn, options, isWriting, NewPlace());

    /// <summary>On an <see cref="AwayPlace"/>.</summary>
    private protected TestConversations NewAway() => new(place: new AwayPlace(NewPlace()));
}

/// <summary>A PostgreSQL for the tests of a collection; each place on it is a database of its own. What it loses in a crash is
/// not looked at.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? server;

    internal TestPlace NewPlace(string more = "") => new PostgresPlace(server ?? throw new InvalidOperationException(), more);

    public async Task InitializeAsync() => server = await PostgresServer.New(("fsync", "off"));

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}

/// <summary>What comes over HTTP to a store on PostgreSQL: beside the tests of the store itself, as each half takes a minute.</summary>
[CollectionDefinition(Name)]
public sealed class ServersOnPostgres : ICollectionFixture<PostgresFixture>
{
    public const string Name = "Servers on PostgreSQL";
}
