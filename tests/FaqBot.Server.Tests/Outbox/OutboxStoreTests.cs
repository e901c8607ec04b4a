namespace FaqBot.Server.Tests;

/// <summary>An outbox on a store with two conversations, <c>c1</c> and <c>c2</c>.</summary>
public abstract class OutboxStoreTests : StoreTests, IAsyncLifetime
{
    private protected const string Kind = "test";

    private TestConversations? started;

    private protected TestConversations Test => started ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        started = New();
        await Test.Begin("c1");
        await Test.Begin("c2");
    }

    public Task DisposeAsync()
    {
        started?.Dispose();
        return Task.CompletedTask;
    }
}
