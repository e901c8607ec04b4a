using System.Net;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>Dialogs for customers on the telephone.</summary>
public class CallTests : StoreTests
{
    [Fact]
    public async Task Any_dialog_is_run_to_a_case_of_the_channel_phone()
    {
        await using var server = await Start();
        var (status, call) = await Post(server, "demo/calls", """{ "dialog": "callback", "language": "pl" }""");
        Assert.Equal((HttpStatusCode.Created, "phone"), (status, call.Text("slot")));

        var asked = new List<string?>();
        foreach (var text in (string[])["600 700 800", "w poniedziałek po 12", "Ania", "powiem przez telefon", "tak"])
        {
            (_, call) = await Post(server, $"demo/calls/{call.Text("call")}", new JsonObject { ["text"] = text }.ToJsonString());
            asked.Add(call.Text("slot"));
        }

        Assert.Equal(["time", "name", "matter", "summary", null], asked);
        var filed = await server.AskApi($"demo/cases/{call.Text("case")}");
        Assert.Equal(("callback", "phone"), (filed.Text("kind"), filed.Text("channel")));
        Assert.Equal("2026-11-23T17:00:00+01:00", filed.Text("due"));
    }

    [Fact]
    public async Task What_is_known_already_is_not_asked_and_what_cannot_be_read_is()
    {
        await using var server = await Start();

        var (_, call) = await Post(
            server,
            "demo/calls",
            """
            {
              "dialog": "withdrawal",
              "answers": { "product": "all", "order": "345678", "received": "kiedyś", "buyer": "consumer" }
            }
            """);

        Assert.Equal("received", call.Text("slot"));
        Assert.Contains("Kiedy paczka", call["replies"]?.AsArray()[^1]?["text"]?.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_is_chosen_by_its_value()
    {
        await using var server = await Start();
        var (_, call) = await Post(server, "demo/calls", """{ "dialog": "withdrawal" }""");
        var button = call["replies"]?.AsArray()[^1]?["buttons"]?[0]?["value"]?.GetValue<string>();

        (_, call) = await Post(server, $"demo/calls/{call.Text("call")}", new JsonObject { ["button"] = button }.ToJsonString());

        Assert.Equal("order", call.Text("slot"));
    }

    [Fact]
    public async Task What_is_sent_twice_is_said_once_and_answered_twice_the_same()
    {
        await using var server = await Start();
        var (_, first) = await Post(server, "demo/calls", """{ "dialog": "callback", "id": "ticket-1" }""");
        var (_, again) = await Post(server, "demo/calls", """{ "dialog": "callback", "id": "ticket-1" }""");
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        var path = $"demo/calls/{first.Text("call")}";

        var (_, said) = await Post(server, path, """{ "text": "600 700 800", "id": "m1" }""");
        var (_, repeated) = await Post(server, path, """{ "text": "600 700 800", "id": "m1" }""");

        Assert.Equal(said.ToJsonString(), repeated.ToJsonString());
        Assert.Equal(2, server.Conversations.Turns(new ConversationId(first.Text("call") ?? "")).Count);
    }

    [Theory]
    [InlineData("demo/calls", """{ "dialog": "nothing" }""", HttpStatusCode.NotFound)]
    [InlineData("demo/calls", """{ }""", HttpStatusCode.BadRequest)]
    [InlineData("demo/calls", """[1]""", HttpStatusCode.BadRequest)]
    [InlineData("demo/calls", """{ "dialog": "callback", "answers": 7 }""", HttpStatusCode.BadRequest)]
    [InlineData("demo/calls", """{ "dialog": "callback", "answers": { "name": 7 } }""", HttpStatusCode.BadRequest)]
    [InlineData("demo/calls", """{ "dialog": "callback", "language": 7 }""", HttpStatusCode.BadRequest)]
    [InlineData("demo/calls/nothing", """{ "text": "tak" }""", HttpStatusCode.NotFound)]
    [InlineData("demo/calls/nothing", """{ "text": "" }""", HttpStatusCode.BadRequest)]
    public async Task What_makes_no_sense_is_refused(string path, string body, HttpStatusCode expected)
    {
        await using var server = await Start();

        using var response = await server.SendApi(HttpMethod.Post, path, CaseServer.Key, body);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_customer_s_own_chat_and_another_shop_s_call_are_none()
    {
        await using var server = await Start();
        var chat = await server.Begin();
        var (_, call) = await Post(server, "demo/calls", """{ "dialog": "callback" }""");

        using var own = await server.SendApi(HttpMethod.Post, $"demo/calls/{chat.Id}", CaseServer.Key, """{ "text": "x" }""");
        using var other = await server.SendApi(
            HttpMethod.Post, $"other/calls/{call.Text("call")}", CaseServer.OtherKey, """{ "text": "x" }""");
        using var keyless = await server.SendApi(HttpMethod.Post, "demo/calls", null, """{ "dialog": "callback" }""");

        Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, keyless.StatusCode);
    }

    [Theory]
    [InlineData("demo/calls", "dialog", 64)]
    [InlineData("demo/calls", "language", 35)]
    [InlineData("demo/calls", "id", 64)]
    [InlineData("demo/calls/nothing", "text", 2_000)]
    [InlineData("demo/calls/nothing", "button", 200)]
    [InlineData("demo/calls/nothing", "id", 64)]
    public async Task Each_member_is_as_long_as_it_may_be_and_no_longer(string path, string name, int charsMax)
    {
        await using var server = await Start();
        JsonObject Body(int length)
        {
            var body = new JsonObject { [path == "demo/calls" ? "dialog" : "text"] = "callback" };
            body[name] = new string('x', length);
            return body;
        }

        using var longest = await server.SendApi(HttpMethod.Post, path, CaseServer.Key, Body(charsMax).ToJsonString());
        using var longer = await server.SendApi(HttpMethod.Post, path, CaseServer.Key, Body(charsMax + 1).ToJsonString());

        Assert.NotEqual(HttpStatusCode.BadRequest, longest.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, longer.StatusCode);
        Assert.Equal(name, Assert.Single(await longer.ErrorsOf()).Key);
    }

    [Fact]
    public async Task More_answers_or_longer_ones_than_are_taken_are_refused()
    {
        await using var server = await Start();
        string Body(int count, string name, int length) => new JsonObject
        {
            ["dialog"] = "callback",
            ["answers"] = new JsonObject(Enumerable.Range(0, count).Select(index =>
                KeyValuePair.Create(index == 0 ? name : $"{name}{index}", (JsonNode?)new string('x', length)))),
        }.ToJsonString();

        var longest = await Post(server, "demo/calls", Body(1, "name", 2_000));
        (HttpStatusCode Status, JsonObject Call)[] refused =
        [
            await Post(server, "demo/calls", Body(41, "name", 1)),
            await Post(server, "demo/calls", Body(1, "name", 2_001)),
            await Post(server, "demo/calls", Body(1, new string('n', 65), 1)),
            await Post(server, "demo/calls", Body(40, "name", 2_000)),
        ];

        Assert.Equal(HttpStatusCode.Created, longest.Status);
        Assert.All(refused, one => Assert.Equal(HttpStatusCode.BadRequest, one.Status));
    }

    [Fact]
    public async Task An_answer_to_what_the_dialog_does_not_ask_is_refused_with_what_it_does()
    {
        await using var server = await Start();

        using var response = await server.SendApi(
            HttpMethod.Post, "demo/calls", CaseServer.Key,
            """{ "dialog": "callback", "answers": { "telephone": "600 700 800", "name": "Ania" } }""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single(await response.ErrorsOf());
        Assert.Equal("answers", error.Key);
        Assert.Equal(
            "The dialog 'callback' has no slot 'telephone'; it has phone, time, name, matter, order.",
            error.Value?[0]?.GetValue<string>());
    }

    [Fact]
    public async Task A_name_is_one_line_and_turns_nothing_round()
    {
        await using var server = await Start();
        const string name = "Ania\r\nBcc: eve@evil.example\u202e";
        var answers = new JsonObject { ["phone"] = "600 700 800", ["name"] = name };
        var opening = new JsonObject { ["dialog"] = "callback", ["answers"] = answers };
        var (_, call) = await Post(server, "demo/calls", opening.ToJsonString());
        foreach (var text in (string[])["w poniedziałek po 12", "powiem przez telefon", "tak"])
        {
            (_, call) = await Post(server, $"demo/calls/{call.Text("call")}", new JsonObject { ["text"] = text }.ToJsonString());
        }

        var filed = await server.AskApi($"demo/cases/{call.Text("case")}");
        Assert.Equal("Ania Bcc: eve@evil.example", filed["contact"]?["name"]?.GetValue<string>());
    }

    [Fact]
    public async Task The_state_of_an_order_is_told_after_the_answer_that_it_came_after()
    {
        await using var server = await Start();
        server.Conversations.HasOrders = true;
        using var lookUps = new TestLookUps();
        var (_, call) = await Post(
            server,
            "demo/calls",
            """{ "dialog": "order-status", "language": "pl", "answers": { "order": "123456", "email": "anna@poczta.example" } }""");
        var path = $"demo/calls/{call.Text("call")}?after={call["sequence"]}";
        var before = await server.AskApi(path);

        var row = server.Conversations.Effects().Single(effect => effect.Kind == nameof(Effect.LookUpOrder));
        await lookUps.In(server.Conversations, "number;email;state\n123456;anna@poczta.example;sent\n")
            .CarryOut(row, CancellationToken.None);

        var after = await server.AskApi(path);
        var later = await server.AskApi($"demo/calls/{call.Text("call")}?after={after["sequence"]}");
        Assert.Empty(before["replies"]?.AsArray() ?? []);
        var told = Assert.Single(after["replies"]?.AsArray() ?? []);
        Assert.Contains("Zamówienie 123456: wysłane, w drodze.", told?["text"]?.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(call["sequence"]?.GetValue<long>() + 1, after["sequence"]?.GetValue<long>());
        Assert.Equal((after["sequence"]?.GetValue<long>(), 0), (later["sequence"]?.GetValue<long>(), later["replies"]?.AsArray().Count));
    }

    [Theory]
    [InlineData("-1", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("x", HttpStatusCode.BadRequest)]
    [InlineData("99999999999999999999", HttpStatusCode.BadRequest)]
    [InlineData("9223372036854775807", HttpStatusCode.OK)]
    [InlineData("0", HttpStatusCode.OK)]
    public async Task After_is_a_sequence_or_nothing(string after, HttpStatusCode expected)
    {
        await using var server = await Start();
        var (_, call) = await Post(server, "demo/calls", """{ "dialog": "callback" }""");

        using var response = await server.SendApi(HttpMethod.Get, $"demo/calls/{call.Text("call")}?after={after}");

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_dialog_that_could_not_begin_is_kept_nowhere()
    {
        await using var server = await CaseServer.Start(NewPlace(), (_, _, _) => throw new InvalidOperationException());
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);

        var (status, problem) = await Post(server, "demo/calls", """{ "dialog": "callback", "id": "ticket-1" }""");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("The dialog could not begin, and nothing was kept.", problem.Text("detail"));
        using var db = server.Conversations.Store.OpenDb();
        Assert.Empty(db.Conversations);
    }

    [Fact]
    public async Task How_a_call_stands_can_be_asked()
    {
        await using var server = await Start();
        var (_, call) = await Post(server, "demo/calls", """{ "dialog": "callback" }""");

        var shown = await server.AskApi($"demo/calls/{call.Text("call")}");

        Assert.Equal(("callback", "phone"), (shown.Text("dialog"), shown.Text("slot")));
        Assert.Empty(shown["replies"]?.AsArray() ?? []);
    }

    private async Task<DirectLineServer> Start()
    {
        var server = await CaseServer.Start(NewPlace(), Turn.Run);
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        return server;
    }

    private static async Task<(HttpStatusCode Status, JsonObject Call)> Post(DirectLineServer server, string path, string body)
    {
        using var response = await server.SendApi(HttpMethod.Post, path, CaseServer.Key, body);
        return (response.StatusCode, await DirectLineServer.ReadJson(response));
    }
}
