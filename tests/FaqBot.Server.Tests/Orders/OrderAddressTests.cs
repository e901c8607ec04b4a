using System.Net;
using FaqBot.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server.Tests;

public sealed class OrderAddressTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "key-of-the-shop's-own-system";

    private const string Right = """{"number": "7", "email": "a@b.pl", "state": "sent"}""";
    private const string NoOrder = "its answer is no order: an object of texts with number, email and state";

    private static readonly TimeSpan LookUp = TimeSpan.FromSeconds(OrderLimits.LookUpSeconds);

    private readonly SteppedTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<OrderFaults> log = new();
    private readonly CountedLines lines;
    private readonly OutboundHttp http;
    private readonly List<OrderSources> made = [];
    private FakeSite? started;

    public OrderAddressTests()
    {
        lines = new CountedLines(time, NullLogger<CountedLines>.Instance);
        http = new OutboundHttp(new FakeEnvironment("Production"), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), time);
    }

    private FakeSite Site => started ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => started = await FakeSite.Start();

    public async Task DisposeAsync()
    {
        made.ForEach(sources => sources.Dispose());
        await Site.DisposeAsync();
    }

    public void Dispose()
    {
        lines.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task An_order_is_told_as_the_source_tells_it()
    {
        Say("""
            {"number": "gr-7", "email": "Jan@Example.com", "state": "out_for_delivery", "carrier": "DPD", "parcel": "123",
             "link": "https://dpd.example/123", "expected": "2026-11-24", "updated": "2026-11-21T12:00:00Z",
             "total": {"more": ["is", "not", 7]}}
            """);

        var found = Assert.IsType<OrderAnswer.Found>(await Find("GR-7", "jan@example.com"));

        Assert.Equal(
            new OrderReport("GR-7")
            {
                State = OrderState.OutForDelivery,
                Carrier = "DPD",
                ParcelNumber = "123",
                TrackingLink = new Uri("https://dpd.example/123"),
                ExpectedOn = new LocalDate(2026, 11, 24),
                UpdatedAt = Instant.FromUtc(2026, 11, 21, 12, 0),
            },
            found.Order);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task The_source_is_asked_with_its_secret_for_this_order_only()
    {
        await Find(" #gr-7 ", "Jan+1@Example.com");

        var request = Assert.Single(Site.Requests);
        Assert.Equal(("GET", "/orders/gr-7?mail=jan%2B1%40example.com"), (request.Method, request.Target));
        Assert.Equal((Secret, "application/json"), (request.Headers["X-Key"], request.Headers["Accept"]));
    }

    [Theory]
    [InlineData("7/../../admin", "/orders/7%2F..%2F..%2Fadmin?mail=a%40b.pl")]
    [InlineData("7?x=1&mail=c", "/orders/7%3Fx%3D1%26mail%3Dc?mail=a%40b.pl")]
    [InlineData("7#x", "/orders/7%23x?mail=a%40b.pl")]
    [InlineData("%2e%2e7", "/orders/%252e%252e7?mail=a%40b.pl")]
    [InlineData("{email}7", "/orders/%7Bemail%7D7?mail=a%40b.pl")]
    public async Task What_a_customer_writes_stays_in_its_place(string number, string target)
    {
        await Find(number, "a@b.pl");

        Assert.Equal(target, Assert.Single(Site.Requests).Target);
    }

    [Theory]
    [InlineData("..", "a@b.pl")]
    [InlineData(".", "a@b.pl")]
    [InlineData("/", "a@b.pl")]
    [InlineData("7", "a@b@")]
    [InlineData("7\r\nX: y", "a@b.pl")]
    public async Task What_can_be_no_order_is_not_asked_for(string number, string email)
    {
        Assert.Equal(new OrderAnswer.NotFound(), await Find(number, email));
        Assert.Empty(Site.Requests);
    }

    [Theory]
    [InlineData("8", "a@b.pl", "it told of another order than it was asked for; nobody was told")]
    [InlineData("7", "c@d.pl", "it told of an order of another e-mail than it was asked for; nobody was told")]
    [InlineData("7", "", "it told of an order of another e-mail than it was asked for; nobody was told")]
    [InlineData("", "a@b.pl", "it told of another order than it was asked for; nobody was told")]
    public async Task A_source_that_lies_is_found_out(string number, string email, string said)
    {
        Say($$"""{"number": "{{number}}", "email": "{{email}}", "state": "sent"}""");

        var answer = await Find("7", "a@b.pl");

        Assert.Equal(new OrderAnswer.NotFound(), answer);
        Assert.Contains(said, Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_asked_by_number_alone_does_not_lie_when_the_customer_does()
    {
        Say("""{"number": "7", "email": "c@d.pl", "state": "sent"}""");

        var answer = await Find("7", "a@b.pl", ("Url", $"{Site.Url}/orders/{{number}}"));

        Assert.Equal(new OrderAnswer.NotFound(), answer);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task An_order_that_the_source_does_not_have_is_not_found()
    {
        Site.Answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };

        Assert.Equal(new OrderAnswer.NotFound(), await Find("7", "a@b.pl"));
        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData(500, "application/json", Right, "it answered 500")]
    [InlineData(401, "application/json", Right, "it answered 401")]
    [InlineData(204, null, "", "it answered 204")]
    [InlineData(302, "application/json", Right, "it answered 302, and redirections are not followed")]
    [InlineData(200, "text/html", "<html>Log in</html>", "it did not answer with application/json")]
    [InlineData(200, "text/html", Right, "it did not answer with application/json")]
    [InlineData(200, null, Right, "it did not answer with application/json")]
    [InlineData(200, "application/json", "<html>Log in</html>", NoOrder)]
    [InlineData(200, "application/json", "", NoOrder)]
    [InlineData(200, "application/json", "null", NoOrder)]
    [InlineData(200, "application/json", "[" + Right + "]", NoOrder)]
    [InlineData(200, "application/json", Right + Right, NoOrder)]
    [InlineData(200, "application/json", """{"number": "7", "state": "sent"}""", NoOrder)]
    [InlineData(200, "application/json", """{"number": "7", "email": null, "state": "sent"}""", NoOrder)]
    [InlineData(200, "application/json", """{"number": 7, "email": "a@b.pl", "state": "sent"}""", NoOrder)]
    [InlineData(200, "application/json", """{"number": "7", "email": "a@b.pl", "email": "c@d.pl", "state": "sent"}""", NoOrder)]
    [InlineData(200, "application/json", """{"number": "7", "email": "a@b.pl", "state": "sent",""", NoOrder)]
    public async Task What_is_no_answer_is_not_taken_for_one(int status, string? type, string body, string why)
    {
        Site.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return body.Length > 0 ? context.Response.WriteAsync(body) : Task.CompletedTask;
        };

        Assert.Equal(new OrderAnswer.Unavailable(why), await Find("7", "a@b.pl"));
        Assert.Single(Site.Requests);
    }

    [Fact]
    public async Task Fifty_megabytes_are_no_answer()
    {
        Site.Answer = context =>
        {
            context.Response.ContentType = "application/json";
            return FakeSite.Pour(context, 50 * 1024 * 1024);
        };

        Assert.Equal(new OrderAnswer.Unavailable("its answer is longer than 65536 bytes"), await Find("7", "a@b.pl"));
    }

    [Fact]
    public async Task Of_an_order_only_what_can_be_read_is_told()
    {
        Say("""
            {"number": "7", "email": "a@b.pl", "state": "wysłane", "link": "javascript:x", "expected": "soon", "updated": "",
             "carrier": "a\nb"}
            """);

        var found = Assert.IsType<OrderAnswer.Found>(await Find("7", "a@b.pl"));

        Assert.Equal(new OrderReport("7"), found.Order);
        Assert.Equal(4, log.Lines.Count);
        Assert.DoesNotContain(log.Lines, line => line.Contains("wysłane", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_shop_s_own_words_for_states_are_explained_in_the_settings()
    {
        Say("""{"number": "7", "email": "a@b.pl", "state": "Wysłane"}""");

        var found = Assert.IsType<OrderAnswer.Found>(await Find("7", "a@b.pl", ("States:wysłane", "sent")));

        Assert.Equal(OrderState.Sent, found.Order.State);
    }

    [Fact]
    public async Task Logs_hold_neither_what_was_asked_nor_the_secret()
    {
        Say("""{"number": "GR-12345", "email": "jan@example.com", "state": "odd", "link": "odd"}""");
        var sources = Sources();
        await Find(sources, "GR-12345", "jan@example.com");
        await Find(sources, "GR-12346", "jan@example.com");
        Site.Answer = _ => throw new InvalidOperationException();
        await Find(sources, "GR-12345", "jan@example.com");
        lines.Flush(isLast: true);

        Assert.NotEmpty(log.Lines);
        Assert.All(log.Lines, line =>
        {
            Assert.DoesNotContain("1234", line, StringComparison.Ordinal);
            Assert.DoesNotContain("jan", line, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, line, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_source_that_hangs_is_given_three_seconds_and_then_left_alone_for_a_while()
    {
        Site.Answer = FakeSite.Hang;
        var sources = Sources();
        for (var number = 1; number <= 3; number++)
        {
            var asking = Find(sources, "7", "a@b.pl");
            await Site.Wait(number);
            time.Advance(LookUp);
            Assert.IsType<OrderAnswer.Unavailable>(await asking);
        }

        var refused = await Find(sources, "7", "a@b.pl");
        Say("""{"number": "7", "email": "a@b.pl", "state": "sent"}""");
        var stillRefused = await Find(sources, "7", "a@b.pl");
        time.Advance(TimeSpan.FromSeconds(15));
        var found = await Find(sources, "7", "a@b.pl");

        Assert.Equal(new OrderAnswer.Unavailable("it failed, and is left alone for a while"), refused);
        Assert.Equal(refused, stillRefused);
        Assert.IsType<OrderAnswer.Found>(found);
        Assert.Equal(4, Site.Requests.Count);
    }

    [Fact]
    public async Task While_a_source_hangs_only_a_few_wait_for_it()
    {
        Site.Answer = FakeSite.Hang;
        var sources = Sources();

        var all = Enumerable.Range(0, 100).Select(number => Find(sources, $"{number}", "a@b.pl")).ToList();
        await Site.Wait(OrderLimits.AskedMax);
        var refused = all.Count(asking => asking.IsCompleted);
        time.Advance(LookUp);
        var answers = await Task.WhenAll(all);

        Assert.Equal(100 - OrderLimits.AskedMax - OrderLimits.WaitingMax, refused);
        Assert.All(answers, answer => Assert.IsType<OrderAnswer.Unavailable>(answer));
        Assert.Equal(OrderLimits.AskedMax, Site.Requests.Count);
    }

    [Fact]
    public async Task A_source_whose_name_leads_into_the_own_network_is_not_asked_without_leave()
    {
        var answer = await Find(
            "7", "a@b.pl", ("Url", $"https://shop.example:{Site.Port}/{{number}}"), ("AllowPrivate", "false"));

        Assert.Equal(new OrderAnswer.Unavailable("its name leads to no address that requests may go to"), answer);
        Assert.Equal(0, Site.Connections);
    }

    [Theory]
    [InlineData("Url", "https://shop.example/orders", "Shops:demo:Orders:Url holds {number}, if wanted {email}, and no other braces.")]
    [InlineData("Url", "https://shop.example/{number}/{name}", "Shops:demo:Orders:Url holds {number}")]
    [InlineData("Url", "http://shop.example/{number}", "Shops:demo:Orders:Url must begin with https://")]
    [InlineData("Url", "https://{number}.shop.example/", "Shops:demo:Orders:Url is not an address")]
    [InlineData("File", "orders.csv", "Shops:demo:Orders has both a File and a Url")]
    [InlineData("Headers:Host", "x", "Shops:demo:Orders:Headers:Host is no header that can be sent")]
    [InlineData("Headers:X-Key", "secret\nX: y", "Shops:demo:Orders:Headers:X-Key is no header that can be sent")]
    [InlineData("Headers:X Key", "secret", "Shops:demo:Orders:Headers:X Key is no header that can be sent")]
    [InlineData("Headers:Content-Type", "secret", "Shops:demo:Orders:Headers:Content-Type is no header that can be sent")]
    public void Settings_that_make_no_sense_stop_the_start(string key, string value, string said)
    {
        var failure = Assert.Throws<StartFailure>(
            () => Sources(("Url", "https://shop.example/{number}"), ("AllowPrivate", "false"), (key, value)));

        Assert.StartsWith(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private void Say(string json) => Site.Answer = context =>
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    };

    private Task<OrderAnswer> Find(string number, string email, params (string Key, string Value)[] settings) =>
        Find(Sources(settings), number, email);

    private static Task<OrderAnswer> Find(OrderSources sources, string number, string email) =>
        sources.Find("demo", new ConversationId("c1"), number, email, CancellationToken.None);

    private OrderSources Sources(params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] usual =
            [("Url", $"{Site.Url}/orders/{{number}}?mail={{email}}"), ("AllowPrivate", "true"), ("Headers:X-Key", Secret)];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            usual.Concat(settings).GroupBy(setting => setting.Key)
                .Select(same => KeyValuePair.Create($"Shops:demo:Orders:{same.Key}", (string?)same.Last().Value))).Build();
        var limits = new RateLimits(
            Options.Create(new RateLimitOptions { Enabled = false }), time, lines, NullLogger<RateLimits>.Instance);
        var faults = new OrderFaults(lines, log);
        var sources = new OrderSources(
            configuration,
            new OrderSourceFactory(new CurrentKnowledge(), http, faults, time, NullLogger<OrderFile>.Instance), limits, faults, time);
        made.Add(sources);
        return sources;
    }
}
