using System.Diagnostics;
using System.Globalization;
using FaqBot.Engine;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace FaqBot.Server;

/// <summary>What a shop's own systems ask and decide about its cases, with the shop's key.</summary>
internal sealed class CaseEndpoints(CaseRegister register, CurrentKnowledge knowledge, Store store)
{
    public const string Route = "/api/shops/{shop}/cases";

    /// <summary>GET cases.</summary>
    public async Task<IResult> List(string shop, HttpContext context)
    {
        var query = CaseQuery.Read(context.Request.Query, out var errors);
        if (errors.Count > 0)
        {
            return ShopApi.Invalid("The query cannot be answered.", errors);
        }
        var (page, hasMore) = await register.Find(shop, query, context.RequestAborted);
        var writer = await Writer(shop, page, context);
        var next = hasMore ? CaseQuery.CursorAfter(page[^1].Row.Id) : null;
        return ShopApi.Answer(new CasePage([.. page.Select(one => writer.Write(one.Row, one.History))], next), PlainCases.Page);
    }

    /// <summary>GET cases/{number}.</summary>
    public async Task<IResult> Show(string shop, HttpContext context) =>
        await Find(shop, context) is { } found ? await Document(shop, found, context) : NotFound();

    /// <summary>GET cases/{number}/files/{name}: as a download only, whatever is in it.</summary>
    public async Task<IResult> ShowFile(string shop, HttpContext context)
    {
        var name = (string)(context.Request.RouteValues["name"] ?? "");
        if (await Find(shop, context) is not { } found || await register.FindFile(found, name, context.RequestAborted) is not { } file)
        {
            return NotFound();
        }
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(
            new StoredFileStream(store, file.Name, file.Bytes), file.ContentType, file.DownloadName, enableRangeProcessing: true);
    }

    /// <summary>PATCH cases/{number}.</summary>
    public async Task<IResult> Change(string shop, HttpContext context)
    {
        if (await BoundedBody.Read(context.Request, CaseLimits.BodyBytesMax, context.RequestAborted) is not { } body)
        {
            return ShopApi.Problem(StatusCodes.Status413PayloadTooLarge, $"The body is at most {CaseLimits.BodyBytesMax / 1024} KB.");
        }
        if (StrictJson.Parse(body) is not { } json)
        {
            return ShopApi.Problem(StatusCodes.Status400BadRequest, "The body must be a JSON object.");
        }
        var change = CaseChange.Read(json, out var errors);
        if (errors.Count > 0)
        {
            return ShopApi.Invalid("The change cannot be made.", errors);
        }
        if (!TryReadMatch(context.Request, out var match))
        {
            return ShopApi.Problem(StatusCodes.Status412PreconditionFailed, "'If-Match' is not the ETag of this case.");
        }
        if (!CaseNumber.TryParse(NumberOf(context), out var number))
        {
            return NotFound();
        }
        change = change with { Version = match ?? change.Version };
        return await register.Change(shop, number.ToString(), change, context.RequestAborted) switch
        {
            ChangeResult.Made made => await Document(shop, made.Case, context),
            ChangeResult.Stale stale => Stale(stale.Case.Row, match is not null, context.Response),
            ChangeResult.NotFound => NotFound(),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<RegisteredCase?> Find(string shop, HttpContext context) =>
        CaseNumber.TryParse(NumberOf(context), out var number)
            ? await register.Find(shop, number.ToString(), context.RequestAborted)
            : null;

    private async Task<IResult> Document(string shop, RegisteredCase found, HttpContext context)
    {
        context.Response.Headers.ETag = Tag(found.Row.Version);
        var writer = await Writer(shop, [found], context);
        return ShopApi.Answer(writer.Write(found.Row, found.History), PlainCases.Document);
    }

    /// <summary>A case outlives its shop's knowledge; then its day is told in UTC.</summary>
    private async Task<CaseWriter> Writer(string shop, IReadOnlyList<RegisteredCase> cases, HttpContext context)
    {
        var zone = knowledge.Value.Shops.GetValueOrDefault(shop)?.Zone ?? DateTimeZone.Utc;
        var root = $"{context.Request.Site()}/api/shops/{shop}/cases";
        return new CaseWriter(zone, row => $"{root}/{row.Number}", await register.FilesThere(cases, context.RequestAborted));
    }

    /// <summary>False where the header names no version that a case can have.</summary>
    private static bool TryReadMatch(HttpRequest request, out long? version)
    {
        version = null;
        var stated = request.Headers.IfMatch.ToString();
        if (stated is "" or "*")
        {
            return true;
        }
        // A strong one only, as a change needs it (RFC 9110, 13.1.1); several would say that any will do.
        if (!EntityTagHeaderValue.TryParse(stated, out var tag) || tag.IsWeak
            || !long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var known))
        {
            return false;
        }
        version = known;
        return true;
    }

    private static string NumberOf(HttpContext context) => (string)(context.Request.RouteValues["number"] ?? "");

    private static string Tag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    private static IResult Stale(CaseRow row, bool isByHeader, HttpResponse response)
    {
        response.Headers.ETag = Tag(row.Version);
        return ShopApi.Problem(
            isByHeader ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
            $"The case has changed: it is at version {row.Version}. Read it again.");
    }

    private static IResult NotFound() => ShopApi.Problem(StatusCodes.Status404NotFound, "This shop has no such case.");
}
