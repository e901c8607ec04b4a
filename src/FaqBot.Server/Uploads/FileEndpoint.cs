using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace FaqBot.Server;

/// <summary>GET /files/{name}: a customer's file. Its address is the key: whoever was shown the message may read it, without a header, as
/// pictures in pages are read; an unknown address and an expired one look alike. Nothing in it can act on our pages.</summary>
internal sealed class FileEndpoint(Store store, TimeProvider time)
{
    public const string Prefix = "/files";

    private const int NameCharsMax = 64;
    private const string NotKept = "no-store";

    /// <summary>A browser asks again after so long, so that what was erased does not stay for the life of the link.</summary>
    private static readonly Duration KeptByBrowsersMax = Duration.FromDays(1);

    public async Task Serve(HttpContext context)
    {
        try
        {
            await Answer(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && (exception is BusyException || store.IsUnavailable(exception)))
        {
            context.Response.Clear();
            context.Response.Headers.CacheControl = NotKept;
            context.Response.StateRetryAfter(BusyException.RetryAfter);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // A browser plays a video that is opened by itself in a page of its own, which needs leave to load it.
        headers.ContentSecurityPolicy = "default-src 'none'; media-src 'self'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.AccessControlAllowOrigin = "*";
        var now = Microseconds.Now(time);
        if (await Find((string)(context.Request.RouteValues["name"] ?? ""), now, context.RequestAborted) is not { } file)
        {
            headers.CacheControl = NotKept;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var kept = (long)Duration.Min(file.ExpiresAt - now, KeptByBrowsersMax).TotalSeconds;
        headers.CacheControl = $"private, max-age={kept.ToString(CultureInfo.InvariantCulture)}, immutable";
        headers.ContentDisposition = Disposition(file);
        var content = new StoredFileStream(store, file.Name, file.Bytes);
        var answer = Results.Stream(
            content,
            file.ContentType,
            fileDownloadName: null,
            file.CreatedAt.ToDateTimeOffset(),
            new EntityTagHeaderValue($"\"{file.Name}\""),
            enableRangeProcessing: true);
        await answer.ExecuteAsync(context);
    }

    private async Task<FileRow?> Find(string name, Instant now, CancellationToken cancellation)
    {
        if (name.Length > NameCharsMax)
        {
            return null;
        }
        await using var db = store.OpenDb();
        return await db.Files.SingleOrDefaultAsync(file => file.Name == name && file.ExpiresAt > now, cancellation);
    }

    private static string Disposition(FileRow file)
    {
        var disposition = new ContentDispositionHeaderValue(FileType.IsShown(file.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.DownloadName);
        return disposition.ToString();
    }
}
