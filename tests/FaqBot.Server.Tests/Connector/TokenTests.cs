using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.IdentityModel.Tokens;

namespace FaqBot.Server.Tests;

/// <summary>Every fault of a token is 401, never 500; a key that may not speak for the channel is 403.</summary>
public sealed class TokenTests(TokenTests.Running running) : IClassFixture<TokenTests.Running>
{
    private static readonly RSA Stranger = RSA.Create(2048);

    private ConnectorServer Server => running.Server;

    private FakeChannel Channel => Server.Channel;

    public static TheoryData<string> GoodNames => [.. Good.Keys];

    public static TheoryData<string> BadNames => [.. Bad.Keys];

    private static readonly Dictionary<string, Func<FakeChannel, string>> Good = new()
    {
        ["a channel's"] = channel => channel.Token(),
        ["RS384"] = channel => channel.Token(Signed(channel.ChannelKey, FakeChannel.ChannelKid, "RS384")),
        ["RS512"] = channel => channel.Token(Signed(channel.ChannelKey, FakeChannel.ChannelKid, "RS512")),
        ["expired four minutes ago"] = channel => channel.Token(token => Shift(token, hours: -1, minutes: -4)),
        ["valid in four minutes"] = channel => channel.Token(token => Shift(token, minutes: 4)),
        ["of a key without endorsements"] = channel => channel.Token(Signed(channel.EmulatorKey, "unendorsed")),
        ["audience in capitals"] = channel => channel.Token(token => token.Audience = ConnectorServer.AppId.ToUpperInvariant()),
        ["the Emulator's, version 1"] = channel => channel.EmulatorToken(),
        ["the Emulator's, version 2"] = channel => channel.EmulatorToken("2.0", "azp"),
        ["the Emulator's, version empty"] = channel => channel.EmulatorToken(""),
        ["the Emulator's of the bot's own tenant"] = channel =>
            channel.EmulatorToken(change: token => token.Issuer = "https://sts.windows.net/tenant-of-demo/"),
        ["the Emulator's of the other Microsoft tenant"] = channel => channel.EmulatorToken(
            change: token => token.Issuer = "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0"),
    };

