using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>One HTML page of ours, with the headers that keep foreign code out of it.</summary>
/// <param name="Title">Of the window.</param>
/// <param name="Locale">For the reader's screen reader, and the direction of writing.</param>
internal sealed record Page(string Title, Locale Locale)
{
    private const int NonceBytes = 16;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Allows this page's own scripts and styles; new for each answer.</summary>
    public string Nonce { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));

    public string HeadHtml { get; init; } = "";

    public string BodyHtml { get; init; } = "";

    /// <summary>The value of the viewport's meta element.</summary>
    public string Viewport { get; init; } = "width=device-width, initial-scale=1";

    /// <summary>Pages that may show this one in a frame, as CSP names them; none unless stated.</summary>
    public IReadOnlyList<string> FrameAncestors { get; init; } = [];

    /// <summary>Whether the page shows frames of ours: the chat's panel.</summary>
    public bool HasFrames { get; init; }

    /// <summary>Whether the page holds a form that is sent to us.</summary>
    public bool HasForm { get; init; }

    /// <summary>Text made safe for an element or an attribute in quotes.</summary>
    public static string Encode(string text) => Encoder.Encode(text);

    /// <summary>The same for what somebody else wrote, kept apart: marks that turn the direction of writing end with it.</summary>
    public static string Isolate(string text) => $"<bdi>{Encode(text)}</bdi>";

    public async Task Write(HttpContext context, int status = StatusCodes.Status200OK)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.Request);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (FrameAncestors.Count == 0)
        {
            headers.XFrameOptions = "DENY";
        }
        else
        {
            // A page of a shop that isolates itself from other origins may frame it all the same.
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }
        headers.CacheControl = "no-store";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
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
            $"form-action {(HasForm ? "'self'" : "'none'")}",
            $"frame-ancestors {(FrameAncestors.Count == 0 ? "'none'" : string.Join(' ', FrameAncestors))}",
            $"frame-src {(HasFrames ? "'self'" : "'none'")}",
            $"script-src 'self' 'nonce-{Nonce}'",
            $"style-src 'self' 'nonce-{Nonce}'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            $"connect-src 'self' blob: {sockets}");
    }

    private string Html() => $"""
        <!doctype html>
        <html lang="{Encode(Locale.Language)}" dir="{Locale.Direction}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="{Viewport}">
        <link rel="icon" href="data:,">
        <title>{Encode(WithoutTurns(Title))}</title>
        {HeadHtml}
        </head>
        {BodyHtml}
        </html>
        """;

    /// <summary>A title has no elements that could isolate a part of it, so marks that turn the direction of writing are left out
    /// (Unicode UAX #9: embeddings, overrides, isolates).</summary>
    private static string WithoutTurns(string text) =>
        string.Concat(text.Where(letter => letter is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))));
}
