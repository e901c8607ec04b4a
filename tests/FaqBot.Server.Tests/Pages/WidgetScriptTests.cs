using System.IO.Compression;
using System.Net;

namespace FaqBot.Server.Tests;

/// <summary><c>/widget.js</c>: what stands in the pages of shops, at an address that never changes.</summary>
public sealed class WidgetScriptTests : IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Any_page_may_load_it_and_keeps_it_for_an_hour()
    {
        using var response = await Get(encoding: null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("public, max-age=3600", response.Headers.CacheControl?.ToString());
        Assert.Equal("cross-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("Accept-Encoding", Header(response, "Vary"));
    }

    [Fact]
    public async Task It_is_the_same_script_in_every_encoding_under_another_tag()
    {
        using var plain = await Get(encoding: null);
        using var gzip = await Get("gzip");
        using var brotli = await Get("gzip, br");

        var script = await plain.Content.ReadAsByteArrayAsync();
        Assert.Equal(script, await Unpack(new GZipStream(await gzip.Content.ReadAsStreamAsync(), CompressionMode.Decompress)));
        Assert.Equal(script, await Unpack(new BrotliStream(await brotli.Content.ReadAsStreamAsync(), CompressionMode.Decompress)));
        Assert.Equal(
            3, new[] { plain, gzip, brotli }.Select(response => response.Headers.ETag?.Tag).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("br")]
    public async Task Who_has_it_already_is_told_so(string? encoding)
    {
        using var first = await Get(encoding);

        using var again = await Get(encoding, first.Headers.ETag?.ToString());
        using var other = await Get(encoding, "\"another\"");

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal("public, max-age=3600", again.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Its_head_is_to_be_had_alone()
    {
        using var response = await Get(encoding: null, method: HttpMethod.Head);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(response.Headers.ETag);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpResponseMessage> Get(string? encoding, string? held = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, "/widget.js");
        request.Headers.Add("Origin", "https://anywhere.example");
        if (encoding is not null)
        {
            request.Headers.Add("Accept-Encoding", encoding);
        }
        if (held is not null)
        {
            request.Headers.Add("If-None-Match", held);
        }
        return await Server.Client.SendAsync(request);
    }

    private static async Task<byte[]> Unpack(Stream packed)
    {
        await using (packed)
        {
            using var content = new MemoryStream();
            await packed.CopyToAsync(content);
            return content.ToArray();
        }
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
