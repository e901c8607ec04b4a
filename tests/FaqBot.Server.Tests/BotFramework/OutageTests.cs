using System.Net.WebSockets;

namespace FaqBot.Server.Tests;

/// <summary>What clients meet while the database is away, and when it comes back.</summary>
public sealed class OutageTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
    private readonly AwayPlace place = new(new SqlitePlace());
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start(new TestConversations(place: place));

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_start_waits_until_it_is_back()
    {
        var token = await Server.NewToken();
        place.IsAway = true;

        var starting = Server.Send(HttpMethod.Post, "conversations", token);
        await place.Asked.WaitAsync(patience.Token);
        place.IsAway = false;
        using var start = await starting;

        Assert.Equal(201, (int)start.StatusCode);
    }

    [Fact]
    public async Task A_reconnect_waits_until_it_is_back()
    {
        var chat = await Server.Begin();
        place.IsAway = true;

        var reconnecting = Server.Send(HttpMethod.Get, chat.Path("?watermark=1"), chat.Token);
        await place.Asked.WaitAsync(patience.Token);
        place.IsAway = false;
        using var reconnect = await reconnecting;

        Assert.Equal(200, (int)reconnect.StatusCode);
    }

    [Fact]
    public async Task A_stream_stays_open_and_goes_on_where_it_was()
    {
        var chat = await Server.Begin();
        using var socket = await Server.Open(await chat.StreamUrlAfter(2), patience.Token);
        place.IsAway = true;
        Server.Conversations.Log.Ring(new ConversationId(chat.Id));
        await place.Asked.WaitAsync(patience.Token);

        place.IsAway = false;
        await chat.Say("back again");

        Assert.Equal("back again", (await socket.Receive(2, patience.Token))[0].Field("text"));
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task What_is_polled_meanwhile_is_empty_and_complete_afterwards()
    {
        var chat = await Server.Begin();
        place.IsAway = true;

        var meanwhile = await chat.Page("1");
        place.IsAway = false;
        var afterwards = await chat.Page(meanwhile.Field("watermark"));

        Assert.Empty(meanwhile.List("activities"));
        Assert.EndsWith("2", Assert.Single(afterwards.List("activities")).Field("id"), StringComparison.Ordinal);
    }

    public void Dispose() => patience.Dispose();
}
