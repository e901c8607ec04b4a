using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

/// <summary>Activities without a token: on a developer's machine, if it is wished.</summary>
public sealed class AnonymousTests
{
    private static readonly (string, string) Wish = ("Connector:AllowAnonymous", "true");

    [Theory]
    [InlineData("Development")]
    [InlineData("Testing")]
    public async Task Where_it_is_wished_anybody_is_let_in_and_told_the_reply_without_a_token(string environment)
    {
        await using var server = await ConnectorServer.Start(environment: environment, isRegistered: false, settings: Wish);

        var status = await server.Status(server.Message("hej", "a-1"), null);

        var told = Assert.Single(await server.Channel.Wait(1));
        Assert.Equal(200, status);
        Assert.Equal(("", "demo"), (told.Authorization, server.Stored().Single().Shop));
        Assert.Equal(0, server.Channel.Logins);
    }

    [Fact]
    public async Task The_shop_can_be_named()
    {
        await using var server = await ConnectorServer.Start(isRegistered: false, settings: Wish);

        using var other = await server.Post(server.Message("hej", "a-1").ToJsonString(), null, "?shop=other");
        using var none = await server.Post(server.Message("hej", "a-1").ToJsonString(), null, "?shop=none");

        Assert.Equal((200, 404), ((int)other.StatusCode, (int)none.StatusCode));
        Assert.Equal("other", server.Stored().Single().Shop);
    }

    [Fact]
    public async Task Without_any_bot_a_token_is_not_looked_at()
    {
        await using var server = await ConnectorServer.Start(isRegistered: false, settings: Wish);

        Assert.Equal(200, await server.Status(server.Message("hej", "a-1"), "Bearer junk"));
    }

    [Fact]
    public async Task With_a_bot_a_token_must_be_good_and_none_leads_to_conversations_of_their_own()
    {
        await using var server = await ConnectorServer.Start(settings: Wish);

        var junk = await server.Status(server.Message("hej", "a-1"), "Bearer junk");
        await server.Status(server.Message("hej", "a-1"));
        await server.Channel.Wait(1);
        var anonymous = await server.Status(
            server.Message("hej", "a-1", activity => activity["from"] = new JsonObject { ["id"] = "evil" }), authorization: null);
        var told = await server.Channel.Wait(2);

        Assert.Equal((401, 200), (junk, anonymous));
        Assert.Equal(2, server.Stored().Count);
        Assert.Equal(["Bearer reply-token-1", ""], told.Select(reply => reply.Authorization));
    }

    [Fact]
    public async Task Where_it_is_not_wished_nobody_is_let_in()
    {
        await using var server = await ConnectorServer.Start(isRegistered: false);

        Assert.Equal(401, await server.Status(server.Message("hej"), null));
        Assert.Equal(401, await server.Status(server.Message("hej"), $"Bearer {server.Channel.Token()}"));
    }
}
