using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaqBot.Server.Tests;

/// <summary>Direct Line and the pages on a real port and a real store; the turns are the test's.</summary>
internal sealed class DirectLineServer : IAsyncDisposable
{
    public const string Secret = "secret-of-demo-0123456789";
    public const string SecondSecret = "next-secret-of-demo-012345";
    public const string OtherSecret = "secret-of-other-0123456789";

    private readonly WebApplication app;
    private readonly DirectoryInfo uploads;

    private DirectLineServer(WebApplication app, TestConversations conversations, DirectoryInfo uploads)
    {
        this.app = app;
        this.uploads = uploads;
        Conversations = conversations;
    }

    public TestConversations Conversations { get; }

    /// <summary>What expects a "100 Continue" waits for it, however busy this machine is.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan });

    public Uri Address { get; private set; } = new("http://localhost");

    public static async Task<DirectLineServer> Start(
        Func<Knowledge, ConversationState, TurnInput, TurnOutcome>? turn = null, params (string Key, string Value)[] settings) =>
        await Start(new TestConversations(turn), settings);

    /// <summary>On a store of the test's choice.</summary>
    public static async Task<DirectLineServer> Start(TestConversations conversations, params (string Key, string Value)[] settings)
    {
        conversations.Knowledge.Swap(TestKnowledge.Of(TestConversations.Shop, "other"));
        var uploads = Directory.CreateTempSubdirectory("faqbot-test-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddHosting();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Shops:demo:DirectLineSecrets:0"] = Secret,
            ["Shops:demo:DirectLineSecrets:1"] = SecondSecret,
            ["Shops:other:DirectLineSecrets:0"] = OtherSecret,
            // Most tests are faster than any customer.
            ["RateLimits:Enabled"] = "false",
            ["Uploads:Folder"] = uploads.FullName,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        await Register(builder.Services, conversations);

        var app = builder.Build();
        app.UseTrustedProxies();
        app.MapHealth();
        app.MapBotFramework();
        app.MapUploads();
        app.MapCases();
        app.MapCalls();
        app.MapSurveys();
        app.MapPages();
        app.MapStorefronts();
        app.MapOpenApiDocument();
        await app.StartAsync();
        var server = new DirectLineServer(app, conversations, uploads) { Address = new Uri(app.Urls.Single()) };
        server.Client.BaseAddress = server.Address;
        return server;
    }

    /// <summary>Sends, with or without a body, as the holder of a token or secret, or of nothing.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, string? bearer, string? body = null)
    {
        var request = new HttpRequestMessage(method, $"/v3/directline/{path}");
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        return Client.SendAsync(request);
    }

    /// <summary>Sends what must succeed, and returns the answer.</summary>
    public async Task<JsonObject> Ask(HttpMethod method, string path, string? bearer, string? body = null)
    {
        using var response = await Send(method, path, bearer, body);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode}");
        return await ReadJson(response);
    }

    /// <summary>Sends what must be refused, and returns status and code.</summary>
    public async Task<(int Status, string Code)> Refused(HttpMethod method, string path, string? bearer, string? body = null)
    {
        using var response = await Send(method, path, bearer, body);
        return ((int)response.StatusCode, await CodeOf(response));
    }

    public async Task<string> NewToken(string secret = Secret) =>
        (await Ask(HttpMethod.Post, "tokens/generate", secret)).Field("token");

    /// <summary>A conversation that has begun: two greetings are recorded.</summary>
    public async Task<Chat> Begin(string secret = Secret) => new(this, await Ask(HttpMethod.Post, "conversations", await NewToken(secret)));

    public async Task<WebSocket> Open(string streamUrl, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(streamUrl), cancellation);
        return socket;
    }

    /// <summary>Clears up files, as is done now and then.</summary>
    public Task Sweep() => app.Services.GetRequiredService<FileStore>().Sweep(CancellationToken.None);

    public static async Task<JsonObject> ReadJson(HttpResponseMessage response) =>
        WireJson.Parse(await response.Content.ReadAsStringAsync());

    public static async Task<string> CodeOf(HttpResponseMessage response)
    {
        var error = (await ReadJson(response))["error"];
        Assert.NotEmpty(error.Field("message"));
        return error.Field("code");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Conversations.Dispose();
        uploads.Delete(recursive: true);
    }

    private static async Task Register(IServiceCollection services, TestConversations conversations)
    {
        var keys = new SigningKeys(conversations.Store, conversations.Journal, conversations.Time, conversations.Options);
        await keys.Refresh(CancellationToken.None);
        services.AddSingleton<TimeProvider>(conversations.Time);
        services.AddSingleton(keys);
        services.AddSingleton(conversations.Journal);
        services.AddSingleton(conversations.Log);
        services.AddSingleton(conversations.Queue);
        services.AddSingleton(new OutgoingMessages(conversations.Webhooks));
        services.AddSingleton(conversations.Reach);
        services.AddSingleton(conversations.Knowledge);
        services.AddSingleton(new ResumeTokens(conversations.Store, conversations.Journal, conversations.Time));
        services.AddHealth();
        services.AddCountedLines();
        services.AddRateLimits();
        services.AddCustomers();
        services.AddBotFramework();
        services.AddSingleton(conversations.Store);
        services.AddUploads();
        services.AddShopApi();
        services.AddCases();
        services.AddCalls();
        services.AddSingleton<SurveyEndpoints>();
        services.AddPages();
        services.AddStorefronts();
    }
}

/// <summary>A client's view of one conversation.</summary>
internal sealed class Chat(DirectLineServer server, JsonObject start)
{
    public string Id { get; } = start.Field("conversationId");

    public string Token { get; } = start.Field("token");

    public string StreamUrl { get; } = start.Field("streamUrl");

    public string Path(string rest) => $"conversations/{Id}{rest}";

    public Task<JsonObject> Post(string body) => server.Ask(HttpMethod.Post, Path("/activities"), Token, body);

    public Task<HttpResponseMessage> Try(string body) => server.Send(HttpMethod.Post, Path("/activities"), Token, body);

    public Task<(int Status, string Code)> PostRefused(string body) =>
        server.Refused(HttpMethod.Post, Path("/activities"), Token, body);

    public Task<JsonObject> Say(string text, string? clientActivityId = null) => Post(JsonSerializer.Serialize(new
    {
        type = "message",
        text,
        from = new { id = "me" },
        channelData = clientActivityId is null ? null : new { clientActivityID = clientActivityId },
    }));

    public Task<JsonObject> Page(string watermark = "") => server.Ask(HttpMethod.Get, Path($"/activities?watermark={watermark}"), Token);

    public async Task<IReadOnlyList<JsonNode>> Activities(string watermark = "") => (await Page(watermark)).List("activities");

    public async Task<string> StreamUrlAfter(int watermark)
    {
        var path = Path($"?watermark={watermark.ToString(CultureInfo.InvariantCulture)}");
        return (await server.Ask(HttpMethod.Get, path, Token)).Field("streamUrl");
    }
}
