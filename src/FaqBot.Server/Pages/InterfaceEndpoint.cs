using System.Text;
using FaqBot.Engine;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>GET /api/shops/{shop}/interface?lang=: what the launcher and the panel say, and how they look. Nothing in it is
/// secret.</summary>
internal sealed class InterfaceEndpoint(ShopOrigins origins, ShopInterfaces interfaces)
{
    public const string Route = "/api/shops/{shop}/interface";

    public async Task Show(HttpContext context)
    {
        switch (origins.CheckPublic(context))
        {
            case OriginCheck.Admitted { Shop: var shop }:
                await Show(shop, context);
                break;
            case OriginCheck.Refused { Why: var why }:
                // So that the launcher can tell the author of a page that is not listed why there is no chat.
                context.Response.Headers.AccessControlAllowOrigin = "*";
                await why.ExecuteAsync(context);
                break;
        }
    }

    private async Task Show(Shop shop, HttpContext context)
    {
        var document = interfaces.Of(shop, PageLanguage.Choose(context.Request, shop.Languages));
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=60";
        headers.Vary = $"{HeaderNames.Origin}, {HeaderNames.AcceptLanguage}";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentLanguage = document.Language;
        context.Response.ContentType = "application/json; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(ShopInterfaces.Write(document), Encoding.UTF8, context.RequestAborted);
        }
    }
}
