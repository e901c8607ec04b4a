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
