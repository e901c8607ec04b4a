using System.Buffers.Text;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Server.Tests;

public class StreamTests : StoreTests, IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start(
        New(), ("DirectLine:KeepAliveSeconds", "1"), ("DirectLine:SendSeconds", "1"));

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task What_was_said_before_is_replayed_and_what_comes_follows_without_gap_or_repeat()
    {
        var chat = await Server.Begin();
        await chat.Say("before");
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);

        var replayed = await socket.Receive(4, patience.Token);
        await chat.Say("after");
        var live = await socket.Receive(2, patience.Token);

        Assert.Equal(
            Enumerable.Range(1, 6).Select(i => $"{chat.Id}|{i:D7}"), replayed.Concat(live).Select(activity => activity.Field("id")));
    }

    [Fact]
    public async Task Reconnecting_with_a_watermark_brings_exactly_what_was_missed()
    {
        var chat = await Server.Begin();
        await chat.Say("seen");
        await chat.Say("missed");

        using var socket = await Server.Open(await chat.StreamUrlAfter(4), patience.Token);

        var received = await socket.Receive(2, patience.Token);
        Assert.Equal(["missed"], received.Where(activity => activity["replyToId"] is null).Select(activity => activity.Field("text")));
    }

    [Fact]
    public async Task Each_activity_comes_in_a_frame_of_its_own_whose_watermark_is_a_string()
    {
        var chat = await Server.Begin();
        await chat.Say("hello");
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);

        foreach (var watermark in new[] { "1", "2", "3", "4" })
        {
            var frame = await socket.NextFrame(patience.Token);

            Assert.Equal(watermark, frame.Field("watermark"));
            Assert.EndsWith(watermark, Assert.Single(frame.List("activities")).Field("id"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_tabs_both_get_everything_once()
    {
        var chat = await Server.Begin();
        using var one = await Server.Open(chat.StreamUrl, patience.Token);
        using var two = await Server.Open(chat.StreamUrl, patience.Token);

        await chat.Say("hello");

        var first = (await one.Receive(4, patience.Token)).Select(activity => activity.Field("id"));
        var second = (await two.Receive(4, patience.Token)).Select(activity => activity.Field("id"));
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{\"type\":\"message\",\"text\":\"over the socket\"}")]
    public async Task What_a_client_sends_over_the_socket_is_ignored(string frame)
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, patience.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Binary, true, patience.Token);
        await chat.Say("over HTTP");

        Assert.Equal("over HTTP", (await socket.Receive(2, patience.Token))[0].Field("text"));
    }

    [Fact]
    public async Task What_voice_mode_sends_is_ignored_and_its_own_stream_is_not_there()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        for (var chunk = 0; chunk < 20; chunk++)
        {
            var audio = $$"""{"type":"event","name":"media.chunk","value":{"contentUrl":"{{new string('A', 6_400)}}"} }""";
            await socket.SendAsync(Encoding.UTF8.GetBytes(audio), WebSocketMessageType.Text, true, patience.Token);
            await socket.SendAsync(new byte[4_800], WebSocketMessageType.Binary, true, patience.Token);
        }
        await chat.Say("typed");

        Assert.Equal("typed", (await socket.Receive(2, patience.Token))[0].Field("text"));
        Assert.Equal(
            HttpStatusCode.NotFound, await Handshake(chat.StreamUrl.Replace("/stream?", "/stream/multimodal?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_frame_that_ends_empty_counts_as_ended()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        for (var i = 0; i < 4; i++)
        {
            await socket.SendAsync(new byte[100 * 1024], WebSocketMessageType.Binary, endOfMessage: false, patience.Token);
            await socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Binary, endOfMessage: true, patience.Token);
        }
        await socket.NextText(patience.Token);
        await socket.NextText(patience.Token);
        await chat.Say("still here");

        Assert.Equal(2, (await socket.Receive(2, patience.Token)).Count);
    }

    [Fact]
    public async Task A_goodbye_is_answered_with_one()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_stream_that_fails_is_closed_as_our_fault()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        Server.Conversations.Store.Dispose();
        Server.Conversations.Log.Ring(new ConversationId(chat.Id));

        Assert.True(await socket.IsClosed(patience.Token));
        Assert.Equal(WebSocketCloseStatus.InternalServerError, socket.CloseStatus);
    }

    [Fact]
    public async Task A_watermark_past_the_end_replays_everything()
    {
        var chat = await Server.Begin();

        using var reconnected = await Server.Open(await chat.StreamUrlAfter(1_000), patience.Token);
        using var direct =
            await Server.Open(chat.StreamUrl.Replace("watermark=0", "watermark=1000", StringComparison.Ordinal), patience.Token);

        Assert.Equal(2, (await reconnected.Receive(2, patience.Token)).Count);
        Assert.Equal(2, (await direct.Receive(2, patience.Token)).Count);
    }

    [Fact]
    public async Task A_frame_without_end_closes_the_socket()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);

        for (var i = 0; i < 5; i++)
        {
            await socket.SendAsync(new byte[64 * 1024], WebSocketMessageType.Binary, endOfMessage: false, patience.Token);
        }

        Assert.True(await socket.IsClosed(patience.Token));
    }

    [Fact]
    public async Task Silence_is_broken_by_empty_frames()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);
        await socket.Receive(2, patience.Token);

        var frame = await socket.NextText(patience.Token);

        Assert.Equal("", frame);
    }

    [Fact]
    public async Task The_stream_ends_after_the_end_was_delivered()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);

        await chat.Post("""{"type":"endOfConversation"}""");

        Assert.Equal("endOfConversation", (await socket.Receive(3, patience.Token))[2].Field("type"));
        Assert.True(await socket.IsClosed(patience.Token));
    }

    [Fact]
    public async Task An_end_that_the_bot_decides_is_told_and_closes_the_conversation()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);

        await chat.Say("goodbye");

        var heard = await socket.Receive(5, patience.Token);
        Assert.Equal(["message", "message", "endOfConversation"], heard.Skip(2).Select(activity => activity.Field("type")));
        Assert.Equal("bot", heard[4]["from"].Field("role"));
        Assert.True(await socket.IsClosed(patience.Token));
        Assert.Equal((409, "ConversationEnded"), await chat.PostRefused("""{"type":"message","text":"more"}"""));
        Assert.Equal((404, "ConversationEnded"), await Server.Refused(HttpMethod.Get, chat.Path(""), chat.Token));
    }

    [Fact]
    public async Task An_ended_conversation_can_be_heard_once_more()
    {
        var chat = await Server.Begin();
        var url = await chat.StreamUrlAfter(0);
        await chat.Post("""{"type":"endOfConversation"}""");

        using var socket = await Server.Open(url, patience.Token);

        Assert.Equal(3, (await socket.Receive(3, patience.Token)).Count);
        Assert.True(await socket.IsClosed(patience.Token));
    }

    [Fact]
    public async Task Talking_about_an_end_does_not_end_the_stream()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);

        await chat.Say("endOfConversation");
        await socket.Receive(4, patience.Token);
        await chat.Say("still here");

        Assert.Equal(2, (await socket.Receive(2, patience.Token)).Count);
    }

    [Fact]
    public async Task The_eleventh_socket_closes_the_first()
    {
        var chat = await Server.Begin();
        List<WebSocket> sockets = [];
        for (var i = 0; i < 11; i++)
        {
            sockets.Add(await Server.Open(chat.StreamUrl, patience.Token));
            await sockets[^1].Receive(2, patience.Token);
        }

        Assert.True(await sockets[0].IsClosed(patience.Token));
        await chat.Say("to the rest");
        foreach (var socket in sockets[1..])
        {
            Assert.Equal(2, (await socket.Receive(2, patience.Token)).Count);
        }
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Only_the_token_of_this_conversation_s_stream_opens_it()
    {
        var chat = await Server.Begin();
        var other = await Server.Begin();
        var path = $"ws://{Server.Address.Authority}/v3/directline/{chat.Path("/stream")}";

        Assert.Equal(HttpStatusCode.Unauthorized, await Handshake(path));
        Assert.Equal(HttpStatusCode.Forbidden, await Handshake($"{path}?t=junk"));
        Assert.Equal(HttpStatusCode.Forbidden, await Handshake($"{path}?t={chat.Token}"));
        Assert.Equal(HttpStatusCode.Forbidden, await Handshake(other.StreamUrl.Replace(other.Id, chat.Id, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await Handshake($"{path}?t={DirectLineServer.Secret}"));
        var (head, payload) = (chat.StreamUrl.Split("t=")[1].Split('.')[0], chat.StreamUrl.Split('.')[^2]);
        Assert.Equal(HttpStatusCode.Forbidden, await Handshake($"{path}?t={Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{payload}."));
        Assert.Equal(HttpStatusCode.Forbidden, await Handshake($"{path}?t={head}.{payload}.{Base64Url.EncodeToString(
            HMACSHA256.HashData("another key of thirty-two octets"u8, Encoding.ASCII.GetBytes($"{head}.{payload}")))}"));
        Assert.Equal(
            HttpStatusCode.BadRequest, await Handshake(chat.StreamUrl.Replace("watermark=0", "watermark=x", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stream_address_is_good_for_a_minute()
    {
        var chat = await Server.Begin();
        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(59));
        using var socket = await Server.Open(chat.StreamUrl, patience.Token);

        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Forbidden, await Handshake(chat.StreamUrl));
        await chat.Say("an open socket stays open");
        Assert.Equal(4, (await socket.Receive(4, patience.Token)).Count);
    }

    [Fact]
    public async Task A_client_that_does_not_take_what_is_sent_is_cut_off_and_resumes_by_its_watermark()
    {
        var chat = await Server.Begin();
        using var slow = await Server.Open(chat.StreamUrl, patience.Token);
        // More than two sockets' buffers hold on any system: the echo and the reply of each are as long as the message.
        for (var i = 0; i < 60; i++)
        {
            await chat.Say(new string('a', 250_000));
        }
        using var other = await Server.Open(await chat.StreamUrlAfter(122), patience.Token);
        for (var seconds = 0; seconds < 4; seconds++)
        {
            Assert.Equal("", await other.NextText(patience.Token));
        }

        var taken = await slow.TakeUntilCutOff(patience.Token);
        using var resumed = await Server.Open(await chat.StreamUrlAfter(taken), patience.Token);
        var rest = await resumed.Receive(122 - taken, patience.Token);

        Assert.InRange(taken, 1, 121);
        Assert.Equal(
            Enumerable.Range(taken + 1, 122 - taken).Select(i => $"{chat.Id}|{i:D7}"), rest.Select(activity => activity.Field("id")));
    }

    [Fact]
    public async Task Without_a_handshake_the_stream_is_only_explained()
    {
        var chat = await Server.Begin();

        using var response = await Server.Client.GetAsync(new Uri(chat.StreamUrl.Replace("ws:", "http:", StringComparison.Ordinal)));

        Assert.Equal((400, "BadArgument"), ((int)response.StatusCode, await DirectLineServer.CodeOf(response)));
    }

    [Fact]
    public async Task Two_hundred_sockets_wait_at_once_and_the_server_stops_with_them_open()
    {
        var chats = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Server.Begin()));
        var sockets =
            await Task.WhenAll(chats.SelectMany(chat => Enumerable.Range(0, 5).Select(_ => Server.Open(chat.StreamUrl, patience.Token))));

        await Task.WhenAll(chats.Select(chat => chat.Say("hello")));

        foreach (var socket in sockets)
        {
            Assert.Equal(4, (await socket.Receive(4, patience.Token)).Count);
        }
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        patience.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<HttpStatusCode> Handshake(string url)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(url), patience.Token));
        return socket.HttpStatusCode;
    }
}
