using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FaqBot.Server.Tests;

public sealed class ShopOriginsTests
{
    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("192.168.1.5")]
    [InlineData("[::1]:5000")]
    [InlineData("chat.sklep.example")]
    public async Task The_server_s_own_page_needs_no_setting(string host)
    {
        await using var server = await DirectLineServer.Start();

        Assert.Equal(200, await Ask(server, host, $"http://{host}"));
        Assert.Equal(403, await Ask(server, host, $"https://{host}"));
    }

    [Theory]
    [InlineData("chat.sklep.example", 200)]
    [InlineData("CHAT.sklep.example:8080", 200)]
    [InlineData("a.shops.example", 200)]
    [InlineData("shops.example", 400)]
    [InlineData("evil.example", 400)]
    public async Task Where_names_are_stated_no_other_is_our_own(string host, int status)
    {
        await using var server = await DirectLineServer.Start(settings: ("AllowedHosts", "chat.sklep.example;*.shops.example"));

        Assert.Equal(status, await Ask(server, host, $"http://{host}"));
    }

    [Fact]
    public async Task The_shop_s_own_pages_may_ask_under_any_name()
    {
        await using var server = await DirectLineServer.Start();

        Assert.Equal(200, await Ask(server, "whatever.example", "https://sklep.example"));
        Assert.Equal(403, await Ask(server, "whatever.example", "https://another.example"));
    }

    [Theory]
    [InlineData("http://localhost:8080", "knowledge/demo/shop.yaml: origins: [https://sklep.example, http://localhost:8080]")]
    [InlineData("null", "opened from a file")]
    [InlineData("https://sklep.example/], evil: [", "list their origin in shop.yaml")]
    public async Task A_refused_origin_is_named_as_it_goes_into_the_file(string origin, string expected)
    {
        await using var server = await DirectLineServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/shops/demo/interface");
        request.Headers.TryAddWithoutValidation("Origin", origin);

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(403, (int)response.StatusCode);
        var detail = JsonNode.Parse(await response.Content.ReadAsStringAsync())?["detail"]?.GetValue<string>();
        Assert.Contains(expected, detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shop_that_a_reload_takes_away_while_it_is_asked_for_is_answered_with_as_it_was()
    {
        var knowledge = new CurrentKnowledge();
        knowledge.Swap(TestKnowledge.Of("demo", "other"));
        var demo = knowledge.Value.Shops["demo"];
        var context = new DefaultHttpContext();
        context.Request.RouteValues["shop"] = "demo";

        var check = new ShopOrigins(knowledge).CheckPublic(context);
        knowledge.Swap(TestKnowledge.Of("other"));

        Assert.Same(demo, Assert.IsType<OriginCheck.Admitted>(check).Shop);
        Assert.IsType<OriginCheck.Refused>(new ShopOrigins(knowledge).CheckPublic(context));
    }

    private static async Task<int> Ask(DirectLineServer server, string host, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/shops/demo/chat-token");
        request.Headers.Host = host;
        request.Headers.Add("Origin", origin);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await server.Client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
