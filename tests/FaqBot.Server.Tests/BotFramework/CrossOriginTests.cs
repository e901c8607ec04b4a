namespace FaqBot.Server.Tests;

public sealed class CrossOriginTests : IAsyncLifetime
{
    private const string Origin = "https://any.example";

    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start(settings: ("TrustedProxies:0", "127.0.0.0/8"));

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData("tokens/refresh", "POST")]
    [InlineData("conversations", "POST")]
    [InlineData("conversations/x", "GET")]
    [InlineData("conversations/x/activities", "POST")]
    public async Task DirectLineJS_s_preflight_is_granted_to_any_page(string path, string method)
    {
        using var response = await Preflight(path, method);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        var allowed = Header(response, "Access-Control-Allow-Headers").Split(',');
        Assert.Equal(["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"], allowed.Order(StringComparer.Ordinal));
        Assert.Contains(method, Header(response, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conversations", "POST", 401)]
    [InlineData("nothing", "GET", 404)]
    [InlineData("conversations", "PATCH", 405)]
    public async Task Refusals_can_be_read_by_any_page_too(string path, string method, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v3/directline/{path}");
        request.Headers.Add("Origin", Origin);

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("Retry-After", Header(response, "Access-Control-Expose-Headers"));
        Assert.Equal("no-store", Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task A_session_may_be_asked_for_with_credentials()
    {
        using var response = await Preflight("session/getsessionid", "GET");

        Assert.Equal(Origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(response, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_stream_address_is_the_client_s_own_scheme_and_host_also_behind_a_trusted_proxy()
    {
        var token = await Server.NewToken();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "chat.example");

        using var response = await Server.Client.SendAsync(request);
        var direct = await Server.Begin();

        Assert.StartsWith(
            "wss://chat.example/v3/directline/conversations/",
            (await DirectLineServer.ReadJson(response)).Field("streamUrl"),
            StringComparison.Ordinal);
        Assert.StartsWith($"ws://{Server.Address.Authority}/v3/directline/", direct.StreamUrl, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Preflight(string path, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"/v3/directline/{path}");
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with");
        return await Server.Client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
