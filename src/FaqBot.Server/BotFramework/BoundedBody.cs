using System.Buffers;

namespace FaqBot.Server;

/// <summary>Reads a request's body without trusting its length.</summary>
internal static class BoundedBody
{
    /// <summary>The body, or null when it is longer than <paramref name="bytesMax"/>.</summary>
    public static async Task<byte[]?> Read(HttpRequest request, int bytesMax, CancellationToken cancellation)
    {
        if (request.ContentLength > bytesMax)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > bytesMax)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
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
}
