using System.Text;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>GET /api/shops/{shop}/interface?lang=: what the launcher and the panel say, and how they look. Nothing in it is secret.</summary>
internal sealed class InterfaceEndpoint(ShopOrigins origins, ShopInterfaces interfaces, CurrentKnowledge knowledge)
{
    public const string Route = "/api/shops/{shop}/interface";

    public async Task Show(HttpContext context)
    {
        var id = (string)(context.Request.RouteValues["shop"] ?? "");
        if (origins.RefuseForeign(id, context) is { } refusal)
        {
            // So that the launcher can tell the author of a page that is not listed why there is no chat.
            context.Response.Headers.AccessControlAllowOrigin = "*";
            await refusal.ExecuteAsync(context);
            return;
        }

        var shop = knowledge.Value.Shops[id];
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
