using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace FaqBot.Server;

/// <summary>One HTML page of ours, with the headers that keep foreign code out of it.</summary>
/// <param name="Title">Of the window.</param>
/// <param name="Language">BCP-47, for the reader's screen reader.</param>
internal sealed record Page(string Title, string Language)
{
    private const int NonceBytes = 16;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Allows this page's own scripts and styles; new for each answer.</summary>
    public string Nonce { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));

    public string HeadHtml { get; init; } = "";

    public string BodyHtml { get; init; } = "";

    /// <summary>Text made safe for an element or an attribute in quotes.</summary>
    public static string Encode(string text) => Encoder.Encode(text);

    public async Task Write(HttpContext context, int status = StatusCodes.Status200OK)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.Request);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsync(Html(), Encoding.UTF8, context.RequestAborted);
        }
    }

    /// <summary>
    /// Measured with Web Chat in Chromium: nothing unsafe is needed. Sockets are named by host because older browsers do not count them as
    /// 'self'; blob: is for images that Web Chat makes itself.
    /// </summary>
    private string Policy(HttpRequest request)
    {
        var sockets = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}";
        return string.Join("; ",
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            $"script-src 'self' 'nonce-{Nonce}'",
            $"style-src 'self' 'nonce-{Nonce}'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            $"connect-src 'self' blob: {sockets}");
    }

    private string Html() => $"""
        <!doctype html>
        <html lang="{Encode(Language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>{Encode(Title)}</title>
        {HeadHtml}
        </head>
        {BodyHtml}
        </html>
        """;
}
