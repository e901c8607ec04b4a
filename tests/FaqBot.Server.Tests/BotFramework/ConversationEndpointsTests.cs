using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server.Tests;

public class ConversationEndpointsTests : StoreTests, IAsyncLifetime
{
    private static readonly (HttpMethod Method, string Path)[] OfAConversation =
        [(HttpMethod.Get, ""), (HttpMethod.Get, "/activities"), (HttpMethod.Post, "/activities"), (HttpMethod.Post, "/upload")];

    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start(New());

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"user":{}}""")]
    [InlineData("""{"user":{"id":"dl_given","name":"Ala"},"trustedOrigins":["https://x.example"],"eTag":"1"}""")]
    public async Task A_secret_generates_a_token_with_or_without_a_body(string? body)
    {
        var answer = await Server.Ask(HttpMethod.Post, "tokens/generate", DirectLineServer.Secret, body);

        Assert.NotEmpty(answer.Field("conversationId"));
        Assert.NotEmpty(answer.Field("token"));
        Assert.Equal(1_800, answer["expires_in"]?.GetValue<int>());
        Assert.Null(answer["streamUrl"]);
    }

    [Fact]
    public async Task Both_secrets_of_a_shop_are_taken()
    {
        await Server.NewToken(DirectLineServer.Secret);
        await Server.NewToken(DirectLineServer.SecondSecret);
    }

    [Theory]
    [InlineData(null, 401, "MissingAuthorization")]
    [InlineData("junk", 403, "InvalidToken")]
    [InlineData("secret-of-demo-012345678", 403, "InvalidToken")]
    [InlineData("a.b.c", 403, "InvalidToken")]
    public async Task Without_a_secret_or_token_nobody_gets_in(string? bearer, int status, string code)
    {
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "tokens/generate"), (HttpMethod.Post, "tokens/refresh"), (HttpMethod.Post, "conversations"),
            (HttpMethod.Get, "conversations/x"), (HttpMethod.Get, "conversations/x/activities"),
            (HttpMethod.Post, "conversations/x/activities"),
            (HttpMethod.Post, "conversations/x/upload"), (HttpMethod.Get, "session/getsessionid"),
        })
        {
            Assert.Equal((status, code), await Server.Refused(method, path, bearer));
        }
    }

    [Theory]
    [InlineData("Basic c2VjcmV0")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    public async Task A_malformed_Authorization_is_none(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations");
        request.Headers.TryAddWithoutValidation("Authorization", header);

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_token_neither_generates_nor_does_a_secret_refresh()
    {
        var token = await Server.NewToken();

        Assert.Equal((403, "SecretNeeded"), await Server.Refused(HttpMethod.Post, "tokens/generate", token));
        Assert.Equal((403, "TokenNeeded"), await Server.Refused(HttpMethod.Post, "tokens/refresh", DirectLineServer.Secret));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"user":"me"}""")]
    [InlineData("""{"user":{"id":5}}""")]
    [InlineData("""{"user":{"id":""}}""")]
    [InlineData("""{"user":{"id":"bot"}}""")]
    [InlineData("""{"user":{"id":"demo"}}""")]
    [InlineData("""{"user":{"id":"   "}}""")]
    [InlineData("""{"user":{"id":"\u00a0\u2003"}}""")]
    [InlineData("""{"user":{"id":"a\u0007b"}}""")]
    [InlineData("""{"locale":5}""")]
    [InlineData("""{"user":{},"user":{}}""")]
    public async Task A_bad_body_of_a_start_is_refused(string body)
    {
        Assert.Equal((400, "BadArgument"), await Server.Refused(HttpMethod.Post, "conversations", DirectLineServer.Secret, body));
        Assert.Equal((400, "BadArgument"), await Server.Refused(HttpMethod.Post, "tokens/generate", DirectLineServer.Secret, body));
    }

    [Fact]
    public async Task The_first_start_is_201_with_one_welcome_and_the_second_200_without_another()
    {
        var token = await Server.NewToken();

        using var first = await Server.Send(HttpMethod.Post, "conversations", token, """{"user":{"id":"u-1"},"locale":"pl-PL"}""");
        using var second = await Server.Send(HttpMethod.Post, "conversations", token);

        Assert.Equal(201, (int)first.StatusCode);
        Assert.Equal(200, (int)second.StatusCode);
        var (a, b) = (await DirectLineServer.ReadJson(first), await DirectLineServer.ReadJson(second));
        Assert.Equal(a.Field("conversationId"), b.Field("conversationId"));
        Assert.Equal(2, (await new Chat(Server, b).Activities()).Count);
    }

    [Fact]
    public async Task The_welcome_is_complete_and_never_shows_a_serviceUrl()
    {
        var chat = await Server.Begin();

        var welcome = (await chat.Activities())[0];

        Assert.Equal($"{chat.Id}|0000001", welcome.Field("id"));
        Assert.Equal("message", welcome.Field("type"));
        Assert.Equal("bot", welcome["from"].Field("role"));
        Assert.Equal(chat.Id, welcome["conversation"].Field("id"));
        Assert.EndsWith("Z", welcome.Field("timestamp"), StringComparison.Ordinal);
        Assert.Null(welcome["serviceUrl"]);
    }

    [Fact]
    public async Task A_secret_starts_a_conversation_as_the_user_it_names()
    {
        var start = await Server.Ask(HttpMethod.Post, "conversations", DirectLineServer.Secret, """{"user":{"id":"dl_shop_customer"}}""");
        var chat = new Chat(Server, start);

        await chat.Say("hello");

        Assert.Equal("dl_shop_customer", (await chat.Activities("2"))[0]["from"].Field("id"));
    }

    [Fact]
    public async Task Refreshing_needs_no_body_and_keeps_the_conversation()
    {
        var chat = await Server.Begin();
        Server.Conversations.Time.Advance(TimeSpan.FromMinutes(15));

        var fresh = await Server.Ask(HttpMethod.Post, "tokens/refresh", chat.Token);
        Server.Conversations.Time.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal(chat.Id, fresh.Field("conversationId"));
        Assert.Equal((403, "TokenExpired"), await Server.Refused(HttpMethod.Get, chat.Path("/activities"), chat.Token));
        await Server.Ask(HttpMethod.Get, chat.Path("/activities"), fresh.Field("token"));
    }

    [Fact]
    public async Task An_expired_token_is_403_TokenExpired_everywhere()
    {
        var chat = await Server.Begin();
        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(1_800));

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "tokens/refresh"), (HttpMethod.Post, "conversations"), (HttpMethod.Get, chat.Path("")),
            (HttpMethod.Get, chat.Path("/activities")), (HttpMethod.Post, chat.Path("/activities")),
        })
        {
            Assert.Equal((403, "TokenExpired"), await Server.Refused(method, path, chat.Token));
        }
    }

    [Fact]
    public async Task The_secret_recovers_a_conversation_whose_token_has_expired()
    {
        var chat = await Server.Begin();
        Server.Conversations.Time.Advance(TimeSpan.FromHours(1));

        var answer = await Server.Ask(HttpMethod.Get, chat.Path(""), DirectLineServer.Secret);

        await new Chat(Server, answer).Say("back again");
    }

    [Fact]
    public async Task Conversations_of_others_are_closed()
    {
        var mine = await Server.Begin();
        var sibling = await Server.Begin();
        var theirs = await Server.Begin(DirectLineServer.OtherSecret);

        foreach (var (bearer, foreign) in new[]
        {
            (mine.Token, theirs), (mine.Token, sibling), (DirectLineServer.Secret, theirs), (DirectLineServer.SecondSecret, theirs),
        })
        {
            foreach (var (method, rest) in OfAConversation)
            {
                Assert.Equal(
                    (403, "ForeignConversation"), await Server.Refused(method, foreign.Path(rest), bearer, """{"type":"message"}"""));
            }
        }
        Assert.Equal(2, (await theirs.Activities()).Count);
        Assert.Equal(2, (await sibling.Activities()).Count);
    }

    [Fact]
    public async Task An_unknown_conversation_is_404_to_a_secret()
    {
        foreach (var (method, rest) in OfAConversation)
        {
            Assert.Equal(
                (404, "ConversationNotFound"), await Server.Refused(method, $"conversations/none{rest}", DirectLineServer.Secret, "{}"));
        }
    }

    [Fact]
    public async Task Reconnecting_brings_a_token_and_a_stream_address_that_work()
    {
        var chat = await Server.Begin();

        foreach (var bearer in new[] { chat.Token, DirectLineServer.Secret })
        {
            var answer = await Server.Ask(HttpMethod.Get, chat.Path("?watermark=1"), bearer);
            var again = new Chat(Server, answer);
            using var socket = await Server.Open(again.StreamUrl, CancellationToken.None);

            Assert.Equal(chat.Id, again.Id);
            Assert.Equal(1_800, answer["expires_in"]?.GetValue<int>());
            Assert.Contains("watermark=1&", again.StreamUrl, StringComparison.Ordinal);
            await again.Say("back again");
        }
    }

    [Fact]
    public async Task A_token_may_come_back_before_it_has_started()
    {
        var generated = await Server.Ask(HttpMethod.Post, "tokens/generate", DirectLineServer.Secret);

        var answer =
            await Server.Ask(HttpMethod.Get, $"conversations/{generated.Field("conversationId")}?watermark=", generated.Field("token"));

        Assert.Equal(2, (await new Chat(Server, answer).Activities()).Count);
    }

    [Fact]
    public async Task A_token_may_write_before_it_has_started()
    {
        var generated = await Server.Ask(HttpMethod.Post, "tokens/generate", DirectLineServer.Secret);
        generated["streamUrl"] = "";
        var chat = new Chat(Server, generated);

        await chat.Say("hello");

        Assert.Equal(["message", "message", "message", "message"], (await chat.Activities()).Select(activity => activity.Field("type")));
    }

    [Fact]
    public async Task A_token_of_a_conversation_that_had_begun_does_not_begin_it_again_after_it_was_erased()
    {
        var chat = await Server.Begin();
        var refreshed = (await Server.Ask(HttpMethod.Post, "tokens/refresh", chat.Token)).Field("token");
        await Erase(chat.Id);

        foreach (var token in new[] { chat.Token, refreshed })
        {
            Assert.Equal((404, "ConversationNotFound"), await Server.Refused(HttpMethod.Post, "conversations", token));
            Assert.Equal((404, "ConversationNotFound"), await Server.Refused(HttpMethod.Get, chat.Path(""), token));
            Assert.Equal(
                (404, "ConversationNotFound"),
                await Server.Refused(HttpMethod.Post, chat.Path("/activities"), token, """{"type":"message","text":"x"}"""));
        }
    }

    [Fact]
    public async Task After_the_end_only_reading_is_left()
    {
        var chat = await Server.Begin();
        await chat.Post("""{"type":"endOfConversation","from":{"id":"me"}}""");

        Assert.Equal((409, "ConversationEnded"), await chat.PostRefused("""{"type":"message","text":"more"}"""));
        Assert.Equal((404, "ConversationEnded"), await Server.Refused(HttpMethod.Get, chat.Path(""), chat.Token));
        Assert.Equal((404, "ConversationEnded"), await Server.Refused(HttpMethod.Post, "conversations", chat.Token));
        Assert.Equal("endOfConversation", (await chat.Activities())[^1].Field("type"));
    }

    [Fact]
    public async Task A_shop_that_is_served_no_more_is_closed()
    {
        var chat = await Server.Begin();
        Server.Conversations.Knowledge.Swap(TestKnowledge.Of("other"));

        Assert.Equal((404, "ShopNotFound"), await Server.Refused(HttpMethod.Get, chat.Path("/activities"), chat.Token));
        Assert.Equal((404, "ShopNotFound"), await Server.Refused(HttpMethod.Post, "tokens/generate", DirectLineServer.Secret));
    }

    [Fact]
    public async Task Sessions_are_refused_in_the_same_shape()
    {
        var chat = await Server.Begin();

        Assert.Equal((404, "NotFound"), await Server.Refused(HttpMethod.Get, "session/getsessionid", chat.Token));
    }

    private Task Erase(string conversation) => Server.Conversations.Journal.Write(async (db, stop) =>
    {
        await db.Turns.Where(row => row.ConversationId == conversation).ExecuteDeleteAsync(stop);
        await db.Activities.Where(row => row.ConversationId == conversation).ExecuteDeleteAsync(stop);
        await db.Conversations.Where(row => row.Id == conversation).ExecuteDeleteAsync(stop);
    });
}
