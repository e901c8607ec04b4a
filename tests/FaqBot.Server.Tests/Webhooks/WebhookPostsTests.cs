using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

public sealed class WebhookPostsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(WebhookLimits.AnswerSeconds);

    private readonly SteppedTime time = new(Start);
    private readonly List<OutboundHttp> clients = [];
    private FakeSite? started;

    private FakeSite Site => started ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => started = await FakeSite.Start();

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await Site.DisposeAsync();
    }

    [Fact]
    public async Task A_receiver_is_told_with_all_that_it_needs()
    {
        var carried = await Send(Posts());

        var request = Assert.Single(Site.Requests);
        Assert.Equal(new Carried.Done(), carried);
        Assert.Equal(("POST", "/faqbot?x=1"), (request.Method, request.Target));
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal(("case.filed", TestWebhooks.Filed.Id), (request.Headers["FaqBot-Event"], request.Headers["FaqBot-Delivery"]));
        Assert.Equal(
            """
            {"id":"019aa000-0000-7000-8000-000000000001","event":"case.filed","shop":"demo","createdAt":"2026-11-21T11:59:00Z",
            """ + "\"data\":" + TestWebhooks.Filed.Body + "}",
            request.Body);
        Assert.NotNull(JsonNode.Parse(request.Body));
    }

    [Theory]
    [InlineData(TestWebhooks.Secret, true)]
    [InlineData(TestWebhooks.SecondSecret, true)]
    [InlineData("another-secret-of-32-characters-at-least", false)]
    public async Task Each_of_two_secrets_signs_it(string secret, bool isSigned)
    {
        await Send(Posts());

        var request = Assert.Single(Site.Requests);
        Assert.Equal(isSigned, TestWebhooks.IsSigned(request, secret, out var at));
        Assert.Equal(Start.ToUnixTimeSeconds(), at);
        Assert.False(TestWebhooks.IsSigned(request with { Body = request.Body + " " }, secret, out _));
    }

    [Fact]
    public async Task A_repeat_has_the_same_id_and_body_and_a_time_of_its_own()
    {
        var posts = Posts();
        await Send(posts);
        time.Advance(TimeSpan.FromHours(2));
        await Send(posts);

        var (first, second) = (Site.Requests[0], Site.Requests[1]);
        Assert.Equal((first.Headers["FaqBot-Delivery"], first.Body), (second.Headers["FaqBot-Delivery"], second.Body));
        Assert.True(TestWebhooks.IsSigned(first, TestWebhooks.Secret, out var firstAt));
        Assert.True(TestWebhooks.IsSigned(second, TestWebhooks.Secret, out var secondAt));
        Assert.Equal(7_200, secondAt - firstAt);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Any_yes_is_enough(int status)
    {
        Answer(status);

        Assert.Equal(new Carried.Done(), await Send(Posts()));
    }

    [Theory]
    [InlineData(400, true, "the receiver answered 400")]
    [InlineData(413, true, "the receiver answered 413")]
    [InlineData(422, true, "the receiver answered 422")]
    [InlineData(401, false, "the receiver answered 401")]
    [InlineData(404, false, "the receiver answered 404")]
    [InlineData(429, false, "the receiver answered 429")]
    [InlineData(500, false, "the receiver answered 500")]
    [InlineData(503, false, "the receiver answered 503")]
    [InlineData(301, false, "the receiver answered 301, and redirections are not followed: state the address that it leads to")]
    [InlineData(302, false, "the receiver answered 302, and redirections are not followed: state the address that it leads to")]
    [InlineData(307, false, "the receiver answered 307, and redirections are not followed: state the address that it leads to")]
    public async Task Any_no_is_tried_again_and_others_wait_only_if_it_concerns_them(int status, bool isItsOwn, string why)
    {
        Answer(status);

        var failed = Assert.IsType<Carried.Failed>(await Send(Posts()));

        Assert.Equal(new Carried.Failed(why) { IsItsOwn = isItsOwn }, failed);
        Assert.Single(Site.Requests);
    }

    [Fact]
    public async Task Who_is_gone_is_not_asked_again()
    {
        Answer(410);

        Assert.IsType<Carried.Refused>(await Send(Posts()));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://127.0.0.1:{0}/elsewhere")]
    [InlineData("//127.0.0.1:{0}/elsewhere")]
    [InlineData("/elsewhere")]
    public async Task A_redirection_to_a_private_address_is_not_followed(string location)
    {
        Site.Answer = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = location.Replace("{0}", $"{Site.Port}", StringComparison.Ordinal);
            return Task.CompletedTask;
        };

        Assert.IsType<Carried.Failed>(await Send(Posts()));
        Assert.Equal("/faqbot?x=1", Assert.Single(Site.Requests).Target);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "120", 120)]
    [InlineData(503, "86400", 3_600)]
    [InlineData(503, "Sat, 21 Nov 2026 12:10:00 GMT", 600)]
    public async Task Who_asks_for_patience_gets_it(int status, string retryAfter, int seconds)
    {
        Site.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<Carried.Failed>(await Send(Posts())).After);
    }

    [Fact]
    public async Task Who_takes_thirty_seconds_is_left_after_ten_and_told_again()
    {
        Site.Answer = FakeSite.Hang;
        var posts = Posts();

        var sending = Send(posts);
        await Site.Wait(1);
        time.Advance(Most - TimeSpan.FromMilliseconds(1));
        var isWaiting = !sending.IsCompleted;
        time.Advance(TimeSpan.FromMilliseconds(1));
        var failed = Assert.IsType<Carried.Failed>(await sending);
        Answer(200);
        var again = await Send(posts);

        Assert.True(isWaiting);
        Assert.Equal("the receiver was not reached: it did not answer within 10 s", failed.Why);
        Assert.Equal(new Carried.Done(), again);
        Assert.Single(Site.Requests.Select(request => request.Headers["FaqBot-Delivery"]).Distinct());
    }

    [Fact]
    public async Task What_a_receiver_says_beyond_its_status_is_not_read()
    {
        Site.Answer = context => FakeSite.Pour(context, 50 * 1024 * 1024);

        Assert.Equal(new Carried.Done(), await Send(Posts()));
    }

    [Fact]
    public async Task A_receiver_whose_name_leads_into_the_own_network_is_not_told_without_leave()
    {
        var posts = Posts($"https://erp.example:{Site.Port}/", ("AllowPrivate", "false"));

        var failed = Assert.IsType<Carried.Failed>(await Send(posts));

        Assert.Equal("the receiver was not reached: its name leads to no address that requests may go to", failed.Why);
        Assert.Equal(0, Site.Connections);
    }

    [Fact]
    public async Task A_receiver_that_is_not_configured_any_more_may_come_back()
    {
        var failed = Assert.IsType<Carried.Failed>(await Send(Posts(settings: ("Name", "other"))));

        Assert.Equal("Shops:demo:Webhooks has no receiver 'erp' any more", failed.Why);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("junk")]
    public async Task What_is_no_webhook_is_given_up(string payload)
    {
        var row = new OutboxRow
        {
            ConversationId = "c1",
            Turn = 1,
            Kind = OutgoingWebhook.Kind,
            Payload = payload,
            CreatedAt = TestWebhooks.Row.CreatedAt,
        };

        Assert.IsType<Carried.Refused>(await Posts().CarryOut(row, CancellationToken.None));
    }

    private void Answer(int status) => Site.Answer = context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Task<Carried> Send(WebhookPosts posts) => posts.CarryOut(TestWebhooks.Row, CancellationToken.None);

    private WebhookPosts Posts(string? url = null, params (string Key, string Value)[] settings)
    {
        var environment = new FakeEnvironment("Production");
        var http = new OutboundHttp(environment, TestWebhooks.ThisMachine, time);
        clients.Add(http);
        var configuration = TestWebhooks.Settings(url ?? $"{Site.Url}/faqbot?x=1", settings);
        return new WebhookPosts(new Webhooks(configuration, environment), http, time);
    }
}
