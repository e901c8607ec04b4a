using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace FaqBot.Server;

/// <summary>What a form of one of our own pages has sent, without JavaScript.</summary>
internal sealed class PageForm
{
    private const string Type = "application/x-www-form-urlencoded";

    private readonly Dictionary<string, StringValues> fields;

    private PageForm(Dictionary<string, StringValues> fields)
    {
        this.fields = fields;
    }

    /// <summary>Of the fields, each once.</summary>
    public IEnumerable<string> Names => fields.Keys;

    /// <summary>Empty where there is no such field; the first where there are several.</summary>
    public string this[string name] => fields.TryGetValue(name, out var values) ? values.FirstOrDefault() ?? "" : "";

    /// <summary>Null when it is not a form that a browser sends.</summary>
    public static PageForm? Parse(ReadOnlySpan<byte> body) =>
        Utf8.IsValid(body) ? new PageForm(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))) : null;

    /// <summary>Null, and what to answer, when it is not a form that a browser sends, or too long.</summary>
    /// <param name="request">Its body is read.</param>
    /// <param name="bytesMax">The longest body.</param>
    public static async Task<(PageForm? Form, int Status)> Read(HttpRequest request, int bytesMax)
    {
        if (request.ContentType?.StartsWith(Type, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return (null, StatusCodes.Status415UnsupportedMediaType);
        }
        try
        {
            var body = await BoundedBody.Read(request, bytesMax, request.HttpContext.RequestAborted);
            return body is null
                ? (null, StatusCodes.Status413PayloadTooLarge)
                : (Parse(body), StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Answers a form that a page of another site has sent; false, and nothing is answered, for any other. There are no cookies,
    /// so it could do nothing in a customer's name; but it would only be spam.</summary>
    public static async Task<bool> RefuseForeign(HttpContext context)
    {
        if (context.Request.Headers.Origin.ToString() is not { Length: > 0 } origin || ShopOrigins.IsOwn(origin, context.Request))
        {
            return false;
        }
        await Results.Problem("Only our own page may send this form.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        return true;
    }
}
