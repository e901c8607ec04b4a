using Microsoft.Extensions.Configuration;

namespace FaqBot.Server.Tests;

public sealed class DirectLineSecretsTests
{
    private const string Secret = "sixteen-letters!";

    [Fact]
    public void A_secret_of_two_shops_stops_the_start_without_being_told()
    {
        var failure = Assert.Throws<StartFailure>(
            () => Secrets(("Shops:a:DirectLineSecrets:1", Secret), ("Shops:b:DirectLineSecrets:0", Secret)));

        Assert.StartsWith("Shops:a:DirectLineSecrets:1 and Shops:b:DirectLineSecrets:0 ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_secret_stops_the_start_without_being_told()
    {
        var failure = Assert.Throws<StartFailure>(() => Secrets(("Shops:a:DirectLineSecrets:0", Secret[1..])));

        Assert.DoesNotContain(Secret[1..], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_places_of_a_shop_may_hold_the_same_and_an_empty_one_holds_none()
    {
        var secrets = Secrets(
            ("Shops:a:DirectLineSecrets:0", Secret), ("Shops:a:DirectLineSecrets:1", Secret), ("Shops:b:DirectLineSecrets:0", ""));

        Assert.Equal("a", secrets.FindShop(Secret));
        Assert.Null(secrets.FindShop(""));
    }

    private static DirectLineSecrets Secrets(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());
}
