namespace FaqBot.Server;

/// <summary>GET /openapi/v1.json: what others may write clients against. Written by hand, and held against the routes and the answers by
/// tests: to change it is to change what was promised.</summary>
internal static class OpenApiDocument
{
    public const string Route = "/openapi/v1.json";

    private const string Resource = "openapi-v1.json";

    public static void MapOpenApiDocument(this WebApplication app)
    {
        var document = Read();
        app.MapGet(Route, context =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Bytes(document, "application/json; charset=utf-8").ExecuteAsync(context);
        });
    }

    public static byte[] Read()
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(Resource)
            ?? throw new FileNotFoundException(Resource);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
