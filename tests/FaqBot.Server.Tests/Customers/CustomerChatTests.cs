using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

/// <summary>chat-token with a customer's token.</summary>
public class CustomerChatTests : StoreTests, IAsyncLifetime, IDisposable
{
    private const string ShopPage = "https://sklep.example";

    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(new DirectLineOptions().TokenSeconds);

    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start(
        New(), ("Shops:demo:CustomerSecrets:0", CustomerVector.Secret), ("DirectLine:KeepAliveSeconds", "1"));

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public void Dispose()
    {
        patience.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_customer_finds_the_same_conversation_on_another_device_and_is_given_no_resume()
    {
        var telephone = await Answer(customer: TokenOf("anna"));
        await Start(telephone);

        var computer = await Answer(customer: TokenOf("anna"));

        Assert.Equal(telephone.Field("conversationId"), computer.Field("conversationId"));
        Assert.Equal(telephone.Field("userId"), computer.Field("userId"));
        Assert.False(telephone.ContainsKey("resume"));
        Assert.False(computer.ContainsKey("resume"));
    }

    [Fact]
    public async Task What_was_said_before_signing_in_goes_with_the_customer()
    {
        var before = await Answer();
        await Start(before);

        var after = await Answer(customer: TokenOf("anna"), resume: before.Field("resume"));
        var elsewhere = await Answer(customer: TokenOf("anna"));
        var signedOut = await Answer(resume: before.Field("resume"));

        Assert.Equal(before.Field("conversationId"), after.Field("conversationId"));
        Assert.Equal(before.Field("conversationId"), elsewhere.Field("conversationId"));
        Assert.NotEqual(before.Field("conversationId"), signedOut.Field("conversationId"));
    }

    [Fact]
    public async Task A_token_from_before_signing_in_cannot_be_renewed()
    {
        var before = await Answer();
        var id = before.Field("conversationId");
        await Start(before);
        var after = await Answer(customer: TokenOf("anna"), resume: before.Field("resume"));

        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Post, "tokens/refresh", before.Field("token")));
        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Post, "conversations", before.Field("token")));
        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Get, $"conversations/{id}", before.Field("token")));
        var renewed = await Server.Ask(HttpMethod.Post, "tokens/refresh", after.Field("token"));
        var again = await Server.Ask(HttpMethod.Get, $"conversations/{id}", renewed.Field("token"));
        await Server.Ask(HttpMethod.Post, "tokens/refresh", again.Field("token"));
        await Server.Ask(HttpMethod.Get, $"conversations/{id}", DirectLineServer.Secret);
    }

    [Fact]
    public async Task A_socket_from_before_signing_in_is_closed_when_its_token_would_have_run_out()
    {
        var before = await Answer();
        var chat = new Chat(Server, await Start(before));
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);
        await Answer(customer: TokenOf("anna"), resume: before.Field("resume"));

        Server.Conversations.Time.Advance(TokenLife);

        Assert.True(await socket.IsClosed(patience.Token));
        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Get, chat.Path(""), chat.Token));
    }

    [Fact]
    public async Task A_socket_that_waited_in_its_address_while_somebody_signed_in_lives_no_longer()
    {
        var before = await Answer();
        var chat = new Chat(Server, await Start(before));
        await Answer(customer: TokenOf("anna"), resume: before.Field("resume"));
        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(59));
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        Server.Conversations.Time.Advance(TokenLife - TimeSpan.FromSeconds(59));

        Assert.True(await socket.IsClosed(patience.Token));
    }

    [Fact]
    public async Task The_socket_of_a_conversation_that_stays_anonymous_outlives_its_token()
    {
        var chat = new Chat(Server, await Start(await Answer()));
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        for (var life = 0; life < 2; life++)
        {
            Server.Conversations.Time.Advance(TokenLife);
            Assert.Empty(await socket.NextText(patience.Token));
            Assert.Empty(await socket.NextText(patience.Token));
        }
        var again = await Server.Ask(HttpMethod.Get, chat.Path(""), DirectLineServer.Secret);
        await Server.Ask(HttpMethod.Post, chat.Path("/activities"), again.Field("token"), """{"type":"message","text":"hello"}""");

        Assert.Equal("hello", (await socket.Receive(2, patience.Token))[0].Field("text"));
    }

    [Fact]
    public async Task What_a_customer_holds_is_renewed_until_the_shop_s_word_for_them_ends()
    {
        var first = await Answer(customer: TokenOf("anna"));
        var chat = new Chat(Server, await Start(first));
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);
        var token = chat.Token;
        for (var renewal = 0; renewal < 3; renewal++)
        {
            Server.Conversations.Time.Advance(TimeSpan.FromMinutes(20));
            token = (await Server.Ask(HttpMethod.Post, "tokens/refresh", token)).Field("token");
        }
        Assert.Empty(await socket.NextText(patience.Token));
        Assert.Empty(await socket.NextText(patience.Token));

        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(CustomerLimits.SkewSeconds));

        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Post, "tokens/refresh", token));
        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Post, "conversations", token));
        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Get, chat.Path(""), token));
        Server.Conversations.Time.Advance(TokenLife);
        Assert.True(await socket.IsClosed(patience.Token));
        Assert.Equal(chat.Id, (await Answer(customer: TokenOf("anna"))).Field("conversationId"));
    }

    [Fact]
    public async Task Another_customer_has_another_conversation()
    {
        var anna = await Answer(customer: TokenOf("anna"));
        var jan = await Answer(customer: TokenOf("jan"));

        Assert.NotEqual(anna.Field("conversationId"), jan.Field("conversationId"));
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_401_and_says_why()
    {
        using var response = await Ask(customer: TokenOf("anna", audience: "other"));

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"aud\" must be \"demo\"", (await DirectLineServer.ReadJson(response)).Field("detail"), StringComparison.Ordinal);
        Assert.Equal(ShopPage, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task A_foreign_page_is_not_told_whether_a_token_is_valid()
    {
        using var response = await Ask(customer: TokenOf("anna"), origin: "https://evil.example");

        Assert.Equal(403, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_empty_token_is_that_of_nobody()
    {
        var answer = await Answer(customer: "");

        Assert.NotEmpty(answer.Field("resume"));
    }

    [Fact]
    public async Task A_token_of_another_kind_is_400()
    {
        using var response = await Post("""{"customer":7}""", ShopPage);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Two_devices_at_once_are_given_one_conversation()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Answer(customer: TokenOf("anna"))));

        Assert.Single(answers.Select(answer => answer.Field("conversationId")).Distinct(StringComparer.Ordinal));
    }

    private string TokenOf(string customer, string audience = "demo") =>
        CustomerVector.Of(customer, audience, Server.Conversations.Time.GetUtcNow());

    private Task<JsonObject> Start(JsonObject answer) => Server.Ask(HttpMethod.Post, "conversations", answer.Field("token"));

    private async Task<JsonObject> Answer(string? customer = null, string? resume = null)
    {
        using var response = await Ask(customer, resume);
        Assert.Equal(200, (int)response.StatusCode);
        return await DirectLineServer.ReadJson(response);
    }

    private Task<HttpResponseMessage> Ask(string? customer, string? resume = null, string origin = ShopPage) =>
        Post(JsonSerializer.Serialize(new { customer, resume }), origin);

    private async Task<HttpResponseMessage> Post(string body, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/shops/demo/chat-token");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Origin", origin);
        return await Server.Client.SendAsync(request);
    }
}
