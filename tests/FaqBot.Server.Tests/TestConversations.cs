using System.Globalization;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Testing;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>A real store in a folder of its own, with a journal and a queue on it.</summary>
internal sealed class TestConversations : IDisposable
{
    public const string Shop = "demo";

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public TestConversations(
        Func<Knowledge, ConversationState, TurnInput, TurnOutcome>? turn = null,
        StorageOptions? options = null,
        bool isWriting = true,
        TestPlace? place = null)
    {
        Place = place ?? new SqlitePlace();
        Options = Microsoft.Extensions.Options.Options.Create(options ?? new StorageOptions());
        Store = Place.Open();
        Store.Migrate(Time);
        Journal = new Journal(Store, Options, JournalLogger);
        if (isWriting)
        {
            Journal.Start();
        }
        Log = new ConversationLog(Store);
        Knowledge.Swap(TestKnowledge.Of(Shop));
        Queue = NewQueue(turn ?? FakeTurns.Echo);
    }

    public TestPlace Place { get; }

    public IOptions<StorageOptions> Options { get; }

    public ManualTime Time { get; } = new(Start);

    public Store Store { get; }

    public FakeLogger<Journal> JournalLogger { get; } = new();

    public FakeLogger<ConversationTurn> TurnLogger { get; } = new();

    public Journal Journal { get; }

    public ConversationLog Log { get; }

    public CurrentKnowledge Knowledge { get; } = new();

    public OutboxBell Bell { get; } = new();

    public ConversationQueue Queue { get; }

    /// <summary>Another queue on the same store, as another node would have.</summary>
    public ConversationQueue NewQueue(Func<Knowledge, ConversationState, TurnInput, TurnOutcome> turn) =>
        new(Store, Journal, Log, Knowledge, new ConversationTurn(Time, TurnLogger) { Run = turn }, Bell);

    /// <summary>A conversation that has begun: two greetings.</summary>
    public async Task<ConversationId> Begin(string id = "c1", string shop = Shop)
    {
        var conversation = new ConversationId(id);
        await Queue.Start(conversation, shop, "dl_customer", "pl-PL", CancellationToken.None);
        return conversation;
    }

    public Task<PostResult> Post(ConversationId id, string text, string? clientId = null) =>
        Queue.Post(Message(id, text, clientId), CancellationToken.None);

    public static Inbound Message(ConversationId id, string text, string? clientId = null) => new(
        id, "dl_customer", clientId, new JsonObject { ["type"] = "message", ["text"] = text }, new TurnEvent.Message(text), "pl-PL");

    /// <summary>The sequence of a recorded activity.</summary>
    public static long Sequence(PostResult result) =>
        long.Parse(Assert.IsType<PostResult.Recorded>(result).ActivityId.Split('|')[1], CultureInfo.InvariantCulture);

    public IReadOnlyList<ActivityRow> Activities(ConversationId id)
    {
        using var db = Store.OpenDb();
        return [.. db.Activities.Where(row => row.ConversationId == id.Value).OrderBy(row => row.Sequence)];
    }

    public IReadOnlyList<TurnRow> Turns(ConversationId id)
    {
        using var db = Store.OpenDb();
        return [.. db.Turns.Where(row => row.ConversationId == id.Value).OrderBy(row => row.Turn)];
    }

    public void Dispose()
    {
        Journal.Dispose();
        Store.Dispose();
        Place.Dispose();
    }
}
