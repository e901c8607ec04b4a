using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Server.Tests;

/// <summary>Two servers on one empty PostgreSQL database, started at once.</summary>
public sealed class TwoNodes(PostgresFixture postgres) : IAsyncLifetime
{
    public const string Secret = "secret-of-the-nodes-test";

    /// <summary>A stream reads at each of its keep-alives too: so seldom, that whoever waits for one has run out of patience.</summary>
    private static readonly (string Key, string Value) KeepAlive = ("DirectLine:KeepAliveSeconds", "600");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");
    private readonly TestPlace place = postgres.NewPlace();
    private ServerProcess[] nodes = [];

    public ServerProcess this[int number] => nodes[number];

    public Task InitializeAsync() => Start();

    public async Task Start(params (string Key, string Value)[] settings)
    {
        (string, string)[] secrets = [("Shops:demo:DirectLineSecrets:0", Secret), ("Shops:demo:CustomerSecrets:0", CustomerVector.Secret)];
        (string, string)[] all = [.. place.Settings, .. secrets, KeepAlive, .. settings];
        nodes = await Task.WhenAll(ServerProcess.Start(folder.FullName, all), ServerProcess.Start(folder.FullName, all));
    }

    public Task DisposeAsync()
    {
        foreach (var node in nodes)
        {
            node.Dispose();
        }
        place.Dispose();
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>What starts servers that work hard to become ready does so one class after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Programs : ICollectionFixture<PostgresFixture>
{
    public const string Name = "Programs";
}

/// <summary>Whichever node is asked, it is the same conversation.</summary>
[Collection(Programs.Name)]
public sealed class NodesTests(TwoNodes nodes, PostgresFixture postgres, ITestOutputHelper output) : IClassFixture<TwoNodes>, IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));

    public void Dispose() => patience.Dispose();

    [Fact]
    public async Task Any_request_can_go_to_any_node()
    {
        var chat = await Begin(nodes[0]);

        await chat.Say(nodes[1], "ile kosztuje kurier");
        var renewed = await chat.Ask(nodes[1], HttpMethod.Post, "tokens/refresh");
        var again = await chat.Ask(nodes[1], HttpMethod.Post, "conversations");
        var back = await chat.Ask(nodes[0], HttpMethod.Get, $"conversations/{chat.Id}?watermark=1");
        var heard = await Hear(await Open(nodes[1], $"{back["streamUrl"]}"), 2);
        var read = await (chat with { Token = $"{renewed["token"]}" }).History(nodes[0]);

        Assert.Equal(chat.Id, $"{again["conversationId"]}");
        Assert.Equal(Enumerable.Range(1, 3).Select(sequence => $"{chat.Id}|{sequence:D7}"), read.Select(Id));
        Assert.Equal(read.Skip(1).Select(Id), heard.Select(Id));
    }

    [Fact]
    public async Task A_picture_sent_to_one_node_is_seen_at_the_other()
    {
        var chat = await Begin(nodes[0]);
        var picture = TestFiles.Jpeg();

        using var upload = new HttpRequestMessage(HttpMethod.Post, $"v3/directline/conversations/{chat.Id}/upload?userId=me");
        upload.Headers.Authorization = new AuthenticationHeaderValue("Bearer", chat.Token);
        upload.Content = new UploadForm().Message("patrzcie", "m1", "but.jpg").File("but.jpg", picture).Content();
        using var taken = await nodes[0].Client.SendAsync(upload);
        var shown = Assert.Single(await chat.History(nodes[1]), activity => ClientId(activity) == "m1");
        var link = new Uri($"{shown["attachments"]?[0]?["contentUrl"]}").PathAndQuery;

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(picture, await nodes[1].Client.GetByteArrayAsync(link));
    }

    [Fact]
    public async Task Devices_of_a_customer_that_ask_both_nodes_at_once_are_given_one_conversation()
    {
        for (var round = 0; round < 10; round++)
        {
            var customer = $"customer {round}";
            var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(device => AskFor(nodes[device % 2], customer)));

            Assert.Single(given.Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public Task A_stream_on_one_node_is_woken_by_a_turn_on_the_other() => HearTheOther(nodes, "told");

    [Fact]
    public async Task A_stream_is_woken_though_the_other_nodes_word_is_lost()
    {
        var deaf = new TwoNodes(postgres);
        try
        {
            await deaf.Start(("Storage:Listen", "false"));

            await HearTheOther(deaf, "not told");
        }
        finally
        {
            await deaf.DisposeAsync();
        }
    }

    [Fact]
    public async Task Four_hundred_turns_that_alternate_between_both_nodes_are_in_order_without_a_gap()
    {
        var chat = await Begin(nodes[0]);
        using var stream = await Open(nodes[1], $"{(await chat.Ask(nodes[1], HttpMethod.Get, $"conversations/{chat.Id}"))["streamUrl"]}");

        for (var message = 0; message < 400; message++)
        {
            await chat.Say(nodes[message % 2], $"ile kosztuje kurier {message}", $"m{message}");
        }

        var history = await chat.History(nodes[0]);
        var heard = await Hear(stream, history.Count);
        Assert.Equal(Enumerable.Range(1, 801).Select(sequence => $"{chat.Id}|{sequence:D7}"), history.Select(Id));
        Assert.Equal(history.Select(Id), heard.Select(Id));
        Assert.Equal(Enumerable.Range(0, 400).Select(message => $"m{message}"), history.Select(ClientId).OfType<string>());
        var timestamps = history.Select(activity => $"{activity["timestamp"]}").ToList();
        Assert.Equal(timestamps.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), timestamps);
    }

    [Fact]
    public async Task Parallel_posts_to_both_nodes_are_each_one_turn_and_leave_no_gap()
    {
        var chat = await Begin(nodes[0]);

        // Each message is posted to both nodes at once, as an impatient proxy would.
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(number => chat.Insist(nodes[number % 2], "ile kosztuje kurier", $"m{number / 2}")));

        var history = await chat.History(nodes[1]);
        Assert.Equal(Enumerable.Range(1, 41).Select(sequence => $"{chat.Id}|{sequence:D7}"), history.Select(Id));
        Assert.Equal(20, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20, history.Select(ClientId).OfType<string>().Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            history.Where(activity => ClientId(activity) is not null).Select(Id),
            history.Select(activity => (string?)activity["replyToId"]).OfType<string>());
    }

    [Fact]
    public async Task When_a_node_is_killed_its_customers_go_on_at_the_other_and_nothing_is_lost()
    {
        var pair = new TwoNodes(postgres);
        try
        {
            await pair.Start();
            using var end = new CancellationTokenSource();
            var customers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Customer.Begin(pair, number)));
            var talking = customers.Select(customer => Task.Run(() => customer.TalkUntil(end.Token))).ToList();

            await Task.WhenAll(customers.Select(customer => customer.HasSaidMore(10))).WaitAsync(patience.Token);
            await pair[0].Kill();
            var killed = Stopwatch.GetTimestamp();
            var gaps = await Task.WhenAll(customers.Select(async customer =>
            {
                await customer.HasSaidMore(1);
                return Stopwatch.GetElapsedTime(killed);
            })).WaitAsync(patience.Token);
            await Task.WhenAll(customers.Select(customer => customer.HasSaidMore(10))).WaitAsync(patience.Token);
            await end.CancelAsync();
            await Task.WhenAll(talking);

            output.WriteLine($"Acknowledged after the kill: {string.Join(", ", gaps.Select(gap => $"{gap.TotalMilliseconds:N0}"))} ms");
            foreach (var customer in customers)
            {
                await customer.Check(pair[1]);
            }
        }
        finally
        {
            await pair.DisposeAsync();
        }
    }

    private async Task HearTheOther(TwoNodes pair, string how)
    {
        var chat = await Begin(pair[0]);
        var back = await chat.Ask(pair[0], HttpMethod.Get, $"conversations/{chat.Id}?watermark=1");
        using var stream = await Open(pair[0], $"{back["streamUrl"]}");
        var took = new List<TimeSpan>();
        for (var message = 0; message < 5; message++)
        {
            var id = await chat.Say(pair[1], "ile kosztuje kurier");
            var answered = Stopwatch.GetTimestamp();

            var heard = await Hear(stream, 2);

            took.Add(Stopwatch.GetElapsedTime(answered));
            Assert.Equal(id, Id(heard[0]));
        }
        output.WriteLine($"{how}: heard {string.Join(", ", took.Select(time => $"{time.TotalMilliseconds:N0}"))} ms after the answer");
    }

    private static async Task<string> AskFor(ServerProcess node, string customer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/shops/demo/chat-token");
        request.Headers.Add("Origin", node.Address.GetLeftPart(UriPartial.Authority));
        var token = CustomerVector.Of(customer, "demo", DateTimeOffset.UtcNow);
        request.Content = new StringContent(new JsonObject { ["customer"] = token }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await node.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return $"{JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["conversationId"]}";
    }

    private static async Task<Talk> Begin(ServerProcess node)
    {
        var begun = await Send(node, HttpMethod.Post, "conversations", TwoNodes.Secret, null);
        return new Talk($"{begun["conversationId"]}", $"{begun["token"]}");
    }

    /// <summary>The stream of an address that one node gave out, opened at another.</summary>
    private async Task<ClientWebSocket> Open(ServerProcess node, string streamUrl)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(streamUrl) { Port = node.Address.Port }.Uri, patience.Token);
        return socket;
    }

    private async Task<List<JsonObject>> Hear(ClientWebSocket socket, int count)
    {
        var heard = new List<JsonObject>();
        var buffer = new byte[64 * 1024];
        while (heard.Count < count)
        {
            var received = await socket.ReceiveAsync(buffer, patience.Token);
            if (received.Count > 0)
            {
                heard.AddRange(JsonNode.Parse(buffer.AsSpan(0, received.Count))?["activities"]?.AsArray().OfType<JsonObject>() ?? []);
            }
        }
        return heard;
    }

    private static string Id(JsonObject activity) => $"{activity["id"]}";

    private static string? ClientId(JsonObject activity) => (string?)activity["channelData"]?["clientActivityID"];

    private static async Task<JsonObject> Send(ServerProcess node, HttpMethod method, string path, string bearer, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, $"v3/directline/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }
        using var answer = await node.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())?.AsObject() ?? throw new JsonException();
    }

    /// <summary>A customer's side of a conversation, at whichever node.</summary>
    private sealed record Talk(string Id, string Token)
    {
        public Task<JsonObject> Ask(ServerProcess node, HttpMethod method, string path, JsonObject? body = null) =>
            Send(node, method, path, Token, body);

        /// <summary>Returns the activity's id.</summary>
        public async Task<string> Say(ServerProcess node, string text, string? clientId = null)
        {
            var message = new JsonObject { ["type"] = "message", ["text"] = text };
            if (clientId is not null)
            {
                message["channelData"] = new JsonObject { ["clientActivityID"] = clientId };
            }
            return $"{(await Ask(node, HttpMethod.Post, $"conversations/{Id}/activities", message))["id"]}";
        }

        /// <summary>Says it until it is not busy.</summary>
        public async Task<string> Insist(ServerProcess node, string text, string clientId)
        {
            while (true)
            {
                try
                {
                    return await Say(node, text, clientId);
                }
                catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    // The other node was ahead too often, or too many wait; a client tries again.
                }
            }
        }

        public async Task<List<JsonObject>> History(ServerProcess node)
        {
            var all = new List<JsonObject>();
            while (true)
            {
                var watermark = all.Count.ToString(CultureInfo.InvariantCulture);
                var page = await Ask(node, HttpMethod.Get, $"conversations/{Id}/activities?watermark={watermark}");
                if (page["activities"] is not JsonArray { Count: > 0 } activities)
                {
                    return all;
                }
                all.AddRange(activities.OfType<JsonObject>());
            }
        }
    }

    /// <summary>Writes message after message, each until it is acknowledged, at the next node when one fails.</summary>
    private sealed class Customer(Talk talk, TwoNodes pair, int number)
    {
        private readonly Dictionary<string, string> acknowledged = new(StringComparer.Ordinal);
        private readonly Channel<string> said = Channel.CreateUnbounded<string>();

        public static async Task<Customer> Begin(TwoNodes pair, int number) => new(await NodesTests.Begin(pair[number % 2]), pair, number);

        public async Task TalkUntil(CancellationToken end)
        {
            try
            {
                while (!end.IsCancellationRequested)
                {
                    var clientId = $"m{acknowledged.Count}";
                    acknowledged.Add(clientId, await Insist(clientId));
                    said.Writer.TryWrite(clientId);
                }
            }
            catch (Exception exception)
            {
                // Whoever waits for more learns why there is none.
                said.Writer.Complete(exception);
                throw;
            }
        }

        public async Task HasSaidMore(int count)
        {
            while (said.Reader.TryRead(out _))
            {
                // Said before.
            }
            for (; count > 0; count--)
            {
                await said.Reader.ReadAsync();
            }
        }

        public async Task Check(ServerProcess node)
        {
            var history = await talk.History(node);
            var mine = history.Where(activity => ClientId(activity) is not null).ToDictionary(activity => ClientId(activity) ?? "", Id);
            Assert.Equal(acknowledged, mine);
            Assert.Equal(Enumerable.Range(1, history.Count).Select(sequence => $"{talk.Id}|{sequence:D7}"), history.Select(Id));
        }

        private async Task<string> Insist(string clientId)
        {
            for (var attempt = number; ; attempt++)
            {
                try
                {
                    return await talk.Say(pair[attempt % 2], "ile kosztuje kurier", clientId);
                }
                catch (HttpRequestException exception) when (exception.StatusCode is null or HttpStatusCode.ServiceUnavailable)
                {
                    // Killed, or busy.
                }
            }
        }
    }
}
