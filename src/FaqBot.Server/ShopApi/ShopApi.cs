using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FaqBot.Server;

/// <summary>The door for a shop's own systems, <c>/api/shops/{shop}/...</c>: only who has the shop's key is let in, and how they are
/// answered.</summary>
internal sealed class ShopApi(ShopApiKeys keys, RateLimits limits, Store store)
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Around each endpoint. A shop without a key, and one that there is not, look alike.
    /// </summary>
    public RequestDelegate WithKey(Func<string, HttpContext, Task<IResult>> endpoint) => async context =>
    {
        var shop = (string)(context.Request.RouteValues["shop"] ?? "");
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        var result = keys.IsHeldBy(context.Request, shop) ? await Admitted(shop, context, endpoint) : Stranger(context.Response);
        await result.ExecuteAsync(context);
    };

    public static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    public static IResult Invalid(string detail, IReadOnlyDictionary<string, string[]> errors) => Results.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, extensions: [KeyValuePair.Create<string, object?>("errors", errors)]);

    public static IResult Answer<T>(T document, JsonTypeInfo<T> info, int status = StatusCodes.Status200OK) =>
        Results.Text(JsonSerializer.SerializeToUtf8Bytes(document, info), Json, status);

    private async Task<IResult> Admitted(string shop, HttpContext context, Func<string, HttpContext, Task<IResult>> endpoint)
    {
        if (limits.AskedBy(shop) is { } wait)
        {
            context.Response.StateRetryAfter(wait);
            return Problem(StatusCodes.Status429TooManyRequests, "Too many requests of this shop. Try again later.");
        }
        try
        {
            return await endpoint(shop, context);
        }
        catch (BadHttpRequestException)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body does not keep to HTTP.");
        }
        catch (Exception exception) when (exception is BusyException || store.IsUnavailable(exception))
        {
            context.Response.StateRetryAfter(BusyException.RetryAfter);
            return Problem(StatusCodes.Status503ServiceUnavailable, "The server is busy. Try again later.");
        }
    }

    private static IResult Stranger(HttpResponse response)
    {
        response.Headers.WWWAuthenticate = "ApiKey";
        return Problem(StatusCodes.Status401Unauthorized, $"State this shop's key in '{ShopApiKeys.Header}'.");
    }
}
