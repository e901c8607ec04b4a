using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

/// <summary>What POST /api/messages takes, what becomes of it, and what is told back.</summary>
public sealed class MessagesTests : IAsyncLifetime
{
    private ConnectorServer? started;

    private ConnectorServer Server => started ?? throw new InvalidOperationException("Not started.");

    private FakeChannel Channel => Server.Channel;

    public async Task InitializeAsync() => started = await ConnectorServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_message_is_recorded_and_its_reply_told_to_the_channel_in_the_channel_s_own_terms()
    {
        var status = await Server.Status(Server.Message("hej", "a/1"));

        var told = Assert.Single(await Channel.Wait(1));
        Assert.Equal(200, status);
        Assert.Equal("/v3/conversations/talk/1/activities/a/1", told.Path);
        Assert.Equal("Bearer reply-token-1", told.Authorization);
        var ticks = Microseconds.Now(Server.Conversations.Time).ToUnixTimeTicks();
        var expected = WireJson.Parse($$"""
            {"type":"message","serviceUrl":"{{Channel.ServiceUrl}}","channelId":"test","from":{"id":"bot-1","name":"Sklep"},
             "conversation":{"id":"talk/1","tenantId":"tenant-1"},"recipient":{"id":"user-1","name":"Ala"},"locale":"pl",
             "text":"1: hej 0 {{ticks}} \n- A","textFormat":"plain","inputHint":"acceptingInput","replyToId":"a/1"}
            """);
        Assert.True(JsonNode.DeepEquals(expected, told.Body), told.Body.ToJsonString());
    }

    [Fact]
    public async Task The_log_reads_as_a_transcript()
    {
        await Server.Status(Server.Message("hej", "a-1", activity => activity["channelData"] = new JsonObject { ["x"] = 1 }));

        var row = Server.Stored().Single();
        var log = Server.Conversations.Activities(new ConversationId(row.Id))
            .Select(activity => WireJson.Parse(Encoding.UTF8.GetString(activity.Body))).ToList();
        var expected = WireJson.Parse($$"""
            {"type":"message","text":"hej","locale":"pl-PL","channelData":{"x":1},"id":"{{row.Id}}|0000001",
             "timestamp":"2026-11-21T12:00:00.000Z","channelId":"test","conversation":{"id":"{{row.Id}}","tenantId":"tenant-1"},
             "from":{"id":"user-1","role":"user","name":"Ala"},
             "recipient":{"id":"demo","role":"bot"} }
            """);
        Assert.True(JsonNode.DeepEquals(expected, log[0]), log[0].ToJsonString());
        Assert.Equal(
            ("test", $"{row.Id}|0000001", "user-1"),
            (log[1].Field("channelId"), log[1].Field("replyToId"), log[1]["recipient"].Field("id")));
        Assert.StartsWith("bf-", row.Id, StringComparison.Ordinal);
        Assert.Equal("user-1", row.UserId);
    }

    [Fact]
    public async Task The_same_activity_twice_is_one_turn_and_200_both_times()
    {
        var first = await Server.Status(Server.Message("hej", "a-1"));
        var second = await Server.Status(Server.Message("hej", "a-1"));
        await Server.Status(Server.Message("dalej", "a-2"));
        var told = await Channel.Wait(2);

        Assert.Equal((200, 200), (first, second));
        Assert.Equal(["a-1", "a-2"], told.Select(reply => reply.Body.Field("replyToId")));
        Assert.Equal(2, Server.Conversations.Turns(new ConversationId(Server.Stored().Single().Id)).Count);
    }

