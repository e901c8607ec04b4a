using FaqBot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public sealed class LoginTokensTests : IAsyncLifetime, IDisposable
{
    private static readonly ConnectorBot Bot = new("demo", ConnectorServer.AppId, ConnectorServer.Password, "tenant-of-demo");

    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly ConnectorHttp http = new(new FakeEnvironment("Testing"));
    private FakeChannel? started;

    private FakeChannel Channel => started ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => started = await FakeChannel.Start(time);

    public async Task DisposeAsync() => await Channel.DisposeAsync();

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_token_is_fetched_once_for_all_and_kept_until_five_minutes_before_its_end()
    {
        var tokens = Tokens();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get(tokens)));
        time.Advance(TimeSpan.FromSeconds(3_299));
        var kept = await Get(tokens);
        time.Advance(TimeSpan.FromSeconds(1));
        var renewed = await Get(tokens);

        Assert.All(all, token => Assert.Equal("reply-token-1", token));
        Assert.Equal(("reply-token-1", "reply-token-2"), (kept, renewed));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_for_all_who_were_refused()
    {
        var tokens = Tokens();
        var refused = await Get(tokens);

        var renewed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get(tokens, refused)));

        Assert.All(renewed, token => Assert.Equal("reply-token-2", token));
    }

    [Theory]
    [InlineData(
        401,
        """{"error":"invalid_client","error_description":"The secret 'password-of-demo' is wrong."}""",
        "the login answered 401 (invalid_client)")]
    [InlineData(500, "<html>", "the login answered 500")]
    [InlineData(400, """{"error":"password-of-demo is wrong"}""", "the login answered 400")]
    [InlineData(302, "", "the login answered 302")]
    [InlineData(200, "{}", "the login's answer holds no token")]
    [InlineData(200, "null", "the login's answer holds no token")]
    [InlineData(200, "junk", "the login gave no answer that can be read (JsonException)")]
    public async Task What_the_login_answers_is_said_without_secrets_and_asked_again_the_next_time(int status, string body, string why)
    {
        var tokens = Tokens();
        Channel.Login = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync(body);
        };

        var failure = await Assert.ThrowsAsync<LoginException>(() => Get(tokens));
        Channel.Login = null;
        var token = await Get(tokens);

        Assert.Equal(why, failure.Message);
        Assert.Equal(status >= 300 ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
        Assert.Equal("reply-token-2", token);
    }

    [Fact]
    public async Task A_login_that_never_answers_is_given_up()
    {
        var tokens = Tokens(fetchSeconds: 1);
        Channel.Login = context =>
            Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        var failure = await Assert.ThrowsAsync<LoginException>(() => Get(tokens));

        Assert.StartsWith("the login gave no answer", failure.Message, StringComparison.Ordinal);
    }

    private LoginTokens Tokens(int fetchSeconds = 30) =>
        new(http, Options.Create(new ConnectorOptions { LoginUrl = Channel.Url, FetchSeconds = fetchSeconds }), time);

    private static Task<string> Get(LoginTokens tokens, string? refused = null) => tokens.Get(Bot, refused, CancellationToken.None);
}
