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

/// <summary>A PostgreSQL for the tests of a class, the same for all that run at a time: it starts with the first and ends with the last.
/// Each place on it is a database of its own. What it loses in a crash is not looked at.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static int users;
    private static PostgresServer? server;

    internal TestPlace NewPlace(string more = "") => new PostgresPlace(server ?? throw new InvalidOperationException(), more);

    public async Task InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            server ??= await PostgresServer.New(("fsync", "off"), ("max_connections", "800"));
            users++;
        }
        finally
        {
            Gate.Release();
        }
    }

    public async Task DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            users--;
            if (users == 0 && server is not null)
            {
                await server.DisposeAsync();
                server = null;
            }
        }
        finally
        {
            Gate.Release();
        }
    }
}
