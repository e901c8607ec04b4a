using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FaqBot.Server.Tests;

public sealed class OutboundHttpTests : IAsyncLifetime
{
    private const int BodyBytesMax = 64 * 1024;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    private readonly SteppedTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly List<OutboundHttp> clients = [];
    private readonly List<string> lookedUp = [];
    private FakeSite? started;

    private FakeSite Site => started ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => started = await FakeSite.Start();

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await Site.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_is_told_as_it_is()
    {
        Site.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.ContentType = "Application/JSON; charset=utf-8";
            context.Response.Headers.RetryAfter = "7";
            return context.Response.WriteAsync("{}");
        };

        var answer = Assert.IsType<OutboundAnswer.Answered>(await Get(Site.Url, allowPrivate: true));

        Assert.Equal(
            (429, "application/json", "{}", null, TimeSpan.FromSeconds(7)),
            (answer.Status, answer.MediaType, Encoding.UTF8.GetString(answer.Body.Span), answer.Missing, answer.RetryAfter));
    }

    [Fact]
    public async Task A_request_tells_nothing_but_itself()
    {
        Site.Answer = context =>
        {
            context.Response.Cookies.Append("known", "you");
            return Task.CompletedTask;
        };

        var http = Http();
        await Get(Site.Url, allowPrivate: true, http);
        await Get(Site.Url, allowPrivate: true, http);

        Assert.Equal(1, Site.Connections);
        Assert.All(Site.Requests, request => Assert.Equal(["Accept-Encoding", "Host", "User-Agent"], request.Headers.Keys.Order()));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[0:0:0:0:0:ffff:7f00:0001]")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("[::]")]
    public async Task However_this_machine_is_written_it_is_not_reached_without_leave(string host)
    {
        var answer = await Get($"http://{host}:{Site.Port}/", allowPrivate: false, Http(lookUp: Dns.GetHostAddressesAsync));

        // Not every machine knows a name that ends in a point.
        string[] reasons = ["its name leads to no address that requests may go to", "its name is not known"];
        Assert.Contains(Assert.IsType<OutboundAnswer.Failed>(answer).Why, host.EndsWith('.') ? reasons : reasons[..1]);
        Assert.Equal(0, Site.Connections);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fd00::1")]
    public async Task A_name_that_leads_to_a_private_address_is_not_followed(string address)
    {
        var answer = await Get("http://shop.example/", allowPrivate: false, Http(addresses: [address, "127.0.0.1"]));

        Assert.Equal("its name leads to no address that requests may go to", Assert.IsType<OutboundAnswer.Failed>(answer).Why);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_for_each_connection_and_what_was_looked_at_is_dialled()
    {
        var answers = new Queue<IPAddress[]>([[IPAddress.Loopback], [IPAddress.Parse("169.254.169.254")]]);
        var http = Http(lookUp: (host, _) =>
        {
            lookedUp.Add(host);
            return Task.FromResult(answers.Dequeue());
        });

        var answer = await Get($"http://shop.example:{Site.Port}/", allowPrivate: true, http);

        Assert.IsType<OutboundAnswer.Answered>(answer);
        Assert.Equal(["shop.example"], lookedUp);
        Assert.Equal($"shop.example:{Site.Port}", Assert.Single(Site.Requests).Host);
    }

    [Fact]
    public async Task A_connection_into_the_own_network_serves_only_who_may_have_made_it()
    {
        var http = Http(addresses: ["127.0.0.1"]);
        var url = $"http://shop.example:{Site.Port}/";

        var allowed = await Get(url, allowPrivate: true, http);
        var refused = await Get(url, allowPrivate: false, http);

        Assert.IsType<OutboundAnswer.Answered>(allowed);
        Assert.IsType<OutboundAnswer.Failed>(refused);
        Assert.Single(Site.Requests);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_left_for_the_next()
    {
        var dead = new TcpListener(IPAddress.Parse("127.0.0.2"), Site.Port);

        var answer = await Get($"http://shop.example:{Site.Port}/", allowPrivate: true, Http(addresses: ["127.0.0.2", "127.0.0.1"]));

        Assert.IsType<OutboundAnswer.Answered>(answer);
        dead.Dispose();
    }

    [Fact]
    public async Task Without_TLS_a_public_address_is_not_spoken_to()
    {
        var answer = await Get(
            "http://shop.example/", allowPrivate: true, Http(environment: "Production", addresses: ["8.8.8.8"]));

        Assert.Equal("without TLS requests go to private addresses only", Assert.IsType<OutboundAnswer.Failed>(answer).Why);
    }

    [Fact]
    public async Task With_TLS_it_is_a_trusted_certificate_or_nothing()
    {
        await using var secured = await FakeSite.Start(SelfSigned());

        var untrusted = await Get(secured.Url, allowPrivate: true);
        var plain = await Get(Site.Url.Replace("http:", "https:", StringComparison.Ordinal), allowPrivate: true);

        const string why = "its certificate is not accepted, or it does not speak TLS";
        Assert.Equal(why, Assert.IsType<OutboundAnswer.Failed>(untrusted).Why);
        Assert.Equal(why, Assert.IsType<OutboundAnswer.Failed>(plain).Why);
        Assert.Empty(secured.Requests);
        Assert.Empty(Site.Requests);
    }

    [Fact]
    public async Task Another_host_than_those_named_is_not_asked()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Site.Url);

        var answer = await Http().Send(
            request, new OutboundPlace(["shop.example"], AllowPrivate: true), BodyBytesMax, Most, CancellationToken.None);

        Assert.Equal("its host is not among those that requests may go to", Assert.IsType<OutboundAnswer.Failed>(answer).Why);
        Assert.Empty(Site.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirection_is_told_and_not_followed(int status)
    {
        Site.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        var answer = await Get(Site.Url, allowPrivate: true);

        Assert.Equal(status, Assert.IsType<OutboundAnswer.Answered>(answer).Status);
        Assert.Equal("/", Assert.Single(Site.Requests).Target);
    }

    [Theory]
    [InlineData(BodyBytesMax, null)]
    [InlineData(BodyBytesMax + 1, "its answer is longer than 65536 bytes")]
    public async Task A_body_is_read_as_far_as_is_wanted(int length, string? missing)
    {
        Site.Answer = context => context.Response.Body.WriteAsync(new byte[length]).AsTask();

        var answer = Assert.IsType<OutboundAnswer.Answered>(await Get(Site.Url, allowPrivate: true));

        Assert.Equal((missing, BodyBytesMax), (answer.Missing, answer.Body.Length));
    }

    [Fact]
    public async Task Of_fifty_megabytes_hardly_more_comes_over_than_is_wanted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var pouring = Task.Run(() => Pour(listener));

        var answer = Assert.IsType<OutboundAnswer.Answered>(await Get(Url(listener), allowPrivate: true));

        Assert.Equal(("its answer is longer than 65536 bytes", BodyBytesMax), (answer.Missing, answer.Body.Length));
        // What fits into the buffers of two sockets.
        Assert.InRange(await pouring, BodyBytesMax, 16 * 1024 * 1024);
    }

    [Fact]
    public async Task A_small_body_that_grows_to_fifty_megabytes_is_cut_there_too()
    {
        var bomb = new MemoryStream();
        await using (var packed = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            await packed.WriteAsync(new byte[50 * 1024 * 1024]);
        }
        Site.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(bomb.ToArray()).AsTask();
        };

        var answer = Assert.IsType<OutboundAnswer.Answered>(await Get(Site.Url, allowPrivate: true));

        Assert.True(bomb.Length < BodyBytesMax);
        Assert.Equal(("its answer is longer than 65536 bytes", BodyBytesMax), (answer.Missing, answer.Body.Length));
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_left()
    {
        Site.Answer = FakeSite.Hang;

        var asking = Get(Site.Url, allowPrivate: true);
        await Site.Wait(1);
        time.Advance(Most - TimeSpan.FromMilliseconds(1));
        var isWaiting = !asking.IsCompleted;
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("it did not answer within 3 s", Assert.IsType<OutboundAnswer.Failed>(await asking).Why);
        Assert.True(isWaiting);
    }

    [Fact]
    public async Task Who_begins_to_answer_and_hangs_is_left_too()
    {
        var begun = new TaskCompletionSource();
        Site.Answer = async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            begun.SetResult();
            await FakeSite.Hang(context);
        };

        var asking = Get(Site.Url, allowPrivate: true);
        await begun.Task;
        // The headers may still be on their way; then it is the whole answer that does not come.
        time.Advance(Most);

        var answer = await asking;
        Assert.True(answer is OutboundAnswer.Answered { Missing: "its answer did not end in time" } or OutboundAnswer.Failed);
    }

    [Fact]
    public async Task A_name_that_is_looked_up_for_ever_is_left_too()
    {
        var asked = new TaskCompletionSource();
        var asking = Get("http://shop.example/", allowPrivate: true, Http(lookUp: async (_, cancellation) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return [];
        }));
        await asked.Task;

        time.Advance(Most);

        Assert.Equal("it did not answer within 3 s", Assert.IsType<OutboundAnswer.Failed>(await asking).Why);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("")]
    public async Task What_does_not_speak_http_is_no_answer(string said)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        // The client may try anew, on another connection.
        var serving = Task.Run(async () =>
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync();
                await socket.ReceiveAsync(new byte[1024]);
                await socket.SendAsync(Encoding.ASCII.GetBytes(said));
            }
        });

        var answer = await Get(Url(listener), allowPrivate: true);

        Assert.StartsWith("it did not answer as it should", Assert.IsType<OutboundAnswer.Failed>(answer).Why, StringComparison.Ordinal);
        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
    }

    [Fact]
    public async Task Headers_are_bounded()
    {
        Site.Answer = context =>
        {
            context.Response.Headers["X-Much"] = new string('x', 20_000);
            return Task.CompletedTask;
        };

        Assert.IsType<OutboundAnswer.Failed>(await Get(Site.Url, allowPrivate: true));
    }

    [Fact]
    public async Task Who_sends_may_give_up()
    {
        Site.Answer = FakeSite.Hang;
        using var end = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, Site.Url);

        var asking = Http().Send(request, new OutboundPlace(["127.0.0.1"], AllowPrivate: true), BodyBytesMax, Most, end.Token);
        await Site.Wait(1);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>Answers with fifty megabytes; returns how many bytes the other side let come.</summary>
    private static async Task<long> Pour(TcpListener listener)
    {
        const int length = 50 * 1024 * 1024;
        using var socket = await listener.AcceptSocketAsync();
        await socket.ReceiveAsync(new byte[1024]);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"));
        var (piece, poured) = (new byte[64 * 1024], 0L);
        try
        {
            while (poured < length)
            {
                poured += await socket.SendAsync(piece);
            }
        }
        catch (SocketException)
        {
            // It has had enough.
        }
        return poured;
    }

    private static string Url(TcpListener listener) => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";

    private async Task<OutboundAnswer> Get(string url, bool allowPrivate, OutboundHttp? http = null)
    {
        var address = new Uri(url);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var place = new OutboundPlace([OutboundPlace.HostOf(address)], allowPrivate);
        return await (http ?? Http()).Send(request, place, BodyBytesMax, Most, CancellationToken.None);
    }

    private OutboundHttp Http(string environment = "Testing", LookUpHost? lookUp = null, params string[] addresses)
    {
        Task<IPAddress[]> LookUp(string host, CancellationToken cancellation) => addresses.Length > 0
            ? Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())
            : Dns.GetHostAddressesAsync(host, cancellation);
        var http = new OutboundHttp(new FakeEnvironment(environment), lookUp ?? LookUp, time);
        clients.Add(http);
        return http;
    }
}
