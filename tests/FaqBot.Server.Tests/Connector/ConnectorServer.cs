using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaqBot.Server.Tests;

/// <summary>The Connector and the outbox on a real port and a real store, with a channel that a test can spoil; the turns are the test's.
/// </summary>
internal sealed class ConnectorServer : IAsyncDisposable
{
    public const string AppId = "11111111-aaaa-4000-8000-000000000001";
    public const string OtherAppId = "22222222-bbbb-4000-8000-000000000002";
    public const string Password = "password-of-demo";

    private readonly WebApplication app;
    private bool isStarted;

    private ConnectorServer(WebApplication app, TestConversations conversations, FakeChannel channel)
    {
        this.app = app;
        Conversations = conversations;
        Channel = channel;
    }

    public TestConversations Conversations { get; }

    public FakeChannel Channel { get; }

    public HttpClient Client { get; } = new();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<ConnectorServer> Start(
        Func<Knowledge, ConversationState, TurnInput, TurnOutcome>? turn = null,
        string environment = "Testing",
        bool isRegistered = true,
        TestPlace? place = null,
        params (string Key, string Value)[] settings)
    {
        var conversations = new TestConversations(turn, place: place);
        conversations.Knowledge.Swap(TestKnowledge.Of(TestConversations.Shop, "other"));
        var channel = await FakeChannel.Start(conversations.Time);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Configure(builder, channel.Settings().Where(setting => isRegistered || !setting.Key.StartsWith("Shops", StringComparison.Ordinal)));
        // Most tests are faster than any customer.
        Configure(builder, [("RateLimits:Enabled", "false")]);
        Configure(builder, settings);
        Register(builder.Services, conversations);
        var server = new ConnectorServer(builder.Build(), conversations, channel);
        try
        {
            server.app.MapConnector();
            await server.app.StartAsync();
            server.isStarted = true;
            server.Client.BaseAddress = new Uri(server.app.Urls.Single());
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A message as a channel posts it; <paramref name="change"/> spoils it.</summary>
    public JsonObject Message(string text, string? id = null, Action<JsonObject>? change = null)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["timestamp"] = "2026-11-21T12:00:00.000Z",
            ["channelId"] = "test",
            ["serviceUrl"] = Channel.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = "user-1", ["name"] = "Ala" },
            ["recipient"] = new JsonObject { ["id"] = "bot-1", ["name"] = "Sklep" },
            ["conversation"] = new JsonObject { ["id"] = "talk/1", ["tenantId"] = "tenant-1" },
            ["text"] = text,
            ["locale"] = "pl-PL",
        };
        change?.Invoke(activity);
        return activity;
    }

    /// <summary>The bot and a customer come into the conversation.</summary>
    public JsonObject Joined(Action<JsonObject>? change = null) => Message("", change: activity =>
    {
        activity["type"] = "conversationUpdate";
        activity.Remove("text");
        activity["membersAdded"] = new JsonArray(
            new JsonObject { ["id"] = "bot-1" }, new JsonObject { ["id"] = "user-1", ["name"] = "Ala" });
        change?.Invoke(activity);
    });

    public Task<HttpResponseMessage> Post(string body, string? authorization, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/messages{query}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> Post(JsonObject activity) => Post(activity.ToJsonString(), $"Bearer {Channel.Token()}");

    public async Task<int> Status(JsonObject activity, string? authorization)
    {
        using var response = await Post(activity.ToJsonString(), authorization);
        return (int)response.StatusCode;
    }

    public async Task<int> Status(JsonObject activity)
    {
        using var response = await Post(activity);
        return (int)response.StatusCode;
    }

    /// <summary>Posts what expects replies, and returns them.</summary>
    public async Task<IReadOnlyList<JsonNode>> Ask(JsonObject activity)
    {
        activity["deliveryMode"] = "expectReplies";
        using var response = await Post(activity);
        Assert.Equal(200, (int)response.StatusCode);
        return WireJson.Parse(await response.Content.ReadAsStringAsync()).List("activities");
    }

    /// <summary>The ids of all conversations.</summary>
    public IReadOnlyList<ConversationRow> Stored()
    {
        using var db = Conversations.Store.OpenDb();
        return [.. db.Conversations.OrderBy(row => row.CreatedAt)];
    }

    /// <summary>What the log of the only conversation says: who, and what.</summary>
    public IReadOnlyList<string> Transcript() =>
    [
        .. Conversations.Activities(new ConversationId(Stored().Single().Id))
            .Select(row => $"{row.Sender}: {JsonNode.Parse(row.Body)?["text"] ?? row.Type}"),
    ];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (isStarted)
        {
            await app.StopAsync();
        }
        await app.DisposeAsync();
        await Channel.DisposeAsync();
        Conversations.Dispose();
    }

    private static void Configure(WebApplicationBuilder builder, IEnumerable<(string Key, string Value)> settings) =>
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));

    private static void Register(IServiceCollection services, TestConversations conversations)
    {
        services.AddSingleton<TimeProvider>(conversations.Time);
        services.AddSingleton<Store>(conversations.Store);
        services.AddSingleton(conversations.Journal);
        services.AddSingleton(conversations.Log);
        services.AddSingleton(conversations.Queue);
        services.AddSingleton(conversations.Knowledge);
        services.AddCountedLines();
        services.AddRateLimits();
        services.AddOutbox();
        services.AddSingleton(conversations.Bell);
        services.AddConnector();
    }
}
