using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

/// <summary>Files out, over HTTP.</summary>
public sealed class FileEndpointTests : IAsyncLifetime
{
    private static readonly byte[] Photo = TestFiles.Jpeg(TestFiles.Jfif());

    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start(settings: ("Uploads:LinkDays", "3"));

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_photo_is_shown_to_any_page_without_a_token_and_can_do_nothing()
    {
        using var response = await Server.Client.GetAsync(await Link("zdjęcie 1.jpg", Photo));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "inline; filename=\"zdj_cie 1.jpg\"; filename*=UTF-8''zdj%C4%99cie%201.jpg",
            response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; media-src 'self'; sandbox", Header(response, "Content-Security-Policy"));
        Assert.Equal("cross-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("max-age=86400, private, immutable", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("bytes=0-9", 0, 10)]
    [InlineData("bytes=65530-131080", 65_530, 65_551)]
    [InlineData("bytes=600000-", 600_000, -1)]
    [InlineData("bytes=-5", -5, 5)]
    public async Task A_part_of_a_video_can_be_asked_for(string range, int from, int count)
    {
        var video = TestVideos.Mp4(top: TestVideos.Box("mdat", new byte[700_000]));
        new Random(2).NextBytes(video.AsSpan(^699_000));
        using var request = new HttpRequestMessage(HttpMethod.Get, await Link("a.mp4", video));
        request.Headers.Range = RangeHeaderValue.Parse(range);

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        var part = await response.Content.ReadAsByteArrayAsync();
        var start = from < 0 ? video.Length + from : from;
        Assert.Equal(count < 0 ? video.Length - start : count, part.Length);
        Assert.True(video.AsSpan(start, part.Length).SequenceEqual(part));
    }

    [Fact]
    public async Task Its_head_can_be_asked_for_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, await Link("a.jpg", Photo));

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(Photo.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("bytes", response.Headers.AcceptRanges.Single());
    }

    [Fact]
    public async Task A_browser_that_has_it_need_not_load_it_again()
    {
        var link = await Link("a.jpg", Photo);
        using var first = await Server.Client.GetAsync(link);
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag ?? throw new FormatException("No tag."));

        using var second = await Server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Links_are_long_random_and_no_two_alike()
    {
        var first = await Link("a.jpg", Photo);
        var second = await Link("a.jpg", Photo);

        Assert.Matches("^/files/[A-Za-z0-9_-]{43}\\.jpg$", first.AbsolutePath);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task An_unknown_link_and_one_that_has_expired_look_alike()
    {
        var link = await Link("a.jpg", Photo);
        var unknown = new Uri(Server.Address, "/files/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.jpg");
        Server.Conversations.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        using var last = await Server.Client.GetAsync(link);
        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(1));

        using var expired = await Server.Client.GetAsync(link);
        using var never = await Server.Client.GetAsync(unknown);

        Assert.Equal(TimeSpan.FromSeconds(1), last.Headers.CacheControl?.MaxAge);
        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
        Assert.Equal(Describe(never), Describe(expired));
        Assert.Single(Server.Files());
    }

    [Fact]
    public async Task While_the_store_is_away_a_browser_is_told_to_come_back()
    {
        var place = new AwayPlace(new SqlitePlace());
        await using var server = await DirectLineServer.Start(new TestConversations(place: place));
        place.IsAway = true;

        using var response = await server.Client.GetAsync(new Uri(server.Address, "/files/AAAA.jpg"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("/files/")]
    [InlineData("/files/..%2Fx")]
    [InlineData("/files/%00")]
    [InlineData("/files/a/b")]
    public async Task Strange_links_lead_nowhere(string path)
    {
        using var response = await Server.Client.GetAsync(new Uri(Server.Address, path));

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{response.StatusCode}");
    }

    [Fact]
    public async Task A_very_long_link_leads_nowhere()
    {
        using var response = await Server.Client.GetAsync(new Uri(Server.Address, $"/files/{new string('a', 4000)}"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("../../etc/passwd.jpg")]
    [InlineData("x\u202Egpj.exe")]
    [InlineData("x; filename=evil.html")]
    public async Task A_name_cannot_break_out_of_its_header(string name)
    {
        using var response = await Server.Client.GetAsync(await Link(name, Photo));

        var disposition = response.Content.Headers.ContentDisposition;
        Assert.Equal("inline", disposition?.DispositionType);
        Assert.EndsWith(".jpg", disposition?.FileNameStar, StringComparison.Ordinal);
        Assert.DoesNotContain("/", disposition?.FileNameStar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_three_hundred_characters_is_bounded()
    {
        using var response = await Server.Client.GetAsync(await Link($"{new string('ą', 300)}.jpg", Photo));

        Assert.Equal(UploadLimits.NameCharsMax, response.Content.Headers.ContentDisposition?.FileNameStar?.Length);
    }

    [Fact]
    public async Task Links_follow_the_address_that_a_trusted_proxy_names()
    {
        await using var server = await DirectLineServer.Start(settings: ("TrustedProxies:0", "127.0.0.0/8"));
        var chat = await server.Begin();
        server.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        server.Client.DefaultRequestHeaders.Add("X-Forwarded-Host", "chat.sklep.example");

        var echo = await server.Upload(chat, new UploadForm().File("a.jpg", Photo).Content());

        Assert.StartsWith("https://chat.sklep.example/files/", echo["attachments"]?[0].Field("contentUrl"), StringComparison.Ordinal);
    }

    private async Task<Uri> Link(string name, byte[] file)
    {
        var chat = await Server.Begin();
        JsonNode echo = await Server.Upload(chat, new UploadForm().File(name, file).Content());
        return new Uri(echo["attachments"]?[0].Field("contentUrl") ?? "");
    }

    private static string Describe(HttpResponseMessage response) =>
        string.Join('\n', response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
