using System.Text;

namespace FaqBot.Server.Tests;

/// <summary>A page may chat under this server's own names only: any other could be lent to it by a stranger.</summary>
public sealed class ShopOriginsTests
{
    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("shop.localhost")]
    [InlineData("127.0.0.1:5000")]
    [InlineData("192.168.1.5")]
    [InlineData("[::1]:5000")]
    public async Task Addresses_and_localhost_need_no_setting(string host)
    {
        await using var server = await DirectLineServer.Start();

        Assert.Equal(200, await Ask(server, host, $"http://{host}"));
    }

    [Theory]
    [InlineData("evil.example:5000")]
    [InlineData("localhost.evil.example")]
    [InlineData("evillocalhost")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_was_not_stated_is_nobody_s(string host)
    {
        await using var server = await DirectLineServer.Start(settings: ("AllowedHosts", "*"));

        Assert.Equal(403, await Ask(server, host, $"http://{host}"));
    }

    [Theory]
    [InlineData("chat.sklep.example", 200)]
    [InlineData("CHAT.sklep.example:8080", 200)]
    [InlineData("a.shops.example", 200)]
    [InlineData("shops.example", 400)]
    [InlineData("evil.example", 400)]
    public async Task Only_a_stated_name_is_our_own(string host, int status)
    {
        await using var server = await DirectLineServer.Start(settings: ("AllowedHosts", "chat.sklep.example;*.shops.example"));

        Assert.Equal(status, await Ask(server, host, $"http://{host}"));
    }

    [Fact]
    public async Task The_shop_s_own_pages_may_ask_under_any_name()
    {
        await using var server = await DirectLineServer.Start();

        Assert.Equal(200, await Ask(server, "whatever.example", "https://sklep.example"));
        Assert.Equal(403, await Ask(server, "whatever.example", "https://whatever.example"));
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
