using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace FaqBot.Server.Tests;

public sealed class ShopApiKeysTests
{
    [Theory]
    [InlineData("demo", "key-of-demo-0123456789012", true)]
    [InlineData("demo", "key-of-other-012345678901", false)]
    [InlineData("demo", "key-of-demo-012345678901", false)]
    [InlineData("demo", "", false)]
    [InlineData("nokey", "", false)]
    [InlineData("nosuch", "key-of-demo-0123456789012", false)]
    public void A_key_opens_its_own_shop(string shop, string candidate, bool isHeld)
    {
        var keys = Keys(("demo", "key-of-demo-0123456789012"), ("other", "key-of-other-012345678901"), ("nokey", " "));
        var context = new DefaultHttpContext();
        context.Request.Headers[ShopApiKeys.Header] = candidate;

        Assert.Equal(isHeld, keys.IsHeldBy(context.Request, shop));
    }

    [Fact]
    public void A_short_key_and_one_of_two_shops_stop_the_start()
    {
        var weak = Assert.Throws<StartFailure>(() => Keys(("demo", "short-key")));
        var shared = Assert.Throws<StartFailure>(() => Keys(("demo", new string('k', 30)), ("other", new string('k', 30))));

        Assert.Contains("Shops:demo:ApiKey is too short", weak.Message, StringComparison.Ordinal);
        Assert.Contains("Shops:demo:ApiKey and Shops:other:ApiKey are the same", shared.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" key-of-demo-0123456789012")]
    [InlineData("key-of-demo-0123456789012\n")]
    [InlineData("klucz-żółty-0123456789012")]
    public void A_key_that_no_header_carries_stops_the_start(string key)
    {
        var failure = Assert.Throws<StartFailure>(() => Keys(("demo", key)));
        var longest = Assert.Throws<StartFailure>(() => Keys(("demo", new string('k', 513))));

        Assert.Contains("Shops:demo:ApiKey cannot be sent", failure.Message, StringComparison.Ordinal);
        Assert.Contains("at most 512 characters", longest.Message, StringComparison.Ordinal);
    }

    private static ShopApiKeys Keys(params (string Shop, string Key)[] keys) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(keys.Select(key => KeyValuePair.Create($"Shops:{key.Shop}:ApiKey", (string?)key.Key)))
        .Build());
}
