using System.Text;
using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

public sealed class ChatTokenTests : IAsyncLifetime
{
    private const string ShopPage = "https://sklep.example";

    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    private string OwnPage => Server.Address.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync() => started = await DirectLineServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_page_of_ours_or_of_the_shop_gets_into_a_new_conversation()
    {
        foreach (var origin in new[] { OwnPage, ShopPage })
        {
            using var response = await Ask(origin, """{"language":"pl"}""");

            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal(origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
            var answer = await DirectLineServer.ReadJson(response);
            Assert.Equal(1_800, answer["expires_in"]?.GetValue<int>());
            Assert.StartsWith("dl_", answer.Field("userId"), StringComparison.Ordinal);
            Assert.NotEmpty(answer.Field("resume"));
            await Server.Ask(HttpMethod.Post, "conversations", answer.Field("token"));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("https://sklep.example.evil.example")]
    [InlineData("http://sklep.example")]
    public async Task Any_other_page_is_refused(string? origin)
    {
        using var response = await Ask(origin, "{}");

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_resume_comes_back_to_the_same_conversation_as_the_same_customer()
    {
        var first = await Answer("{}");
        await Server.Ask(HttpMethod.Post, "conversations", first.Field("token"));

        var second = await Answer($$"""{"resume":"{{first.Field("resume")}}"}""");

        Assert.Equal(first.Field("conversationId"), second.Field("conversationId"));
        Assert.Equal(first.Field("userId"), second.Field("userId"));
        Assert.Equal(first.Field("resume"), second.Field("resume"));
    }

    [Fact]
    public async Task A_resume_before_the_start_works_too()
    {
        var first = await Answer("{}");

        var second = await Answer($$"""{"resume":"{{first.Field("resume")}}"}""");
        await Server.Ask(HttpMethod.Get, $"conversations/{second.Field("conversationId")}", second.Field("token"));

        Assert.Equal(first.Field("conversationId"), second.Field("conversationId"));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_unknown_resume_is_a_new_conversation(string resume)
    {
        var answer = await Answer($$"""{"resume":"{{resume}}"}""");

        Assert.NotEqual(resume, answer.Field("resume"));
    }

    [Fact]
    public async Task After_the_end_a_resume_is_a_new_conversation()
    {
        var first = await Answer("{}");
        await Server.Ask(HttpMethod.Post, "conversations", first.Field("token"));
        await Server.Ask(
            HttpMethod.Post, $"conversations/{first.Field("conversationId")}/activities",
            first.Field("token"), """{"type":"endOfConversation"}""");

        var second = await Answer($$"""{"resume":"{{first.Field("resume")}}"}""");

        Assert.NotEqual(first.Field("conversationId"), second.Field("conversationId"));
    }

    [Theory]
    [InlineData("[]", 400)]
    [InlineData("nonsense", 400)]
    [InlineData("""{"resume":5}""", 400)]
    [InlineData("""{"language":{}}""", 400)]
    [InlineData("""{"resume":"a","resume":"b"}""", 400)]
    public async Task A_bad_body_is_a_problem(string body, int status)
    {
        using var response = await Ask(OwnPage, body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_long_body_is_too_much_and_no_body_is_enough()
    {
        using var tooLong = await Ask(OwnPage, $$"""{"resume":"{{new string('a', 5_000)}}"}""");
        using var none = await Ask(OwnPage, "");

        Assert.Equal(413, (int)tooLong.StatusCode);
        Assert.Equal(200, (int)none.StatusCode);
    }

    [Fact]
    public async Task An_unknown_shop_is_404()
    {
        using var response = await Ask(OwnPage, "{}", "nowhere");

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(ShopPage, 204)]
    [InlineData("https://evil.example", 403)]
    public async Task A_preflight_says_whether_a_page_may_ask(string origin, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/shops/demo/chat-token");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 204, response.Headers.Contains("Access-Control-Allow-Headers"));
    }

    private async Task<HttpResponseMessage> Ask(string? origin, string body, string shop = "demo")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/shops/{shop}/chat-token");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }
        return await Server.Client.SendAsync(request);
    }

    private async Task<JsonObject> Answer(string body)
    {
        using var response = await Ask(OwnPage, body);
        Assert.Equal(200, (int)response.StatusCode);
        return await DirectLineServer.ReadJson(response);
    }
}
