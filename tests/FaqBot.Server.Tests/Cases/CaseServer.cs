using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

/// <summary>Asks about cases as a shop's own system does.</summary>
internal static class CaseServer
{
    public const string Key = "api-key-of-demo-0123456789";
    public const string OtherKey = "api-key-of-other-0123456789";

    public static Task<DirectLineServer> Start(
        TestPlace place,
        Func<Knowledge, ConversationState, TurnInput, TurnOutcome>? turn = null,
        params (string Key, string Value)[] settings) =>
        DirectLineServer.Start(
            new TestConversations(turn ?? FakeDialog.Run, place: place),
            [("Shops:demo:ApiKey", Key), ("Shops:other:ApiKey", OtherKey), .. settings]);

    /// <summary>Files a case by talking; its number.</summary>
    public static async Task<string> File(this DirectLineServer server, string answer = "odkleja się", Chat? chat = null)
    {
        chat ??= await server.Begin();
        await chat.Say("begin");
        await chat.Say($"file {answer}");
        return server.Conversations.Cases().Single(row => row.ConversationId == chat.Id).Number;
    }

    public static async Task<HttpResponseMessage> SendApi(
        this DirectLineServer server, HttpMethod method, string path, string? key = Key, string? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/shops/{path}");
        if (key is not null)
        {
            request.Headers.Add(ShopApiKeys.Header, key);
        }
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await server.Client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> Patch(this DirectLineServer server, string number, string body, string? match = null) =>
        server.SendApi(HttpMethod.Patch, $"demo/cases/{number}", Key, body, match);

    public static async Task<JsonObject> AskApi(this DirectLineServer server, string path)
    {
        using var response = await server.SendApi(HttpMethod.Get, path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return WireJson.Parse(text);
    }

    /// <summary>What is wrong, by name.</summary>
    public static async Task<JsonObject> ErrorsOf(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return Assert.IsType<JsonObject>((await DirectLineServer.ReadJson(response))["errors"]);
    }
}
