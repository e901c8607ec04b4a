using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FaqBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaqBot.Server.Tests;

/// <summary>A reply as the channel was told it.</summary>
internal sealed record Told(string Path, string Authorization, JsonObject Body);

/// <summary>What the cloud is to a bot: metadata, keys, a login, and a place for replies; on a real port.</summary>
internal sealed class FakeChannel : IAsyncDisposable
{
    public const string ChannelKid = "channel-key";
    public const string EmulatorKid = "emulator-key";
    public const string Issuer = "https://api.botframework.com";
    public const string EmulatorIssuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Keys are slow to make, and one pair serves all tests.
    private static readonly RSA FirstKey = RSA.Create(2048);
    private static readonly RSA SecondKey = RSA.Create(2048);

    private readonly WebApplication app;
    private readonly ManualTime time;
    private readonly ConcurrentQueue<Told> told = new();
    private readonly SemaphoreSlim arrived = new(0);
    private int logins;
    private int keyFetches;

    private FakeChannel(WebApplication app, ManualTime time)
    {
        this.app = app;
        this.time = time;
    }

    public RSA ChannelKey => FirstKey;

    public RSA EmulatorKey => SecondKey;

    public string Url => app.Urls.Single();

    public string ServiceUrl => $"{Url}/";

    public int Logins => logins;

    public int KeyFetches => keyFetches;

    public IReadOnlyList<Told> Replies => [.. told];

    /// <summary>The channels that the first key may speak for.</summary>
    public IReadOnlyList<string> Endorsements { get; set; } = ["msteams", "test"];

    /// <summary>What the keys' address answers; null for the keys.</summary>
    public Func<HttpContext, Task>? Keys { get; set; }

    /// <summary>What the login answers; null for a token.</summary>
    public Func<HttpContext, Task>? Login { get; set; }

    /// <summary>What a reply is answered; 200 when it returns nothing. It is called with the number of the reply, from 0.</summary>
    public Func<int, HttpContext, Task>? Answer { get; set; }

    public static async Task<FakeChannel> Start(ManualTime time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var channel = new FakeChannel(builder.Build(), time);
        channel.app.MapGet("/openid", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{channel.Url}/keys" }));
        channel.app.MapGet("/emulator", () => Results.Json(new { issuer = "{tenantid}", jwks_uri = $"{channel.Url}/emulator-keys" }));
        channel.app.MapGet("/keys", channel.ServeKeys);
        channel.app.MapGet("/emulator-keys", () => Results.Text(Set(Jwk(channel.EmulatorKey, EmulatorKid))));
        channel.app.MapPost("/{tenant}/oauth2/v2.0/token", channel.ServeLogin);
        channel.app.MapPost("/v3/conversations/{conversation}/activities/{**id}", channel.Receive);
        await channel.app.StartAsync();
        return channel;
    }

    public IEnumerable<(string Key, string Value)> Settings() =>
    [
        ("Connector:ChannelMetadataUrl", $"{Url}/openid"),
        ("Connector:EmulatorMetadataUrl", $"{Url}/emulator"),
        ("Connector:LoginUrl", Url),
        ("Shops:demo:Connector:AppId", ConnectorServer.AppId),
        ("Shops:demo:Connector:AppPassword", ConnectorServer.Password),
        ("Shops:demo:Connector:TenantId", "tenant-of-demo"),
        ("Shops:other:Connector:AppId", ConnectorServer.OtherAppId),
        ("Shops:other:Connector:AppPassword", "password-of-other"),
    ];

    /// <summary>A token as a channel makes it; <paramref name="change"/> spoils it.</summary>
    public string Token(Action<SecurityTokenDescriptor>? change = null)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ConnectorServer.AppId,
            NotBefore = now,
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = ServiceUrl },
            SigningCredentials = Sign(ChannelKey, ChannelKid),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>A token as the Emulator gets it from the login.</summary>
    public string EmulatorToken(string version = "1.0", string claim = "appid", Action<SecurityTokenDescriptor>? change = null) =>
        Token(descriptor =>
        {
            descriptor.Issuer = EmulatorIssuer;
            descriptor.SigningCredentials = Sign(EmulatorKey, EmulatorKid);
            descriptor.Claims = new Dictionary<string, object> { ["ver"] = version, [claim] = ConnectorServer.AppId };
            change?.Invoke(descriptor);
        });

    public static SigningCredentials Sign(RSA key, string kid, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var factory = new CryptoProviderFactory { CacheSignatureProviders = false };
        return new SigningCredentials(new RsaSecurityKey(key) { KeyId = kid, CryptoProviderFactory = factory }, algorithm);
    }

    /// <summary>Waits until it has been told so many replies.</summary>
    public async Task<IReadOnlyList<Told>> Wait(int count)
    {
        while (told.Count < count)
        {
            Assert.True(await arrived.WaitAsync(Patience), $"{told.Count} of {count} replies arrived.");
        }
        return Replies;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    public static string Set(params JsonObject[] keys) => new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();

    public static JsonObject Jwk(RSA key, string kid)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = kid,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
        };
    }

    private async Task ServeKeys(HttpContext context)
    {
        Interlocked.Increment(ref keyFetches);
        if (Keys is { } keys)
        {
            await keys(context);
            return;
        }
        var key = Jwk(ChannelKey, ChannelKid);
        key["endorsements"] = new JsonArray([.. Endorsements.Select(endorsement => JsonValue.Create(endorsement))]);
        await context.Response.WriteAsync(Set(key, Jwk(EmulatorKey, "unendorsed")));
    }

    private async Task ServeLogin(HttpContext context)
    {
        var number = Interlocked.Increment(ref logins);
        if (Login is { } login)
        {
            await login(context);
            return;
        }
        var form = await context.Request.ReadFormAsync();
        var isKnown = form["grant_type"] == "client_credentials" && form["client_secret"] == ConnectorServer.Password
            && form["client_id"] == ConnectorServer.AppId && form["scope"] == "https://api.botframework.com/.default"
            && Equals(context.Request.RouteValues["tenant"], "tenant-of-demo");
        context.Response.StatusCode = isKnown ? 200 : 400;
        await context.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = 3600, access_token = $"reply-token-{number}" });
    }

    private async Task Receive(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = WireJson.Parse(await reader.ReadToEndAsync());
        var number = told.Count;
        told.Enqueue(new Told(WebUtility.UrlDecode(context.Request.Path), context.Request.Headers.Authorization.ToString(), body));
        if (Answer is { } answer)
        {
            await answer(number, context);
        }
        arrived.Release();
    }
}
