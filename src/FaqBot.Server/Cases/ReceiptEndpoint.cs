using System.Net.Http.Headers;
using System.Text;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>GET /receipts/{key}: what a customer was told when a case was filed, as a page to keep and to print. Its address is the key,
/// of which only a hash is looked for; it leads there as long as the case is kept. An unknown one is as any that there is not.</summary>
internal sealed class ReceiptEndpoint(Store store, CurrentKnowledge knowledge)
{
    public const string Prefix = "/receipts";

    /// <summary>No longer one is looked for; ours have 43.</summary>
    private const int KeyCharsMax = 64;

    public async Task Serve(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // A frame, or a page that a browser shows all the same, can do nothing.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.CacheControl = "no-store";
        try
        {
            await Answer(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && (exception is BusyException || store.IsUnavailable(exception)))
        {
            context.Response.StateRetryAfter(BusyException.RetryAfter);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task Answer(HttpContext context)
    {
        var key = (string)(context.Request.RouteValues["key"] ?? "");
        if (key.Length > KeyCharsMax || await Find(key, context.RequestAborted) is not var (shop, number, filing))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var disposition = new ContentDispositionHeaderValue("attachment") { FileName = $"{number}.html" };
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = "text/html; charset=utf-8";
        var page = Encoding.UTF8.GetBytes(ReceiptPage.Html(filing.Receipt, DirectionOf(shop, filing.Receipt.Language)));
        context.Response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(page, context.RequestAborted);
        }
    }

    private async Task<(string Shop, string Number, CaseFiling Filing)?> Find(string key, CancellationToken cancellation)
    {
        var hash = CaseWrite.HashOf(key);
        await using var db = store.OpenDb();
        var found = await (
            from history in db.CaseHistory
            join row in db.Cases on history.CaseId equals row.Id
            where history.ReceiptHash == hash
            select new { row.Shop, row.Number, history.Data }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : (found.Shop, found.Number, ConversationJson.ReadFiling(found.Data));
    }

    /// <summary>A receipt outlives its shop; its text still finds its own direction then.</summary>
    private string DirectionOf(string shop, string language) =>
        knowledge.Value.Shops.GetValueOrDefault(shop) is { } served ? served.Locales[language].Direction : "auto";
}
