using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>
/// Scripts and styles of our pages: built by <c>src/web</c>, compressed at build time, carried inside the program, so that it needs no folder
/// beside it. Their addresses hold a hash of their content and may be kept for ever.
/// </summary>
internal sealed class PageAssets
{
    private const string ResourcePrefix = "wwwroot/";
    private const string Route = "/assets/";
    private const int HashDigits = 12;

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Asset> byName;
    private readonly FrozenDictionary<string, Asset> byPath;

    public PageAssets()
    {
        var program = Assembly.GetExecutingAssembly();
        var assets = program.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(ResourcePrefix, StringComparison.Ordinal) && resource.EndsWith(".gz", StringComparison.Ordinal))
            .Select(resource => Asset.Load(program, resource))
            .ToList();
        byName = assets.ToFrozenDictionary(asset => asset.Name);
        byPath = assets.ToFrozenDictionary(asset => asset.Path);
    }

    /// <summary>The address of an asset, e.g. <c>/assets/chat.0123456789ab.js</c> for <c>chat.js</c>.</summary>
    public string this[string name] => byName[name].Path;

    /// <summary>GET /assets/{file}.</summary>
    public async Task Serve(HttpContext context)
    {
        if (!byPath.TryGetValue(context.Request.Path.Value ?? "", out var asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var encoding = asset.ChooseEncoding(context.Request);
        context.Response.ContentType = asset.ContentType;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (encoding is not null)
        {
            context.Response.Headers.ContentEncoding = encoding;
        }

        await using var content = asset.Open(encoding);
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private sealed record Asset(Assembly Program, string Name, string Path, string ContentType)
    {
        public static Asset Load(Assembly program, string resource)
        {
            var name = resource[ResourcePrefix.Length..^".gz".Length];
            using var content = Resource(program, resource);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits];
            var extension = System.IO.Path.GetExtension(name);
            return new Asset(program, name, $"{Route}{System.IO.Path.GetFileNameWithoutExtension(name)}.{hash}{extension}", ContentTypes[extension]);
        }

        /// <summary>The smallest that the client takes; null for none.</summary>
        public string? ChooseEncoding(HttpRequest request)
        {
            var taken = request.GetTypedHeaders().AcceptEncoding.Where(encoding => encoding.Quality is not 0).Select(encoding => encoding.Value.Value).ToList();
            return taken.Contains("br") ? "br" : taken.Contains("gzip") ? "gzip" : null;
        }

        public Stream Open(string? encoding) => encoding switch
        {
            "br" => Resource(Program, $"{ResourcePrefix}{Name}.br"),
            "gzip" => Resource(Program, $"{ResourcePrefix}{Name}.gz"),
            _ => new GZipStream(Resource(Program, $"{ResourcePrefix}{Name}.gz"), CompressionMode.Decompress),
        };

        private static Stream Resource(Assembly program, string name) =>
            program.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program was built without {name}.");
    }
}
