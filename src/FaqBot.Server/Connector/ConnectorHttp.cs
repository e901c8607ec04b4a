using System.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>Requests to other servers: bounded, never redirected, and over HTTPS except where one develops or tests.</summary>
internal sealed class ConnectorHttp(IHostEnvironment environment) : IDisposable
{
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(5);

    /// <summary>Names are looked up anew after that.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly HttpClient client = Create();

    /// <summary>Whether this is a place where safety may give way to convenience.</summary>
    public bool IsWorkshop { get; } = environment.IsWorkshop;

    /// <summary>The address, or null when it is none that requests may go to.</summary>
    public Uri? Address(string? text) =>
        text is { Length: <= ConnectorLimits.ServiceUrlCharsMax }
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (IsWorkshop && url.Scheme == Uri.UriSchemeHttp))
        && url is { UserInfo: "", Query: "", Fragment: "" }
            ? url
            : null;

    /// <summary>An address from the configuration.</summary>
    /// <exception cref="StartFailure">Requests may not go there.</exception>
    public Uri Setting(string text, string name) => Address(text) ?? throw new StartFailure(
        $"{ConnectorOptions.Section}:{name} is '{text}', which is not an https:// address without query.");

    /// <summary>The answer as soon as its headers are there. Dispose it; what is left of its body is then not waited for.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    /// <summary>The body of an answer.</summary>
    /// <exception cref="HttpRequestException">It is longer than <see cref="ConnectorLimits.FetchBytesMax"/>.</exception>
    public static async Task<byte[]> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(ConnectorLimits.FetchBytesMax, cancellation);
        return await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    public void Dispose() => client.Dispose();

    private static HttpClient Create()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectMax,
            PooledConnectionLifetime = ConnectionLife,
        };
        // Whoever sends says how long it may take.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("FaqBot", "1"));
        return client;
    }
}
