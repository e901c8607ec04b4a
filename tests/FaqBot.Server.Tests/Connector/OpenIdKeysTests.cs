using System.Globalization;
using FaqBot.Testing;
using Microsoft.AspNetCore.Http;

namespace FaqBot.Server.Tests;

public sealed class OpenIdKeysTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<OpenIdKeys> logger = new();
    private readonly ConnectorHttp http = new(new FakeEnvironment("Testing"));
    private FakeChannel? started;

    private FakeChannel Channel => started ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => started = await FakeChannel.Start(time);

    public async Task DisposeAsync() => await Channel.DisposeAsync();

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Keys_are_fetched_once_for_all_who_ask_and_kept_for_a_day()
    {
        var keys = Keys();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Find(keys, FakeChannel.ChannelKid)));

        time.Advance(TimeSpan.FromHours(23));
        await Find(keys, FakeChannel.ChannelKid);
        var ofTheFirstDay = Channel.KeyFetches;
        time.Advance(TimeSpan.FromHours(1));
        await Find(keys, FakeChannel.ChannelKid);

        Assert.All(all, key => Assert.Equal("msteams test", string.Join(' ', key?.Endorsements ?? [])));
        Assert.Equal(1, ofTheFirstDay);
        Assert.Equal(2, Channel.KeyFetches);
    }

    [Fact]
    public async Task An_unknown_id_makes_them_be_fetched_anew_once_an_hour_at_most()
    {
        var keys = Keys();
        await Find(keys, FakeChannel.ChannelKid);
        await Find(keys, "unknown");
        var withinTheHour = Channel.KeyFetches;

        time.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Find(keys, $"unknown-{number}")));
        var afterTheHour = Channel.KeyFetches;
        await Find(keys, "another");

        Assert.Equal((1, 2, 2), (withinTheHour, afterTheHour, Channel.KeyFetches));
    }

    [Fact]
    public async Task A_new_key_is_found_by_its_id()
    {
        var keys = Keys();
        await Find(keys, FakeChannel.ChannelKid);
        Channel.Keys = context => context.Response.WriteAsync(FakeChannel.Set(FakeChannel.Jwk(Channel.EmulatorKey, "new")));
        time.Advance(TimeSpan.FromHours(2));

        var found = await Find(keys, "new");
        var old = await Find(keys, FakeChannel.ChannelKid);

        Assert.NotNull(found);
        Assert.Null(old);
    }

    [Fact]
    public async Task A_new_key_is_found_soon_after_a_fetch_that_failed()
    {
        var keys = Keys();
        await Find(keys, FakeChannel.ChannelKid);
        time.Advance(TimeSpan.FromHours(1));
        Channel.Keys = Status(503);
        var duringTheFailure = await Find(keys, "new");

        Channel.Keys = context => context.Response.WriteAsync(FakeChannel.Set(FakeChannel.Jwk(Channel.EmulatorKey, "new")));
        time.Advance(TimeSpan.FromSeconds(9.9));
        var tooEarly = await Find(keys, "new");
        var fetches = Channel.KeyFetches;
        time.Advance(TimeSpan.FromSeconds(0.1));
        var found = await Find(keys, "new");

        Assert.Null(duringTheFailure);
        Assert.Null(tooEarly);
        Assert.Equal(2, fetches);
        Assert.NotNull(found);
    }

    public static TheoryData<string> Failures => [.. Failing.Keys];

    private static readonly Dictionary<string, Func<HttpContext, Task>> Failing = new()
    {
        ["an error"] = Status(500),
        ["not found"] = Status(404),
        ["another place"] = context =>
        {
            context.Response.Redirect("/emulator-keys");
            return Task.CompletedTask;
        },
        ["too much"] = context => context.Response.WriteAsync(new string(' ', ConnectorLimits.FetchBytesMax) + FakeChannel.Set()),
        ["no JSON"] = context => context.Response.WriteAsync("<html>"),
        ["nothing"] = context => context.Response.WriteAsync("null"),
        ["a list"] = context => context.Response.WriteAsync("[]"),
        ["no keys"] = context => context.Response.WriteAsync("""{"keys":[]}"""),
        ["keys of other kinds"] = context => context.Response.WriteAsync("""
            {"keys":[null,{},{"kty":"EC","kid":"channel-key","x":"a"},{"kty":"RSA","kid":"channel-key","n":"!","e":"AQAB"},
             {"kty":"RSA","kid":"channel-key","n":"","e":""},{"kty":"RSA","kid":"channel-key","use":"enc","n":"AQAB","e":"AQAB"}]}
            """),
        ["a connection that is cut"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Old_keys_go_on_serving_when_new_ones_cannot_be_had(string failure)
    {
        var keys = Keys();
        await Find(keys, FakeChannel.ChannelKid);
        Channel.Keys = Failing[failure];
        time.Advance(TimeSpan.FromDays(3));

        var found = await Find(keys, FakeChannel.ChannelKid);

        Assert.NotNull(found);
        Assert.Equal(2, Channel.KeyFetches);
        Assert.Contains(logger.Lines, line => line.Contains("stay in use", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_any_keys_one_is_told_to_come_back_and_they_are_not_asked_for_at_every_call()
    {
        var keys = Keys();
        Channel.Keys = Status(503);
        for (var call = 0; call < 3; call++)
        {
            await Assert.ThrowsAsync<BusyException>(() => Find(keys, FakeChannel.ChannelKid));
        }
        var meanwhile = Channel.KeyFetches;

        Channel.Keys = null;
        time.Advance(TimeSpan.FromSeconds(10));
        var found = await Find(keys, FakeChannel.ChannelKid);

        Assert.Equal(1, meanwhile);
        Assert.NotNull(found);
    }

    [Fact]
    public async Task Silence_is_not_waited_for_without_end()
    {
        Channel.Keys = context =>
            Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        await Assert.ThrowsAsync<BusyException>(() => Find(Keys(TimeSpan.FromMilliseconds(500)), FakeChannel.ChannelKid));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_end_the_fetch_for_others()
    {
        using var impatient = new CancellationTokenSource();
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Channel.Keys = async context =>
        {
            isAsked.SetResult();
            await mayAnswer.Task;
            await context.Response.WriteAsync(FakeChannel.Set(FakeChannel.Jwk(Channel.ChannelKey, FakeChannel.ChannelKid)));
        };
        var keys = Keys();
        var first = keys.Find(FakeChannel.ChannelKid, impatient.Token);
        var second = Find(keys, FakeChannel.ChannelKid);
        await isAsked.Task;

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        mayAnswer.SetResult();

        Assert.NotNull(await second);
        Assert.Equal(1, Channel.KeyFetches);
    }

    private OpenIdKeys Keys(TimeSpan? patience = null) => new(new Uri($"{Channel.Url}/openid"), patience ?? Patience, http, time, logger);

    private static Task<OpenIdKey?> Find(OpenIdKeys keys, string id) => keys.Find(id, CancellationToken.None);

    private static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(status.ToString(CultureInfo.InvariantCulture));
    };
}
