using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public sealed class ConnectorBotsTests
{
    [Fact]
    public void A_bot_is_found_by_its_AppId_and_by_its_shop()
    {
        var bots = Bots(
            ("demo:AppId", "App-1"), ("demo:AppPassword", "p"),
            ("other:AppId", "app-2"), ("other:AppPassword", "q"), ("other:TenantId", "t"));

        Assert.Equal("demo", bots.Find("app-1")?.Shop);
        Assert.Equal(("p", "botframework.com"), (bots.OfShop("demo")?.Password, bots.OfShop("demo")?.Tenant));
        Assert.Equal("t", bots.Find("app-2")?.Tenant);
        Assert.Null(bots.Find("app-3"));
        Assert.False(bots.AreNone);
    }

    [Fact]
    public void Empty_settings_are_none()
    {
        var bots = Bots(("demo:AppId", ""), ("demo:AppPassword", " "), ("demo:TenantId", "t"));

        Assert.True(bots.AreNone);
        Assert.Null(bots.OfShop("demo"));
    }

    [Theory]
    [InlineData("demo:AppId", "app-1", "other:AppId", "", "Shops:demo:Connector:AppPassword is missing")]
    [InlineData("demo:AppPassword", "p", "other:AppId", "", "Shops:demo:Connector:AppId is missing")]
    [InlineData("demo:AppId", "app/1", "demo:AppPassword", "p", "Shops:demo:Connector:AppId is 'app/1', which is not an id")]
    public void Half_a_bot_stops_the_start(string key, string value, string otherKey, string otherValue, string said)
    {
        var failure = Assert.Throws<StartFailure>(() => Bots((key, value), (otherKey, otherValue)));

        Assert.StartsWith(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'p'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_shops_with_one_bot_stop_the_start()
    {
        var failure = Assert.Throws<StartFailure>(() =>
            Bots(("demo:AppId", "app-1"), ("demo:AppPassword", "p"), ("other:AppId", "APP-1"), ("other:AppPassword", "q")));

        Assert.StartsWith(
            "Shops:demo:Connector:AppId and Shops:other:Connector:AppId are the same", failure.Message, StringComparison.Ordinal);
    }

    private static ConnectorBots Bots(params (string Key, string Value)[] settings)
    {
        var pairs = settings.Select(setting =>
            KeyValuePair.Create($"Shops:{setting.Key.Replace(":", ":Connector:", StringComparison.Ordinal)}", (string?)setting.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return new ConnectorBots(configuration, Options.Create(new ConnectorOptions()));
    }
}
