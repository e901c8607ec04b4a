using System.Globalization;
using FaqBot.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server.Tests;

/// <summary>How replies reach the channel when it, or the login, will not have them.</summary>
public class ChannelRepliesTests : StoreTests, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ConnectorServer? started;

    private ConnectorServer Server => started ?? throw new InvalidOperationException("Not started.");

    private FakeChannel Channel => Server.Channel;

    public async Task InitializeAsync() => started = await ConnectorServer.Start(Talkative, place: NewPlace());

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Replies_arrive_in_the_order_in_which_they_were_said()
    {
        Channel.Answer = async (_, context) => await Task.Yield();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => Server.Status(Server.Message($"m{number}", $"a-{number}"))));
        var told = await Channel.Wait(15);

        var log = Server.Transcript().Where(line => line.StartsWith("bot: ", StringComparison.Ordinal)).Select(line => line[5..]);
        Assert.Equal(log, told.Select(reply => reply.Body.Field("text")));
    }

    [Theory]
    [InlineData(429, "40")]
    [InlineData(500, null)]
    [InlineData(503, "Sat, 21 Nov 2026 12:00:40 GMT")]
    public async Task What_the_channel_has_no_time_for_is_tried_again_and_the_next_waits_for_it(int status, string? retryAfter)
    {
        Channel.Answer = (number, context) =>
        {
            context.Response.StatusCode = number == 0 ? status : 201;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };

        await Server.Status(Server.Message("hej", "a-1"));
        var failed = await Until(rows => rows[0].LastError is not null);
        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(40));
        Server.Conversations.Bell.Ring(ChannelReply.Kind);
        var told = await Channel.Wait(4);

        Assert.Equal($"the channel answered {status.ToString(CultureInfo.InvariantCulture)}", failed[0].LastError);
        Assert.Equal(["1 hej", "1 hej", "2 hej", "3 hej"], told.Select(reply => reply.Body.Field("text")));
        if (retryAfter is not null)
        {
            Assert.Equal(TimeSpan.FromSeconds(40), (failed[0].DueAt - failed[0].CreatedAt).ToTimeSpan());
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(307)]
    public async Task What_the_channel_refuses_is_given_up_and_the_next_goes(int status)
    {
        Channel.Answer = (number, context) =>
        {
            context.Response.StatusCode = number == 0 ? status : 200;
            context.Response.Headers.Location = "/v3/conversations/elsewhere/activities/x";
            return Task.CompletedTask;
        };

        await Server.Status(Server.Message("hej", "a-1"));
        var rows = await Until(rows => rows.All(row => row.DoneAt is not null || row.DeadAt is not null));

        Assert.Equal([true, false, false], rows.Select(row => row.DeadAt is not null));
        Assert.Equal(1, rows[0].Attempts);
        Assert.Equal(["1 hej", "2 hej", "3 hej"], Channel.Replies.Select(reply => reply.Body.Field("text")));
        Assert.All(Channel.Replies, reply => Assert.Equal("/v3/conversations/talk/1/activities/a-1", reply.Path));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_token_that_is_not_taken_is_replaced_once(int status)
    {
        Channel.Answer = (_, context) =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer reply-token-1" ? status : 200;
            return Task.CompletedTask;
        };

        await Server.Status(Server.Message("hej", "a-1"));
        var rows = await Until(rows => rows.All(row => row.DoneAt is not null));

        Assert.Equal(1, rows[0].Attempts);
        Assert.Equal(2, Channel.Logins);
        Assert.Equal(4, Channel.Replies.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_channel_that_takes_no_token_of_ours_is_asked_again_later(int status)
    {
        Channel.Answer = (number, context) =>
        {
            context.Response.StatusCode = number < 2 ? status : 200;
            return Task.CompletedTask;
        };

        await Server.Status(Server.Message("hej", "a-1"));
        var failed = await Until(rows => rows[0].LastError is not null);
        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(1));
        Server.Conversations.Bell.Ring(ChannelReply.Kind);
        var rows = await Until(rows => rows.All(row => row.DoneAt is not null));

        Assert.Equal($"the channel answered {status.ToString(CultureInfo.InvariantCulture)}", failed[0].LastError);
        Assert.True(failed[0].DueAt > failed[0].CreatedAt);
        Assert.Equal([2, 1, 1], rows.Select(row => row.Attempts));
        Assert.Equal(["1 hej", "1 hej", "1 hej", "2 hej", "3 hej"], Channel.Replies.Select(reply => reply.Body.Field("text")));
    }

    [Fact]
    public async Task One_that_never_takes_any_is_given_up_in_the_end_and_the_reply_sent_when_a_person_asks_for_it()
    {
        await using var hasty = await ConnectorServer.Start(Talkative, place: NewPlace(), settings: ("Outbox:AttemptsMax", "1"));
        hasty.Channel.Answer = (number, context) =>
        {
            context.Response.StatusCode = number < 6 ? 403 : 200;
            return Task.CompletedTask;
        };
        await hasty.Status(hasty.Message("hej", "a-1"));
        var dead = await Until(hasty, rows => rows.All(row => row.DeadAt is not null));

        var revived = await hasty.Get<Outbox>().Revive(dead[1].Id, CancellationToken.None);
        hasty.Conversations.Bell.Ring(ChannelReply.Kind);
        var rows = await Until(hasty, rows => rows.Any(row => row.DoneAt is not null));

        Assert.Equal(1, revived);
        Assert.Equal([true, false, true], rows.Select(row => row.DeadAt is not null));
        Assert.Equal("2 hej", hasty.Channel.Replies[^1].Body.Field("text"));
    }

    [Fact]
    public async Task A_login_that_is_away_is_tried_again_and_no_reply_goes_without_a_token()
    {
        Channel.Login = Unavailable;

        await Server.Status(Server.Message("hej", "a-1"));
        var failed = await Until(rows => rows[0].LastError is not null);
        var early = Channel.Replies.Count;
        Channel.Login = null;
        Server.Conversations.Time.Advance(TimeSpan.FromMinutes(1));
        Server.Conversations.Bell.Ring(ChannelReply.Kind);
        var told = await Channel.Wait(3);

        Assert.Equal("the login answered 503", failed[0].LastError);
        Assert.Equal(0, early);
        Assert.All(told, reply => Assert.StartsWith("Bearer reply-token-", reply.Authorization, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_tried_again()
    {
        const string nowhere = "http://127.0.0.1:1/";
        await Server.Status(
            Server.Message("hej", "a-1", activity => activity["serviceUrl"] = nowhere),
            $"Bearer {Channel.Token(token => token.Claims["serviceurl"] = nowhere)}");

        var rows = await Until(rows => rows[0].LastError is not null);

        Assert.Equal("the channel cannot be reached (ConnectionError)", rows[0].LastError);
        Assert.Null(rows[0].DeadAt);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_not_read()
    {
        var noise = new byte[64 * 1024];
        Channel.Answer = async (_, context) =>
        {
            try
            {
                while (true)
                {
                    await context.Response.Body.WriteAsync(noise, context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
                // The server has hung up.
            }
        };

        await Server.Status(Server.Message("hej", "a-1"));
        var rows = await Until(rows => rows.All(row => row.DoneAt is not null));

        Assert.All(rows, row => Assert.Equal(1, row.Attempts));
    }

    [Fact]
    public async Task A_reply_that_was_erased_is_given_up_and_the_next_goes()
    {
        Channel.Login = Unavailable;
        await Server.Status(Server.Message("hej", "a-1"));
        await Until(rows => rows[0].LastError is not null);
        await Server.Conversations.Journal.Write((db, stop) => db.Activities.Where(row => row.Sequence == 2).ExecuteDeleteAsync(stop));

        Channel.Login = null;
        Server.Conversations.Time.Advance(TimeSpan.FromMinutes(1));
        Server.Conversations.Bell.Ring(ChannelReply.Kind);
        var rows = await Until(rows => rows.All(row => row.DoneAt is not null || row.DeadAt is not null));

        Assert.Equal([true, false, false], rows.Select(row => row.DeadAt is not null));
        Assert.Equal("the conversation or its reply is gone", rows[0].LastError);
        Assert.Equal(["2 hej", "3 hej"], Channel.Replies.Select(reply => reply.Body.Field("text")));
    }

    [Fact]
    public async Task A_reply_whose_bot_is_not_registered_any_more_waits_for_it()
    {
        await using var stranger = await ConnectorServer.Start(Talkative, isRegistered: false, place: NewPlace());
        var reference = new ConnectorReference(ConnectorServer.AppId, stranger.Channel.ServiceUrl, "test", [], [], [], null);
        var inbound = TestConversations.Message(new ConversationId("bf-1"), "hej", "a-1") with
        {
            Channel = new ChannelRoute(TestConversations.Shop, "test", reference.Write(), IsInline: false),
        };

        await stranger.Conversations.Queue.Post(inbound, CancellationToken.None);
        var rows = await Until(stranger, rows => rows[0].LastError is not null);

        Assert.Equal("Shops:demo:Connector:AppId is not set any more", rows[0].LastError);
        Assert.All(rows, row => Assert.Null(row.DeadAt));
        Assert.Empty(stranger.Channel.Replies);
    }

    /// <summary>Says everything three times.</summary>
    private static TurnOutcome Talkative(Knowledge knowledge, ConversationState state, TurnInput input)
    {
        var text = input.Event is TurnEvent.Message message ? message.Text : "";
        var replies = Enumerable.Range(1, 3)
            .Select(number => new Reply($"{number.ToString(CultureInfo.InvariantCulture)} {text}", [], "pl"));
        var trace = new TurnTrace { Outcome = Outcome.Unknown, Language = state.Language, Knowledge = knowledge.Hash };
        return new TurnOutcome(state with { Turn = state.Turn + 1, Greeted = true }, [.. replies], [], trace);
    }

    private static Task Unavailable(HttpContext context)
    {
        context.Response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<OutboxRow>> Until(Func<IReadOnlyList<OutboxRow>, bool> condition) => Until(Server, condition);

    /// <summary>The outbox once it is as asked; it alone knows when.</summary>
    private static async Task<IReadOnlyList<OutboxRow>> Until(ConnectorServer server, Func<IReadOnlyList<OutboxRow>, bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var rows = server.Conversations.Effects();
            if (rows.Count > 0 && condition(rows))
            {
                return rows;
            }
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }
}
