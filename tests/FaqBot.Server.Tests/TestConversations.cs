using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>A real store in a folder of its own, with a journal and a queue on it.</summary>
internal sealed class TestConversations : IDisposable
{
    public const string Shop = "demo";

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private RateLimits? limits;

    public TestConversations(
        Func<Knowledge, ConversationState, TurnInput, TurnOutcome>? turn = null,
        StorageOptions? options = null,
        bool isWriting = true,
        TestPlace? place = null,
        Webhooks? webhooks = null)
    {
        Webhooks = webhooks ?? OfDemo();
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

    public FakeLogger<PinnedShops> PinsLogger { get; } = new();

    public Journal Journal { get; }

    public ConversationLog Log { get; }

    public CurrentKnowledge Knowledge { get; } = new();

    public OutboxBell Bell { get; } = new();

    /// <summary>Unless stated, of the shop "demo" one, which wants everything.</summary>
    public Webhooks Webhooks { get; }

    private static Webhooks OfDemo() => new(
        new Microsoft.Extensions.Configuration.ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Shops:demo:Webhooks:0:Url"] = "https://system.example/hook",
            ["Shops:demo:Webhooks:0:Secret"] = "secret-of-the-hook-0123456789-abcdef",
            ["Shops:demo:Webhooks:0:Events"] = string.Join(' ', WebhookEvents.All),
        })
        .Build(),
        new FakeEnvironment("Production"));

    private RateLimits Limits => limits ??= new RateLimits(
        Microsoft.Extensions.Options.Options.Create(new RateLimitOptions()), Time, new CountedLines(Time, new FakeLogger<CountedLines>()),
        new FakeLogger<RateLimits>());

    public Reach Reach => new(Webhooks, Limits);

    /// <summary>Whether orders can be looked up.</summary>
    public bool HasOrders { get; set; }

    public ConversationQueue Queue { get; }

    /// <summary>Another queue on the same store, as another node would have.</summary>
    public ConversationQueue NewQueue(Func<Knowledge, ConversationState, TurnInput, TurnOutcome> turn, Journal? journal = null) =>
        new(
            Store, journal ?? Journal, Log, Knowledge,
            new ConversationTurn(Time, TurnLogger)
            {
                Run = turn,
                Messages = new OutgoingMessages(Webhooks),
                Reach = Reach,
                HasOrders = _ => HasOrders,
            },
            NewDialogs(), Bell);

    /// <summary>What another node would have.</summary>
    public RunningDialogs NewDialogs() => new(Store, new PinnedShops(Store, PinsLogger));

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

    public IReadOnlyList<CaseRow> Cases()
    {
        using var db = Store.OpenDb();
        return [.. db.Cases.OrderBy(row => row.Id)];
    }

    public IReadOnlyList<CaseHistoryRow> CaseHistory()
    {
        using var db = Store.OpenDb();
        return [.. db.CaseHistory.OrderBy(row => row.CaseId).ThenBy(row => row.Version)];
    }

    /// <summary>The bot's.</summary>
    public string LastWords(ConversationId id) => Encoding.UTF8.GetString(Activities(id)[^1].Body);

    /// <summary>The shop vouches for the customer.</summary>
    public void BelongsTo(ConversationId id, byte customer, string shop = Shop) => Journal.Write(async (db, stop) =>
    {
        db.CustomerConversations.Add(new CustomerConversationRow
        {
            ConversationId = id.Value,
            Shop = shop,
            Customer = [customer],
            UserId = "dl_customer",
            IsCurrent = false,
            Since = Microseconds.Now(Time),
        });
        await db.SaveChangesAsync(stop);
    }).GetAwaiter().GetResult();

    public void Dispose()
    {
        Journal.Dispose();
        Store.Dispose();
        Place.Dispose();
    }
}
