using System.Globalization;
using FaqBot.Engine;
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

    [Fact]
    public async Task A_channel_that_takes_no_token_of_ours_is_given_up()
    {
        Channel.Answer = (_, context) =>
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        };

        await Server.Status(Server.Message("hej", "a-1"));
        var rows = await Until(rows => rows.All(row => row.DeadAt is not null));

        Assert.Equal("the channel answered 403", rows[0].LastError);
        Assert.Equal(6, Channel.Replies.Count);
    }

    [Fact]
    public async Task A_login_that_is_away_is_tried_again_and_no_reply_goes_without_a_token()
    {
        Channel.Login = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

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
    public async Task A_reply_whose_conversation_is_erased_or_whose_bot_is_gone_does_no_harm()
    {
        await Server.Conversations.Begin("direct-line");
        await Server.Conversations.AddEffects(ChannelReply.Kind, "direct-line");
        await Server.Conversations.Journal.Write((db, stop) => db.Outbox
            .Where(row => row.ConversationId == "direct-line")
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Payload, """{"sequence":1}"""), stop));
        Server.Conversations.Bell.Ring(ChannelReply.Kind);

        var rows = await Until(rows => rows[0].DeadAt is not null || rows[0].LastError is not null);

        Assert.NotNull(rows[0].LastError);
        Assert.Empty(Channel.Replies);
    }

    /// <summary>Says everything three times.</summary>
    private static TurnOutcome Talkative(Knowledge knowledge, ConversationState state, TurnInput input)
    {
        var text = input.Event is TurnEvent.Message message ? message.Text : "";
        var replies = Enumerable.Range(1, 3).Select(number => new Reply($"{number.ToString(CultureInfo.InvariantCulture)} {text}", [], "pl"));
        var trace = new TurnTrace { Outcome = Outcome.Unknown, Language = state.Language, Knowledge = knowledge.Hash };
        return new TurnOutcome(state with { Turn = state.Turn + 1, Greeted = true }, [.. replies], [], trace);
    }

    /// <summary>The outbox once it is as asked; it alone knows when.</summary>
    private async Task<IReadOnlyList<OutboxRow>> Until(Func<IReadOnlyList<OutboxRow>, bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var rows = Server.Conversations.Effects();
            if (rows.Count > 0 && condition(rows))
            {
                return rows;
            }
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }
}
