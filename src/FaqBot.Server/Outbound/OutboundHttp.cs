using System.Net;
using System.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>
/// Requests to addresses that an operator configured: only to hosts that are named, only to addresses that may be reached, never
/// redirected, without cookies and proxies, and bounded in time and size.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    private const int HeaderKilobytesMax = 16;

    /// <summary>Names are looked up anew after that.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    private readonly TimeProvider time;

    // Two, so that a connection into the own network is never used for who may not have made it.
    private readonly HttpClient publicOnly;
    private readonly HttpClient alsoPrivate;

    public OutboundHttp(IHostEnvironment environment, LookUpHost lookUp, TimeProvider time)
    {
        this.time = time;
        IsWorkshop = environment.IsWorkshop;
        var connections = new OutboundConnections(lookUp, IsWorkshop);
        publicOnly = Create(connections, allowPrivate: false);
        alsoPrivate = Create(connections, allowPrivate: true);
    }

    /// <summary>Whether this is a place where safety may give way to convenience.</summary>
    public bool IsWorkshop { get; }

    /// <summary>Sends a request and reads its answer. Throws only if cancelled.</summary>
    /// <param name="request">To a host that the place names.</param>
    /// <param name="place">Where it may go.</param>
    /// <param name="bodyBytesMax">No more of the answer's body is read.</param>
    /// <param name="timeout">For everything from the name to the body's end.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Only by <paramref name="cancellation"/>.</exception>
    public async Task<OutboundAnswer> Send(
        HttpRequestMessage request, OutboundPlace place, int bodyBytesMax, TimeSpan timeout, CancellationToken cancellation)
    {
        if (request.RequestUri is not { } url || !place.Allows(url))
        {
            return new OutboundAnswer.Failed("its host is not among those that requests may go to");
        }
        using var end = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellation);
        try
        {
            var client = place.AllowPrivate ? alsoPrivate : publicOnly;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await Read(response, bodyBytesMax, either.Token, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new OutboundAnswer.Failed($"it did not answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException exception)
        {
            return new OutboundAnswer.Failed(Reason(exception));
        }
    }

    public void Dispose()
    {
        publicOnly.Dispose();
        alsoPrivate.Dispose();
    }

    /// <summary>What has come counts, even where the rest does not come.</summary>
    private async Task<OutboundAnswer> Read(
        HttpResponseMessage response, int bodyBytesMax, CancellationToken either, CancellationToken cancellation)
    {
        // One byte more tells a body that is too long from one that just fits.
        var body = new byte[bodyBytesMax + 1];
        var (length, missing) = (0, (string?)null);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either);
            length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, either);
            missing = length > bodyBytesMax ? $"its answer is longer than {bodyBytesMax} bytes" : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            missing = "its answer broke off";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            missing = "its answer did not end in time";
        }
        return new OutboundAnswer.Answered(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
            body.AsMemory(0, Math.Min(length, bodyBytesMax)),
            missing,
            RetryAfter.AskedBy(response, time));
    }

    private static string Reason(HttpRequestException exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is OutboundException)
            {
                return inner.Message;
            }
        }
        return exception.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => "its certificate is not accepted, or it does not speak TLS",
            HttpRequestError.Unknown => "it did not answer as it should",
            var error => $"it did not answer as it should ({error})",
        };
    }

    private static HttpClient Create(OutboundConnections connections, bool allowPrivate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = HeaderKilobytesMax,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = ConnectionLife,
            ConnectCallback = async (context, cancellation) => await connections.Open(
                context.DnsEndPoint,
                context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps,
                allowPrivate,
                cancellation),
        };
        // Whoever sends says how long it may take.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("FaqBot", "1"));
        return client;
    }
}
