namespace FaqBot.Server.Tests;

public sealed class ConnectorHttpTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://127.0.0.1:8443")]
    public void Where_customers_are_requests_go_over_https(string address)
    {
        using var http = new ConnectorHttp(new FakeEnvironment("Production"));

        Assert.Equal(new Uri(address), http.Address(address));
    }

    [Theory]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("https://user:password@smba.example/")]
    [InlineData("https://smba.example/?to=evil")]
    [InlineData("https://smba.example/#part")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://smba.example/")]
    [InlineData("//smba.example/")]
    [InlineData("/relative")]
    [InlineData("junk")]
    [InlineData("")]
    [InlineData(null)]
    public void And_nowhere_else(string? address)
    {
        using var http = new ConnectorHttp(new FakeEnvironment("Production"));

        Assert.Null(http.Address(address));
    }

    [Fact]
    public void An_address_is_bounded()
    {
        using var http = new ConnectorHttp(new FakeEnvironment("Production"));
        var longest = "https://smba.example/".PadRight(ConnectorLimits.ServiceUrlCharsMax, 'x');

        Assert.NotNull(http.Address(longest));
        Assert.Null(http.Address(longest + "x"));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Testing")]
    public void On_a_developer_s_machine_http_will_do(string environment)
    {
        using var http = new ConnectorHttp(new FakeEnvironment(environment));

        Assert.NotNull(http.Address("http://localhost:3978/"));
        Assert.Null(http.Address("file:///etc/passwd"));
    }

    [Theory]
    [InlineData("Connector:AllowAnonymous", "true", "lets anybody in")]
    [InlineData("Connector:LoginUrl", "http://login.example", "Connector:LoginUrl is 'http://login.example'")]
    [InlineData("Connector:ChannelMetadataUrl", "junk", "Connector:ChannelMetadataUrl is 'junk'")]
    [InlineData("Connector:EmulatorMetadataUrl", "https://login.example/?v=2", "Connector:EmulatorMetadataUrl is")]
    [InlineData("Shops:demo:Connector:AppPassword", "", "Shops:demo:Connector:AppPassword is missing")]
    public async Task Settings_that_are_not_safe_stop_the_start(string key, string value, string said)
    {
        (string, string)[] safe =
        [
            ("Connector:ChannelMetadataUrl", "https://login.example"), ("Connector:EmulatorMetadataUrl", "https://login.example"),
            ("Connector:LoginUrl", "https://login.example"),
        ];

        var failure = await Assert.ThrowsAsync<StartFailure>(() =>
            ConnectorServer.Start(environment: "Production", settings: [.. safe.Where(setting => setting.Item1 != key), (key, value)]));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
