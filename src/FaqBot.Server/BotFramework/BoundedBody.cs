using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace FaqBot.Server;

/// <summary>Reads a request's body without trusting its length.</summary>
internal static class BoundedBody
{
    /// <summary>
    /// What is longer than allowed is still taken in up to here and forgotten: a client that is answered while it sends finds the
    /// connection broken and never sees the answer.
    /// </summary>
    private const int ForgottenBytesMax = 8 * 1024 * 1024;

    /// <summary>The body, or null when it is longer than <paramref name="bytesMax"/>.</summary>
    public static async Task<byte[]?> Read(HttpRequest request, int bytesMax, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = ForgottenBytesMax;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > bytesMax)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                await Forget(request.BodyReader, cancellation);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task Forget(PipeReader body, CancellationToken cancellation)
    {
        try
        {
            ReadResult read;
            do
            {
                read = await body.ReadAsync(cancellation);
                body.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted);
        }
        catch (BadHttpRequestException)
        {
            // Longer still, or broken off: then the answer may be missed.
        }
    }
}