    private static readonly Dictionary<string, Func<FakeChannel, string?>> Bad = new()
    {
        ["none"] = _ => null,
        ["empty"] = _ => "",
        ["no bearer"] = channel => $"Basic {channel.Token()}",
        ["a bearer of nothing"] = _ => "Bearer ",
        ["junk"] = _ => "Bearer junk",
        ["three parts of junk"] = _ => "Bearer a.b.c",
        ["three parts of nothing"] = _ => "Bearer ..",
        ["two tokens"] = channel => $"Bearer {channel.Token()} {channel.Token()}",
        ["too long"] = channel =>
            $"Bearer {channel.Token(token => token.Claims["filler"] = new string('x', ConnectorLimits.TokenCharsMax))}",
        ["expired six minutes ago"] = channel => Bearer(channel, token => Shift(token, hours: -1, minutes: -6)),
        ["valid in six minutes"] = channel => Bearer(channel, token => Shift(token, minutes: 6)),
        ["never expiring"] = channel => Bearer(channel, token => token.Expires = null),
        ["alg none"] = channel => Forge("""{"alg":"none","kid":"channel-key","typ":"JWT"}""", Payload(channel), ""),
        ["alg none without a type"] = channel => Forge("""{"alg":"none"}""", Payload(channel), ""),
        ["alg NONE with a signature"] = channel => Forge("""{"alg":"NONE","kid":"channel-key"}""", Payload(channel), "c2lnbmF0dXJl"),
        ["HS256 with the public key's PEM"] = channel =>
            Hmac(channel, Encoding.UTF8.GetBytes(channel.ChannelKey.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the public key's DER"] = channel => Hmac(channel, channel.ChannelKey.ExportSubjectPublicKeyInfo()),
        ["HS256 with the public key's modulus"] = channel => Hmac(channel, channel.ChannelKey.ExportParameters(false).Modulus ?? []),
        ["another audience"] = channel => Bearer(channel, token => token.Audience = "33333333-cccc-4000-8000-000000000003"),
        ["no audience"] = channel => Bearer(channel, token => token.Audience = null),
        ["two audiences"] = channel => Bearer(channel, token => token.Audiences.Add(ConnectorServer.OtherAppId)),
        ["another issuer"] = channel => Bearer(channel, token => token.Issuer = "https://api.botframework.example"),
        ["the issuer with a slash"] = channel => Bearer(channel, token => token.Issuer = $"{FakeChannel.Issuer}/"),
        ["no issuer"] = channel => Bearer(channel, token => token.Issuer = null),
        ["no serviceurl"] = channel => Bearer(channel, token => token.Claims.Clear()),
        ["another serviceurl"] = channel => Bearer(channel, token => token.Claims["serviceurl"] = "https://evil.example/"),
        ["a serviceurl without its slash"] = channel => Bearer(channel, token => token.Claims["serviceurl"] = channel.Url),
        ["a serviceurl that is a number"] = channel => Bearer(channel, token => token.Claims["serviceurl"] = 7),
        ["serviceUrl in camel case"] = channel =>
            Bearer(channel, token => token.Claims = new Dictionary<string, object> { ["serviceUrl"] = channel.ServiceUrl }),
        ["an unknown key id"] = channel => Bearer(channel, Signed(channel.ChannelKey, "who")),
        ["no key id"] = channel => Bearer(channel, Signed(channel.ChannelKey, "")),
        ["a stranger's key under our id"] = channel => Bearer(channel, Signed(Stranger, FakeChannel.ChannelKid)),
        ["the signature cut"] = channel => $"Bearer {channel.Token()[..^10]}",
        ["no signature"] = channel => $"Bearer {channel.Token()[..(channel.Token().LastIndexOf('.') + 1)]}",
        ["another payload under the signature"] = Swapped,
        ["signed by the Emulator's key"] = channel => Bearer(channel, Signed(channel.EmulatorKey, FakeChannel.EmulatorKid)),
        ["the Emulator's signed by a channel's key"] = channel =>
            Emulator(channel, change: Signed(channel.ChannelKey, FakeChannel.ChannelKid)),
        ["the Emulator's of another bot"] = channel =>
            Emulator(channel, change: token => token.Claims["appid"] = ConnectorServer.OtherAppId),
        ["the Emulator's for another audience"] = channel =>
            Emulator(channel, change: token => token.Audience = "https://api.botframework.com"),
        ["the Emulator's without a version"] = channel => Emulator(channel, change: token => token.Claims.Remove("ver")),
        ["the Emulator's of version 3"] = channel => Emulator(channel, "3.0"),
        ["the Emulator's of version 2 with the claim of 1"] = channel => Emulator(channel, "2.0"),
        ["the Emulator's of a foreign tenant"] = channel =>
            Emulator(channel, change: token => token.Issuer = "https://sts.windows.net/evil/"),
        ["the Emulator's that names its tenant itself"] = channel => Emulator(channel, change: token =>
        {
            token.Issuer = "https://sts.windows.net/evil/";
            token.Claims["tid"] = "evil";
        }),
    };

    [Theory]
    [MemberData(nameof(GoodNames))]
    public async Task A_good_token_is_let_in(string name)
    {
        var before = Server.Stored().Count;

        var status = await Server.Status(Fresh(name), $"Bearer {Good[name](Channel)}");

        Assert.Equal(200, status);
        Assert.Equal(before + 1, Server.Stored().Count);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_bad_token_is_not(string name)
    {
        var before = Server.Stored().Count;

        var status = await Server.Status(Fresh(name), Bad[name](Channel));

        Assert.Equal(401, status);
        Assert.Equal(before, Server.Stored().Count);
    }

    [Fact]
    public async Task A_key_speaks_for_its_channels_only()
    {
        var before = Server.Stored().Count;

        var status = await Server.Status(Server.Message("hej", change: activity => activity["channelId"] = "webchat"));

        Assert.Equal(403, status);
        Assert.Equal(before, Server.Stored().Count);
    }

    [Fact]
    public async Task An_activity_that_names_no_place_is_not_the_token_s()
    {
        Assert.Equal(401, await Server.Status(Server.Message("hej", change: activity => activity.Remove("serviceUrl"))));
        Assert.Equal(401, await Server.Status(Server.Message("hej", change: activity => activity["serviceUrl"] = "https://evil.example/")));
    }

    [Fact]
    public async Task The_audience_tells_the_shop_whatever_conversation_is_named()
    {
        var ours = Fresh("both shops");
        var before = Server.Stored().Select(row => row.Id).ToHashSet();

        await Server.Status(ours);
        await Server.Status(ours, Bearer(Channel, token => token.Audience = ConnectorServer.OtherAppId));

        var begun = Server.Stored().Where(row => !before.Contains(row.Id));
        Assert.Equal(["demo", "other"], begun.Select(row => row.Shop).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whatever_stands_in_a_token_it_is_invalid_and_nothing_is_thrown()
    {
        var tokens = Server.Get<InboundTokens>();
        var texts = ArbMap.Default.ArbFor<string?>().Generator.Select(text => text ?? "");
        var json = Gen.Elements(
            """{"alg":"RS256","kid":"channel-key"}""", """{"alg":5,"kid":[]}""", """{"alg":"RS256","kid":"channel-key","crit":["x"]}""",
            """{"iss":"https://api.botframework.com","aud":"11111111-aaaa-4000-8000-000000000001","exp":1e300,"nbf":"x","serviceurl":{}}""",
            """{"iss":"https://api.botframework.com","aud":["11111111-aaaa-4000-8000-000000000001"],"exp":-1}""",
            """{"iss":1,"aud":{"a":1}}""",
            """{"iss":null,"aud":null,"exp":null}""", "[]", "null", "\"x\"", "{", "{\"a\":1,\"a\":2}", new string('[', 3_000));
        var part = Gen.OneOf(texts, texts.Select(Encode), json.Select(Encode), json);
        var token = from header in part from payload in part from signature in part select $"{header}.{payload}.{signature}";

        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(Gen.OneOf(token, texts)), Refuses));

        bool Refuses(string text) =>
            tokens.Check(text, "test", Channel.ServiceUrl, CancellationToken.None).GetAwaiter().GetResult() is InboundToken.Invalid;
    }

    private JsonObject Fresh(string conversation) =>
        Server.Message("hej", change: activity => activity["conversation"] = new JsonObject { ["id"] = conversation });

    private static string Bearer(FakeChannel channel, Action<SecurityTokenDescriptor> change) => $"Bearer {channel.Token(change)}";

    private static Action<SecurityTokenDescriptor> Signed(RSA key, string kid, string algorithm = SecurityAlgorithms.RsaSha256) =>
        token => token.SigningCredentials = FakeChannel.Sign(key, kid, algorithm);

    private static string Emulator(FakeChannel channel, string version = "1.0", Action<SecurityTokenDescriptor>? change = null) =>
        $"Bearer {channel.EmulatorToken(version, change: change)}";

    private static void Shift(SecurityTokenDescriptor token, int hours = 0, int minutes = 0)
    {
        var by = new TimeSpan(hours, minutes, 0);
        token.NotBefore += by;
        token.Expires += by;
    }

    private static string Payload(FakeChannel channel) => Base64UrlEncoder.Decode(channel.Token().Split('.')[1]);

    private static string Forge(string header, string payload, string signature) =>
        $"Bearer {Encode(header)}.{Encode(payload)}.{signature}";

    private static string Hmac(FakeChannel channel, byte[] secret)
    {
        var signed = $"{Encode("""{"alg":"HS256","kid":"channel-key","typ":"JWT"}""")}.{Encode(Payload(channel))}";
        return $"Bearer {signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Swapped(FakeChannel channel)
    {
        var parts = channel.Token(token => token.Audience = ConnectorServer.OtherAppId).Split('.');
        return $"Bearer {parts[0]}.{channel.Token().Split('.')[1]}.{parts[2]}";
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>One server for all: none of these tests needs its own.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private ConnectorServer? started;

        internal ConnectorServer Server => started ?? throw new InvalidOperationException("Not started.");

        public async Task InitializeAsync() => started = await ConnectorServer.Start();

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
