using System.Text.RegularExpressions;

namespace FaqBot.Server.Tests;

public sealed partial class PagesTests : IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData("/", null, "Otwórz czat")]
    [InlineData("/", "en-GB,en;q=0.9", "Open chat")]
    [InlineData("/", "de, pl;q=0.5, en;q=0.4", "Otwórz czat")]
    [InlineData("/?lang=pl", "en", "Otwórz czat")]
    [InlineData("/chat/demo", null, "Od nowa")]
    [InlineData("/chat/demo", "en", "Start over")]
    [InlineData("/chat/demo?lang=en", "pl", "Start over")]
    [InlineData("/chat/demo?lang=pl-PL", "en", "Od nowa")]
    [InlineData("/chat/demo?lang=xx", null, "Od nowa")]
    public async Task Pages_speak_the_asked_for_language(string path, string? accepted, string expected)
    {
        var (status, html, _) = await Get(path, accepted);

        Assert.Equal(200, status);
        Assert.Contains(expected, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/chat/demo")]
    [InlineData("/chat/nowhere")]
    public async Task Foreign_code_has_no_way_in(string path)
    {
        var (_, html, headers) = await Get(path);

        Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Contains("Referrer-Policy", headers.Keys);
        Assert.DoesNotMatch("(src|href)=\"https?://", html);
    }

    [Fact]
    public async Task A_nonce_is_used_once()
    {
        var (_, first, headers) = await Get("/chat/demo");
        var (_, second, _) = await Get("/chat/demo");

        Assert.NotEqual(Nonce().Match(first).Value, Nonce().Match(second).Value);
        Assert.Contains(Nonce().Match(first).Groups[1].Value, headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/chat/nowhere")]
    [InlineData("/chat/")]
    [InlineData("/chat/%3Cscript%3E")]
    public async Task An_unknown_shop_is_a_404_page(string path)
    {
        var (status, html, _) = await Get(path);

        Assert.Equal(404, status);
        Assert.Contains("Nie ma takiej strony", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task What_a_page_loads_is_there_compressed_and_kept_for_ever(string encoding)
    {
        var (_, html, _) = await Get("/chat/demo");
        var assets = Asset().Matches(html).Select(match => match.Value).ToList();

        Assert.Equal(3, assets.Count);
        foreach (var asset in assets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, asset);
            request.Headers.Add("Accept-Encoding", encoding);
            using var response = await Server.Client.SendAsync(request);

            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal(encoding == "identity" ? [] : [encoding], response.Content.Headers.ContentEncoding);
            Assert.Contains("immutable", response.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task An_unknown_asset_is_404()
    {
        var (status, _, _) = await Get("/assets/chat.js");

        Assert.Equal(404, status);
    }

    private async Task<(int Status, string Html, Dictionary<string, string> Headers)> Get(string path, string? accepted = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null)
        {
            request.Headers.Add("Accept-Language", accepted);
        }
        using var response = await Server.Client.SendAsync(request);
        var headers =
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();

    [GeneratedRegex("/assets/[^\"]+")]
    private static partial Regex Asset();
}
