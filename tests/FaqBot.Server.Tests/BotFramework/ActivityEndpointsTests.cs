using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

public class ActivityEndpointsTests : StoreTests, IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start(New());

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_post_is_answered_with_the_recorded_id_and_the_echo_comes_before_the_reply()
    {
        var chat = await Server.Begin();

        var posted = await chat.Say("ile kosztuje dostawa?", "k1");

        var activities = await chat.Activities("2");
        Assert.Equal(posted.Field("id"), activities[0].Field("id"));
        Assert.Equal("ile kosztuje dostawa?", activities[0].Field("text"));
        Assert.Equal("k1", activities[0]["channelData"].Field("clientActivityID"));
        Assert.Equal("user", activities[0]["from"].Field("role"));
        Assert.Equal(posted.Field("id"), activities[1].Field("replyToId"));
        Assert.Equal("bot", activities[1]["from"].Field("role"));
    }

    [Fact]
    public async Task Unknown_fields_come_back_as_they_were()
    {
        var chat = await Server.Begin();
        const string unknown = """{"deep":{"er":[1,2.5,null,{"x":"ł"}]},"flag":true}""";

        await chat.Post($$$"""
            {"type":"message","text":"x","from":{"id":"me","shoe":{"size":42}},"channelData":{{{unknown}}} ,"brandNew":{{{unknown}}} }
            """);

        var echo = (await chat.Activities("2"))[0];
        Assert.True(JsonNode.DeepEquals(WireJson.Parse(unknown), echo["channelData"]));
        Assert.True(JsonNode.DeepEquals(WireJson.Parse(unknown), echo["brandNew"]));
        Assert.Equal(42, echo["from"]?["shoe"]?["size"]?.GetValue<int>());
    }

    [Fact]
    public async Task What_a_client_claims_to_be_is_not_believed()
    {
        var chat = await Server.Begin();

        await chat.Post("""
            {"type":"message","text":"x","id":"forged|0000001","timestamp":"1999-01-01T00:00:00Z","serviceUrl":"https://evil.example",
             "callerId":"forged","from":{"id":"demo","role":"bot"},"conversation":{"id":"other"},"recipient":{"id":"nobody"}}
            """);

        var echo = (await chat.Activities("2"))[0];
        Assert.Equal($"{chat.Id}|0000003", echo.Field("id"));
        Assert.StartsWith("2026-11-21T", echo.Field("timestamp"), StringComparison.Ordinal);
        Assert.StartsWith("dl_", echo["from"].Field("id"), StringComparison.Ordinal);
        Assert.Equal("user", echo["from"].Field("role"));
        Assert.Equal(chat.Id, echo["conversation"].Field("id"));
        Assert.Null(echo["serviceUrl"]);
        Assert.Null(echo["callerId"]);
    }

    [Fact]
    public async Task A_repeat_is_recorded_and_answered_once()
    {
        var chat = await Server.Begin();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => chat.Say("twice", "same")));

        Assert.Single(ids.Select(id => id.Field("id")).Distinct());
        Assert.Equal(4, (await chat.Activities()).Count);
    }

    [Fact]
    public async Task Parallel_posts_are_answered_one_by_one_in_the_order_of_the_record()
    {
        var chat = await Server.Begin();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => chat.Say($"message {i}", $"k{i}")));

        var activities = await chat.Activities("2");
        Assert.Equal(24, activities.Count);
        for (var i = 0; i < activities.Count; i += 2)
        {
            Assert.Equal("user", activities[i]["from"].Field("role"));
            Assert.Equal(activities[i].Field("id"), activities[i + 1].Field("replyToId"));
        }
        var timestamps = activities.Select(activity => activity.Field("timestamp")).ToList();
        Assert.Equal(timestamps.Order(StringComparer.Ordinal).Distinct(), timestamps);
    }

    [Fact]
    public async Task Pages_end_and_together_hold_everything_once()
    {
        var chat = await Server.Begin();
        for (var i = 0; i < 60; i++)
        {
            await chat.Say($"message {i}");
        }

        List<string> ids = [];
        var watermark = "";
        while (true)
        {
            var page = await chat.Page(watermark);
            if (page.List("activities").Count == 0)
            {
                Assert.Equal(watermark, page.Field("watermark"));
                break;
            }
            ids.AddRange(page.List("activities").Select(activity => activity.Field("id")));
            watermark = page.Field("watermark");
        }

        Assert.Equal(Enumerable.Range(1, 122).Select(i => $"{chat.Id}|{i:D7}"), ids);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("1%20")]
    [InlineData("9999999999999999999999")]
    public async Task A_watermark_that_is_not_ours_is_refused(string watermark)
    {
        var chat = await Server.Begin();

        Assert.Equal(
            (400, "BadArgument"), await Server.Refused(HttpMethod.Get, chat.Path($"/activities?watermark={watermark}"), chat.Token));
        Assert.Equal((400, "BadArgument"), await Server.Refused(HttpMethod.Get, chat.Path($"?watermark={watermark}"), chat.Token));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("-", 2)]
    [InlineData("0", 2)]
    [InlineData("0000001", 1)]
    [InlineData("2", 0)]
    [InlineData("3", 2)]
    [InlineData("1000", 2)]
    public async Task A_watermark_is_what_was_seen(string watermark, int left)
    {
        var chat = await Server.Begin();

        Assert.Equal(left, (await chat.Activities(watermark)).Count);
    }

    [Fact]
    public async Task Typing_and_events_are_taken_but_only_events_are_history()
    {
        var chat = await Server.Begin();

        Assert.NotEmpty((await chat.Post("""{"type":"typing","from":{"id":"me"}}""")).Field("id"));
        await chat.Post("""{"type":"event","name":"webchat/join","value":{"language":"pl"}}""");
        await chat.Post("""{"type":"conversationUpdate","membersAdded":[{"id":"me"}]}""");

        Assert.Equal(["event"], (await chat.Activities("2")).Select(activity => activity.Field("type")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{\"type\":\"message\"}]")]
    [InlineData("{\"text\":\"no type\"}")]
    [InlineData("{\"type\":\"message\",\"type\":\"event\"}")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\"}")]
    [InlineData("{\"type\":\"message\",\"text\":\"a\\u0000b\"}")]
    [InlineData("{\"type\":\"message\",\"text\":7}")]
    [InlineData("{\"type\":\"message\",\"from\":[]}")]
    public async Task Bad_input_is_refused_and_the_conversation_goes_on(string body)
    {
        var chat = await Server.Begin();

        Assert.Equal((400, "BadArgument"), await chat.PostRefused(body));

        await chat.Say("still there?");
        Assert.Equal(4, (await chat.Activities()).Count);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var chat = await Server.Begin();

        Assert.Equal((400, "BadArgument"), await chat.PostRefused(new string('[', 10_000)));
        Assert.Equal(
            (400, "BadArgument"),
            await chat.PostRefused($"{{\"type\":\"message\",\"value\":{new string('[', 10_000)}{new string(']', 10_000)}}}"));
    }

    [Fact]
    public async Task Five_megabytes_are_too_much_whether_announced_or_not_and_the_conversation_goes_on()
    {
        var chat = await Server.Begin();
        var body = JsonSerializer.Serialize(new { type = "message", text = new string('a', 5_000_000) });
        using var unannounced = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/{chat.Path("/activities")}")
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body))),
        };
        unannounced.Headers.TransferEncodingChunked = true;
        unannounced.Headers.Authorization = new("Bearer", chat.Token);

        using var response = await Server.Client.SendAsync(unannounced);

        Assert.Equal((413, "MessageSizeTooBig"), ((int)response.StatusCode, await DirectLineServer.CodeOf(response)));
        Assert.Equal((413, "MessageSizeTooBig"), await chat.PostRefused(body));
        await chat.Say("still there?");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("🙂🙂🙂")]
    [InlineData("‮مرحبا")]
    public async Task A_message_without_words_is_a_message(string text)
    {
        var chat = await Server.Begin();

        await chat.Say(text);

        Assert.Equal(text, (await chat.Activities("2"))[0].Field("text"));
    }

    [Fact]
    public async Task A_text_longer_than_the_bot_reads_is_taken()
    {
        var chat = await Server.Begin();

        await chat.Say(new string('ż', 40_000));

        Assert.Equal(2, (await chat.Activities("2")).Count);
    }

    [Fact]
    public async Task When_too_much_waits_a_post_is_told_when_to_come_back_and_reading_goes_on()
    {
        using var gate = new ManualResetEventSlim();
        await using var server = await DirectLineServer.Start(New((knowledge, state, input) =>
        {
            if (input.Event is TurnEvent.Message)
            {
                gate.Wait(TimeSpan.FromSeconds(30));
            }
            return FakeTurns.Echo(knowledge, state, input);
        }));
        var chat = await server.Begin();
        var path = chat.Path("/activities");

        var posts = Enumerable.Range(0, ConversationLanes.WaitingMax + 2)
            .Select(i => server.Send(HttpMethod.Post, path, chat.Token, $$"""{"type":"message","text":"{{i}}"}""")).ToList();
        using var refused = await await Task.WhenAny(posts);
        var readable = (await chat.Activities()).Count;
        gate.Set();
        var answers = await Task.WhenAll(posts);

        Assert.Equal((503, "ServiceBusy"), ((int)refused.StatusCode, await DirectLineServer.CodeOf(refused)));
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(2, readable);
        Assert.Equal(ConversationLanes.WaitingMax + 1, answers.Count(answer => answer.IsSuccessStatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_that_fails_is_an_empty_page_so_that_polling_goes_on(bool isWithSecret)
    {
        var chat = await Server.Begin();
        var bearer = isWithSecret ? DirectLineServer.Secret : chat.Token;
        var path = chat.Path("/activities?watermark=1");
        var before = await Server.Ask(HttpMethod.Get, path, bearer);
        Server.Conversations.Store.Dispose();

        var page = await Server.Ask(HttpMethod.Get, path, bearer);

        Assert.Single(before.List("activities"));
        Assert.Empty(page.List("activities"));
        Assert.Equal("1", page.Field("watermark"));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "nothing/here")]
    [InlineData("POST", "conversations/x/unknown")]
    [InlineData("GET", "conversations/x/stream/multimodal?watermark=&t=x")]
    [InlineData("GET", "conversations//activities")]
    public async Task Unknown_addresses_are_404_in_Direct_Line_s_shape(string method, string path)
    {
        Assert.Equal((404, "NotFound"), await Server.Refused(new HttpMethod(method), path, null));
    }

    [Theory]
    [InlineData("conversations/%00/activities")]
    [InlineData("conversations/%ff%fe/activities")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("conversations/..%2f..%2fetc/activities")]
    public async Task Addresses_that_are_none_are_the_client_s_fault(string path)
    {
        using var response = await Server.Send(HttpMethod.Get, path, DirectLineServer.Secret);

        Assert.InRange((int)response.StatusCode, 400, 404);
    }

    [Theory]
    [InlineData("tokens/generate", "POST")]
    [InlineData("tokens/refresh", "POST")]
    [InlineData("conversations", "POST")]
    [InlineData("conversations/x", "GET")]
    [InlineData("conversations/x/activities", "GET", "POST")]
    [InlineData("conversations/x/upload", "POST")]
    [InlineData("conversations/x/stream", "GET")]
    [InlineData("session/getsessionid", "GET")]
    public async Task Wrong_methods_are_405_in_Direct_Line_s_shape(string path, params string[] taken)
    {
        foreach (var method in new[] { "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "FROBNICATE" }.Except(taken))
        {
            using var response = await Server.Send(new HttpMethod(method), path, DirectLineServer.Secret);

            Assert.Equal(405, (int)response.StatusCode);
            Assert.Equal(taken.Order(), response.Content.Headers.Allow.Order());
            if (method is not "HEAD")
            {
                Assert.Equal("MethodNotAllowed", await DirectLineServer.CodeOf(response));
            }
        }
    }
}