    [Fact]
    public async Task The_same_activity_many_times_at_once_is_one_turn_and_200_every_time()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Server.Status(Server.Message("hej", "a-1"))));
        await Channel.Wait(1);

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Single(Server.Conversations.Turns(new ConversationId(Server.Stored().Single().Id)));
        Assert.Single(Channel.Replies);
    }

    [Fact]
    public async Task The_same_id_of_another_sender_is_another_activity_and_none_at_all_is_never_a_repeat()
    {
        await Server.Status(Server.Message("hej", "a-1"));
        await Server.Status(Server.Message("hej", "a-1", activity => activity["from"] = new JsonObject { ["id"] = "user-2" }));
        await Server.Status(Server.Message("hej"));
        await Server.Status(Server.Message("hej"));

        Assert.Equal(4, Server.Conversations.Turns(new ConversationId(Server.Stored().Single().Id)).Count);
    }

    [Fact]
    public async Task In_a_group_each_is_answered_by_name()
    {
        await Server.Status(Server.Message("hej", "a-1"));
        await Server.Status(Server.Message(
            "hej", "a-2", activity => activity["from"] = new JsonObject { ["id"] = "user-2", ["name"] = "Ola" }));
        var told = await Channel.Wait(2);

        Assert.Equal(["user-1", "user-2"], told.Select(reply => reply.Body["recipient"].Field("id")));
    }

    [Fact]
    public async Task Who_joins_is_greeted_once_without_an_answered_id()
    {
        await Server.Status(Server.Joined());
        await Server.Status(Server.Joined());
        await Server.Status(Server.Joined(activity => activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "user-2" })));
        var told = await Channel.Wait(2);
        await Server.Status(Server.Message("hej", "a-1"));
        await Channel.Wait(3);

        Assert.Equal(["Hello.\n- A", "What can I do?\n- A"], told.Select(reply => reply.Body.Field("text")));
        Assert.All(told, reply => Assert.Equal("/v3/conversations/talk/1/activities/", reply.Path.TrimEnd('/') + "/"));
        Assert.All(told, reply => Assert.Null(reply.Body["replyToId"]));
        Assert.Equal(3, Channel.Replies.Count);
    }

    [Fact]
    public async Task Who_joins_after_the_first_message_is_not_greeted_again()
    {
        await Server.Status(Server.Message("hej", "a-1"));
        await Server.Status(Server.Joined());

        Assert.Equal(["user-1: hej", "bot: 1: hej"], Server.Transcript().Select(line => line[..11]));
    }

    [Theory]
    [InlineData("""[{"id":"bot-1"}]""")]
    [InlineData("""[]""")]
    [InlineData("""[{"id":""},{"name":"nobody"},{"id":null}]""")]
    public async Task Only_others_than_the_bot_are_greeted(string members)
    {
        var status = await Server.Status(Server.Joined(activity => activity["membersAdded"] = JsonNode.Parse(members)));

        Assert.Equal(200, status);
        Assert.Empty(Server.Stored());
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("trace")]
    public async Task What_is_not_history_is_forgotten(string type)
    {
        var status = await Server.Status(Server.Message("hej", "a-1", activity => activity["type"] = type));

        Assert.Equal(200, status);
        Assert.Empty(Server.Stored());
    }

    [Theory]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""")]
    [InlineData("""{"type":"installationUpdate","action":"add"}""")]
    [InlineData("""{"type":"event","name":"anything","value":1}""")]
    [InlineData("""{"type":"somethingNew","new":{"deep":[{"er":1}]}}""")]
    public async Task What_nobody_answers_is_recorded_without_a_turn(string json)
    {
        var status = await Server.Status(Server.Message("hej", "a-1", activity => Merge(activity, json)));

        var id = new ConversationId(Server.Stored().Single().Id);
        Assert.Equal(200, status);
        Assert.Single(Server.Conversations.Activities(id));
        Assert.Empty(Server.Conversations.Turns(id));
    }

    [Fact]
    public async Task An_invoke_waits_for_a_handler_and_there_is_none()
    {
        var invoke = Server.Message("", "a-1", activity => Merge(activity, """{"type":"invoke","name":"signin/verifyState","value":{}}"""));

        using var response = await Server.Post(invoke);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        Assert.Empty(Server.Stored());
    }

    [Theory]
    [InlineData("""{"from":{"id":"bot-1"}}""")]
    [InlineData("""{"from":{"id":"another-bot","role":"bot"}}""")]
    public async Task The_bot_never_answers_itself(string json)
    {
        var status = await Server.Status(Server.Message("hej", "a-1", activity => Merge(activity, json)));

        Assert.Equal(200, status);
        Assert.Empty(Server.Stored());
    }

    [Fact]
    public async Task Replies_that_are_expected_are_handed_back_also_to_a_repeat_and_sent_nowhere()
    {
        var first = await Server.Ask(Server.Message("hej", "a-1"));
        var later = await Server.Ask(Server.Message("dalej", "a-2"));
        var repeat = await Server.Ask(Server.Message("hej", "a-1"));

        var reply = Assert.Single(first);
        Assert.StartsWith("1: hej", reply.Field("text"), StringComparison.Ordinal);
        Assert.Equal(("a-1", "talk/1", "bot-1"), (reply.Field("replyToId"), reply["conversation"].Field("id"), reply["from"].Field("id")));
        Assert.True(JsonNode.DeepEquals(reply, Assert.Single(repeat)));
        Assert.Equal("a-2", Assert.Single(later).Field("replyToId"));
        Assert.Empty(Server.Conversations.Effects());
        Assert.Empty(Channel.Replies);
    }

    [Fact]
    public async Task A_greeting_that_is_expected_is_handed_back_until_somebody_has_written()
    {
        var greeting = await Server.Ask(Server.Joined());
        var repeat = await Server.Ask(Server.Joined());
        await Server.Ask(Server.Message("hej", "a-1"));
        var late = await Server.Ask(Server.Joined());

        Assert.Equal(["Hello.\n- A", "What can I do?\n- A"], greeting.Select(reply => reply.Field("text")));
        Assert.Equal(2, repeat.Count);
        Assert.Empty(late);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("messageReaction")]
    public async Task Where_nothing_is_said_no_replies_are_handed_back(string type)
    {
        Assert.Empty(await Server.Ask(Server.Message("", "a-1", activity => activity["type"] = type)));
    }

    [Fact]
    public async Task A_conversation_that_has_ended_begins_anew_with_the_next_word()
    {
        await Server.Status(Server.Message("hej", "a-1"));
        var end = End("a-2");
        var statuses = new[] { await Server.Status(end), await Server.Status(end), await Server.Status(Server.Message("hej", "a-1")) };
        var another = await Server.Status(End("a-3"));
        Server.Conversations.Time.Advance(TimeSpan.FromMinutes(1));
        var anew = await Server.Status(Server.Message("znowu", "a-4"));

        Assert.Equal([200, 200, 200], statuses);
        Assert.Equal((200, 200), (another, anew));
        var stored = Server.Stored();
        Assert.Equal([true, false], stored.Select(row => row.IsEnded));
        Assert.Equal([2, 1], stored.Select(row => Server.Conversations.Turns(new ConversationId(row.Id)).Count));
        Assert.Equal(["a-1", "a-4"], (await Channel.Wait(2)).Select(reply => reply.Body.Field("replyToId")));
    }

    [Fact]
    public async Task It_may_end_and_begin_anew_as_often_as_it_likes()
    {
        for (var beginning = 0; beginning < 3; beginning++)
        {
            await Server.Status(Server.Message("hej", $"hej-{beginning}"));
            Server.Conversations.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(200, await Server.Status(End($"end-{beginning}")));
        }
        await Server.Status(Server.Message("znowu", "last"));

        var stored = Server.Stored();
        Assert.Equal([true, true, true, false], stored.Select(row => row.IsEnded));
        Assert.Equal([2, 2, 2, 1], stored.Select(row => Server.Conversations.Turns(new ConversationId(row.Id)).Count));
    }

    [Fact]
    public async Task No_number_of_endings_is_the_last()
    {
        for (var beginning = 0; beginning < 130; beginning++)
        {
            await Server.Status(Server.Message("hej", $"hej-{beginning}"));
            await Server.Status(End($"end-{beginning}"));
        }

        var message = await Server.Status(Server.Message("znowu", "last"));
        var repeats = new[] { await Server.Status(Server.Message("hej", "hej-128")), await Server.Status(End("end-128")) };

        Assert.Equal(200, message);
        Assert.Equal([200, 200], repeats);
        Assert.Equal(131, Server.Stored().Count);
        Assert.Single(Server.Stored(), row => !row.IsEnded);
        Assert.Equal(261, Server.Stored().Sum(row => Server.Conversations.Turns(new ConversationId(row.Id)).Count));
    }

    [Fact]
    public async Task An_end_whose_replies_are_expected_brings_none_nor_does_its_repeat_nor_one_that_finds_nothing_open()
    {
        await Server.Ask(Server.Message("hej", "a-1"));

        var ends = new[] { await Server.Ask(End("a-2")), await Server.Ask(End("a-2")), await Server.Ask(End("a-3")) };

        Assert.All(ends, Assert.Empty);
        Assert.Single(Server.Stored());
    }

    [Fact]
    public async Task Replies_go_where_the_newest_activity_came_from()
    {
        await Server.Status(Server.Message("hej", "a-1"));
        await Channel.Wait(1);
        await using var moved = await FakeChannel.Start(Server.Conversations.Time);

        await Server.Status(
            Server.Message("dalej", "a-2", activity => activity["serviceUrl"] = moved.ServiceUrl),
            $"Bearer {Channel.Token(token => token.Claims["serviceurl"] = moved.ServiceUrl)}");

        Assert.Equal("a-2", Assert.Single(await moved.Wait(1)).Body.Field("replyToId"));
        Assert.Single(Channel.Replies);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""[{"type":"message"}]""")]
    [InlineData("\"message\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message","type":"message"}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","text":"\u0000"}""")]
    [InlineData("""{"type":"message","text":7}""")]
    [InlineData("""{"type":"message","from":"me"}""")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":{"id":"x"}}""")]
    [InlineData("""{"type":"message","serviceUrl":1}""")]
    public async Task What_is_no_activity_is_refused(string body)
    {
        using var response = await Server.Post(body, $"Bearer {Channel.Token()}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadArgument", await DirectLineServer.CodeOf(response));
    }

    [Fact]
    public async Task So_are_10_000_brackets_and_bytes_that_are_no_text()
    {
        using var deep = await Server.Post(new string('[', 10_000), $"Bearer {Channel.Token()}");
        using var content = new ByteArrayContent([0x22, 0xff, 0xfe, 0x22]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        using var binary = await Server.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (deep.StatusCode, binary.StatusCode));
    }

    [Theory]
    [InlineData("channelId")]
    [InlineData("conversation")]
    [InlineData("recipient")]
    [InlineData("from")]
    public async Task What_lacks_its_place_or_its_people_is_refused(string field)
    {
        var token = Channel.Token(token => token.SigningCredentials = FakeChannel.Sign(Channel.EmulatorKey, "unendorsed"));

        using var response = await Server.Post(
            Server.Message("hej", "a-1", activity => activity.Remove(field)).ToJsonString(), $"Bearer {token}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(field, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://127.0.0.1/?to=evil")]
    [InlineData("junk")]
    public async Task A_place_that_replies_cannot_go_to_is_refused(string place)
    {
        var status = await Server.Status(
            Server.Message("hej", "a-1", activity => activity["serviceUrl"] = place),
            $"Bearer {Channel.Token(token => token.Claims["serviceurl"] = place)}");

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Ids_and_names_are_bounded()
    {
        var longest = new string('ż', ConnectorLimits.IdBytesMax / 2);
        var good = await Server.Status(Server.Message("hej", longest, activity => activity["from"] = new JsonObject { ["id"] = longest }));
        var longId = await Server.Status(Server.Message("hej", longest + "x"));
        var name = new string('x', ConnectorLimits.ReferenceCharsMax);
        var longName = await Server.Status(Server.Message(
            "hej", "a-2", activity => activity["from"] = new JsonObject { ["id"] = "user-1", ["name"] = name }));
        var reserved = await Server.Status(Server.Message("hej", "a-3", activity => activity["from"] = new JsonObject { ["id"] = "bot" }));

        Assert.Equal((200, 400, 400, 400), (good, longId, longName, reserved));
    }

    [Fact]
    public async Task Only_a_bounded_post_is_taken()
    {
        using var get = await Server.Client.GetAsync("/api/messages");
        using var put = await Server.Client.PutAsync("/api/messages", null);
        using var large = await Server.Post(
            Server.Message(new string('x', DirectLineLimits.BodyBytesMax)).ToJsonString(), $"Bearer {Channel.Token()}");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.MethodNotAllowed), (get.StatusCode, put.StatusCode));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_bot_whose_shop_is_gone_is_told_so()
    {
        Server.Conversations.Knowledge.Swap(TestKnowledge.Of("other"));

        Assert.Equal(404, await Server.Status(Server.Message("hej")));
    }

    [Fact]
    public async Task Who_writes_too_fast_is_asked_to_wait_and_nobody_else()
    {
        await using var limited = await ConnectorServer.Start(
            settings: [("RateLimits:Enabled", "true"), ("RateLimits:ConversationPostsBurst", "2")]);
        var statuses = new List<int>();
        for (var number = 0; number < 3; number++)
        {
            statuses.Add(await limited.Status(limited.Message("hej", $"a-{number}")));
        }

        using var refused = await limited.Post(limited.Message("hej", "a-3"));
        var other = await limited.Status(limited.Message(
            "hej", "b-1", activity => activity["conversation"] = new JsonObject { ["id"] = "talk/2" }));

        Assert.Equal([200, 200, 429], statuses);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(200, other);
    }

    [Fact]
    public async Task When_the_store_is_busy_the_channel_is_asked_to_come_back()
    {
        await Server.Conversations.Journal.Stop(CancellationToken.None);

        using var response = await Server.Post(Server.Message("hej", "a-1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task What_else_the_turn_wants_done_is_kept_beside_the_reply()
    {
        await Server.Status(Server.Message("person", "a-1"));
        await Channel.Wait(1);

        Assert.Equal([nameof(Effect.PersonWanted), ChannelReply.Kind], Server.Conversations.Effects().Select(row => row.Kind));
    }

    private JsonObject End(string id) => Server.Message("", id, activity => activity["type"] = "endOfConversation");

    private static void Merge(JsonObject activity, string json)
    {
        foreach (var (name, value) in WireJson.Parse(json))
        {
            activity[name] = value?.DeepClone();
        }
    }
}
