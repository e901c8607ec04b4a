namespace FaqBot.Server.Tests;

public sealed class OutboundPlaceTests
{
    [Theory]
    [InlineData("https://shop.example/orders?n={number}")]
    [InlineData("https://SHOP.example:8443/")]
    [InlineData("https://8.8.8.8/")]
    public void A_public_address_has_TLS(string url) => Assert.False(Read([("Url", url)]).AllowPrivate);

    [Theory]
    [InlineData("http://erp.local/")]
    [InlineData("http://192.168.1.5:8080/")]
    [InlineData("http://[fd12::5]/")]
    [InlineData("https://127.0.0.1/")]
    public void A_private_one_is_allowed_by_name(string url)
    {
        Assert.True(Read([("Url", url), ("AllowPrivate", "true")]).AllowPrivate);
        Assert.Throws<StartFailure>(() => Read([("Url", url)]));
    }

    [Theory]
    [InlineData("", "is not an address")]
    [InlineData("shop.example/orders", "is not an address")]
    [InlineData("/orders", "must begin with https://")]
    [InlineData("https://", "is not an address")]
    [InlineData("https://shop .example/", "is not an address")]
    [InlineData("https://{number}.example/", "is not an address")]
    [InlineData("http://shop.example/", "must begin with https://")]
    [InlineData("ftp://shop.example/", "must begin with https://")]
    [InlineData("file:///etc/passwd", "must begin with https://")]
    [InlineData("https://user:secret@shop.example/", "has a user or a fragment")]
    [InlineData("https://shop.example/#here", "has a user or a fragment")]
    [InlineData("https://127.0.0.1/", "leads to your own network")]
    [InlineData("https://127.1/", "leads to your own network")]
    [InlineData("https://2130706433/", "leads to your own network")]
    [InlineData("https://0x7f000001/", "leads to your own network")]
    [InlineData("https://0177.0.0.1/", "leads to your own network")]
    [InlineData("https://[::1]/", "leads to your own network")]
    [InlineData("https://[::ffff:7f00:1]/", "leads to your own network")]
    [InlineData("https://169.254.169.254/latest/meta-data", "leads to an address that no request may go to")]
    [InlineData("https://0.0.0.0/", "leads to an address that no request may go to")]
    [InlineData("https://[fe80::1]/", "leads to an address that no request may go to")]
    public void Any_other_stops_the_start_and_is_not_quoted(string url, string said)
    {
        var failure = Assert.Throws<StartFailure>(() => Read([("Url", url)]));

        Assert.StartsWith("Shops:demo:Orders:Url ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_s_addresses_are_not_allowed_by_name_either() =>
        Assert.Throws<StartFailure>(() => Read([("Url", "https://169.254.169.254/"), ("AllowPrivate", "true")]));

    [Theory]
    [InlineData("https://shop.example/x", "", true)]
    [InlineData("https://SHOP.EXAMPLE/x", "", true)]
    [InlineData("https://www.shop.example/x", "", false)]
    [InlineData("https://shop.example.evil.example/x", "", false)]
    [InlineData("https://api.shop.example/x", "shop.example api.shop.example", true)]
    [InlineData("https://shop.example/x", "shop.example,api.shop.example", true)]
    public void Requests_go_to_the_hosts_that_are_named_and_else_to_that_of_the_address(string url, string hosts, bool isAllowed) =>
        Assert.Equal(isAllowed, Read([("Url", "https://shop.example/"), ("Hosts", hosts)]).Allows(new Uri(url)));

    [Fact]
    public void A_name_in_letters_of_its_own_is_one_with_its_ascii()
    {
        var place = Read([("Url", "https://żółw.example/"), ("Hosts", "xn--w-uga1v8h.example")]);

        Assert.True(place.Allows(new Uri("https://ŻÓŁW.example/1")));
    }

    [Theory]
    [InlineData("Hosts", "other.example", "Shops:demo:Orders:Hosts does not name the host")]
    [InlineData("AllowPrivate", "yes", "Shops:demo:Orders:AllowPrivate is neither true nor false")]
    public void Settings_that_make_no_sense_stop_the_start(string key, string value, string said)
    {
        var failure = Assert.Throws<StartFailure>(() => Read([("Url", "https://shop.example/"), (key, value)]));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_one_develops_TLS_is_not_asked_for_but_leave_for_private_addresses_is()
    {
        Assert.NotNull(Read([("Url", "http://shop.example/")], isWorkshop: true));
        Assert.Throws<StartFailure>(() => Read([("Url", "http://127.0.0.1/")], isWorkshop: true));
    }

    private static OutboundPlace Read((string Key, string Value)[] settings, bool isWorkshop = false) =>
        OutboundPlace.Read(TestOrders.Shop(settings).GetSection("Orders"), isWorkshop, out _);
}
