using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>The limits as customers, shops and strangers meet them, with the defaults that a new server has.</summary>
public sealed class RateLimitsTests : IAsyncLifetime
{
    private static readonly RateLimitOptions Defaults = new();

    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    private ManualTime Time => Server.Conversations.Time;

    public async Task InitializeAsync() =>
        started = await DirectLineServer.Start(settings: [("RateLimits:Enabled", "true"), ("TrustedProxies:0", "127.0.0.1")]);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Two_hundred_shoppers_behind_one_address_open_at_once_and_chat()
    {
        var shoppers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => OpenFromPage("203.0.113.7")));

        for (var message = 0; message < 5; message++)
        {
            Time.Advance(TimeSpan.FromSeconds(8));
            var answers = await Task.WhenAll(shoppers.Select(chat => Say(chat, $"message {message}", "203.0.113.7")));
            Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        }
    }

    [Fact]
    public async Task Five_hundred_conversations_of_one_visitor_are_too_many_and_others_do_not_notice()
    {
        List<(int Status, string? RetryAfter)> answers = [];
        for (var i = 0; i < 500; i++)
        {
            answers.Add(await AskForToken("203.0.113.7"));
        }

        Assert.Equal(Defaults.AddressOpeningsBurst, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Skip(Defaults.AddressOpeningsBurst), answer => Assert.Equal((429, "1"), answer));
        Assert.Equal(200, (await AskForToken("203.0.113.8")).Status);
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await AskForToken("203.0.113.7")).Status);
    }

    [Fact]
    public async Task Coming_back_to_a_conversation_is_no_opening()
    {
        var first = await ChatToken("203.0.113.7", "{}");
        var resume = (await DirectLineServer.ReadJson(first)).Field("resume");
        while ((await AskForToken("203.0.113.7")).Status == 200)
        {
            // Until nothing more can be opened.
        }

        using var again = await ChatToken("203.0.113.7", $$"""{"resume":"{{resume}}"}""");

        Assert.Equal(200, (int)again.StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_granted_starts_however_many_were_refused()
    {
        using var granted = await ChatToken("203.0.113.7", "{}");
        while ((await AskForToken("203.0.113.7")).Status == 200)
        {
            // Until nothing more can be opened.
        }

        var start = await Server.Ask(HttpMethod.Post, "conversations", (await DirectLineServer.ReadJson(granted)).Field("token"));

        Assert.NotEmpty(start.Field("streamUrl"));
    }

    [Fact]
    public async Task Fifty_messages_a_second_in_one_conversation_are_too_many_and_only_posting_is_refused()
    {
        var chat = await OpenFromPage("203.0.113.7");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Say(chat, $"{i}", "203.0.113.7")));

        Assert.Equal(Defaults.ConversationPostsBurst, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal((429, "TooManyRequests", "1"), answer));
        Assert.Equal(2 + (2 * Defaults.ConversationPostsBurst), (await chat.Activities()).Count);
        for (var i = 0; i < 100; i++)
        {
            await chat.Page();
            await Server.Ask(HttpMethod.Post, "tokens/refresh", chat.Token);
            await Server.Ask(HttpMethod.Get, chat.Path(""), chat.Token);
            await Server.Ask(HttpMethod.Post, "conversations", chat.Token);
        }
    }

    [Fact]
    public async Task A_refused_post_is_not_kept_and_may_be_repeated_with_the_same_client_activity_id()
    {
        var chat = await OpenFromPage("203.0.113.7");
        for (var i = 0; i < Defaults.ConversationPostsBurst; i++)
        {
            await Say(chat, "quick", "203.0.113.7");
        }

        var refused = await Say(chat, "once more", "203.0.113.7", "same");
        var before = (await chat.Activities()).Count;
        Time.Advance(TimeSpan.FromSeconds(1));
        var taken = await Say(chat, "once more", "203.0.113.7", "same");

        Assert.Equal(429, refused.Status);
        Assert.Equal(200, taken.Status);
        Assert.Equal(before + 2, (await chat.Activities()).Count);
    }

    [Fact]
    public async Task Fifty_messages_a_second_over_many_conversations_of_one_address_are_too_many()
    {
        var chats = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => OpenFromPage("203.0.113.7")));
        var neighbour = await OpenFromPage("203.0.113.8");

        var refused = 0;
        for (var second = 0; second < 60; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            var answers = await Task.WhenAll(chats.Where((_, i) => i % 2 == second % 2).Select(chat => Say(chat, "x", "203.0.113.7")));
            refused += answers.Count(answer => answer.Status == 429);
        }

        Assert.InRange(refused, 400, 600);
        Assert.Equal(200, (await Say(neighbour, "x", "203.0.113.8")).Status);
    }

    [Fact]
    public async Task A_conversation_that_is_too_fast_does_not_use_up_what_its_neighbours_need()
    {
        var hasty = await OpenFromPage("203.0.113.7");
        var calm = await OpenFromPage("203.0.113.7");
        for (var i = 0; i < 2 * Defaults.AddressPostsBurst; i++)
        {
            await Say(hasty, "x", "203.0.113.7");
        }

        Assert.Equal(200, (await Say(calm, "x", "203.0.113.7")).Status);
    }

    [Fact]
    public async Task The_holder_of_a_secret_is_counted_by_shop_and_not_by_address()
    {
        for (var i = 0; i < Defaults.ShopOpeningsBurst; i++)
        {
            using var opened =
                await Server.Send(HttpMethod.Post, i % 2 == 0 ? "tokens/generate" : "conversations", DirectLineServer.Secret);
            Assert.True(opened.IsSuccessStatusCode);
        }

        Assert.Equal((429, "TooManyRequests"), await Server.Refused(HttpMethod.Post, "tokens/generate", DirectLineServer.SecondSecret));
        Assert.Equal((429, "TooManyRequests"), await Server.Refused(HttpMethod.Post, "conversations", DirectLineServer.Secret));
        await Server.NewToken(DirectLineServer.OtherSecret);
    }

    [Fact]
    public async Task The_holder_of_a_secret_posts_for_many_customers()
    {
        var chats = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => Server.Begin()));

        for (var i = 0; i < 8; i++)
        {
            foreach (var chat in chats)
            {
                await Server.Ask(HttpMethod.Post, chat.Path("/activities"), DirectLineServer.Secret, """{"type":"message","text":"x"}""");
            }
        }
    }

    [Fact]
    public async Task Whoever_has_no_right_to_a_conversation_cannot_use_up_its_posts()
    {
        var chat = await OpenFromPage("203.0.113.7");
        var stranger = await OpenFromPage("203.0.113.9");
        for (var i = 0; i < 2 * Defaults.ConversationPostsBurst; i++)
        {
            foreach (var bearer in new[] { "junk", stranger.Token, DirectLineServer.OtherSecret })
            {
                Assert.Equal(
                    403, (await Server.Refused(HttpMethod.Post, chat.Path("/activities"), bearer, """{"type":"message"}""")).Status);
            }
        }

        Assert.Equal(200, (await Say(chat, "x", "203.0.113.7")).Status);
    }

    [Theory]
    [InlineData("198.51.100.{0}, 203.0.113.7")]
    [InlineData("198.51.100.{0}, 203.0.113.7, 127.0.0.1, 127.0.0.1")]
    public async Task The_address_is_the_last_that_no_proxy_of_ours_has_and_not_what_the_client_claims(string forwarded)
    {
        for (var i = 0; i < Defaults.AddressOpeningsBurst; i++)
        {
            await AskForToken(string.Format(CultureInfo.InvariantCulture, forwarded, i % 250));
        }

        Assert.Equal(429, (await AskForToken("203.0.113.7")).Status);
        Assert.Equal(200, (await AskForToken("198.51.100.1")).Status);
    }

    [Fact]
    public async Task Uploads_are_posts_too()
    {
        var chat = await OpenFromPage("203.0.113.7");
        for (var i = 0; i < Defaults.ConversationPostsBurst; i++)
        {
            await Server.Refused(HttpMethod.Post, chat.Path("/upload"), chat.Token);
        }

        Assert.Equal((429, "TooManyRequests"), await Server.Refused(HttpMethod.Post, chat.Path("/upload"), chat.Token));
    }

    private async Task<Chat> OpenFromPage(string address)
    {
        using var granted = await ChatToken(address, "{}");
        Assert.Equal(200, (int)granted.StatusCode);
        return new Chat(
            Server, await Server.Ask(HttpMethod.Post, "conversations", (await DirectLineServer.ReadJson(granted)).Field("token")));
    }

    private async Task<(int Status, string? RetryAfter)> AskForToken(string address)
    {
        using var response = await ChatToken(address, "{}");
        return ((int)response.StatusCode, response.Headers.RetryAfter?.ToString());
    }

    private async Task<HttpResponseMessage> ChatToken(string address, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/shops/demo/chat-token");
        request.Headers.Add("Origin", Server.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("X-Forwarded-For", address);
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await Server.Client.SendAsync(request);
    }

    private async Task<(int Status, string Code, string? RetryAfter)> Say(
        Chat chat, string text, string address, string? clientActivityId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/{chat.Path("/activities")}");
        request.Headers.Authorization = new("Bearer", chat.Token);
        request.Headers.Add("X-Forwarded-For", address);
        request.Content = JsonContent.Create(new JsonObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["channelData"] = new JsonObject { ["clientActivityID"] = clientActivityId },
        });
        using var response = await Server.Client.SendAsync(request);
        var code = response.IsSuccessStatusCode ? "" : await DirectLineServer.CodeOf(response);
        return ((int)response.StatusCode, code, response.Headers.RetryAfter?.ToString());
    }
}
