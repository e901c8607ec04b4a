using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>
/// Scripts and styles of our pages: built by <c>src/web</c>, compressed at build time, carried inside the program, so that it needs no
/// folder beside it. Their addresses hold a hash of their content and may be kept for ever. One has a fixed address as well, because it
/// stands in the pages of shops.
/// </summary>
internal sealed class PageAssets
{
    /// <summary>What a shop's page loads.</summary>
    public const string WidgetRoute = "/widget.js";

    private const string ResourcePrefix = "wwwroot/";
    private const string Route = "/assets/";
    private const int HashDigits = 12;

    private const string KeptForEver = "public, max-age=31536000, immutable";

    /// <summary>An hour: so late may a shop's customers get a new version.</summary>
    private const string KeptBriefly = "public, max-age=3600";

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
            .Where(resource =>
                resource.StartsWith(ResourcePrefix, StringComparison.Ordinal) && resource.EndsWith(".gz", StringComparison.Ordinal))
            .Select(resource => Asset.Load(program, resource))
            .ToList();
        byName = assets.ToFrozenDictionary(asset => asset.Name);
        byPath = assets.ToFrozenDictionary(asset => asset.Path);
    }

    /// <summary>The address of an asset, e.g. <c>/assets/chat.0123456789ab.js</c> for <c>chat.js</c>.</summary>
    public string this[string name] => byName[name].Path;

    /// <summary>GET /assets/{file}.</summary>
    public Task Serve(HttpContext context)
    {
        if (byPath.TryGetValue(context.Request.Path.Value ?? "", out var asset))
        {
            return Send(asset, KeptForEver, context);
        }
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>GET /widget.js: any page may load it, also one that isolates itself from other origins.</summary>
    public Task ServeWidget(HttpContext context)
    {
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return Send(byName["widget.js"], KeptBriefly, context);
    }

    private static async Task Send(Asset asset, string kept, HttpContext context)
    {
        var encoding = asset.ChooseEncoding(context.Request);
        var tag = asset.Tag(encoding);
        var headers = context.Response.Headers;
        headers.CacheControl = kept;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers.ETag = tag.ToString();
        if (context.Request
            .GetTypedHeaders().IfNoneMatch
            .Any(held => held.Compare(tag, useStrongComparison: false) || held.Equals(EntityTagHeaderValue.Any)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = asset.ContentType;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await using var content = asset.Open(encoding);
            await content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private sealed record Asset(Assembly Program, string Name, string Hash, string ContentType)
    {
        public string Path => $"{Route}{System.IO.Path.GetFileNameWithoutExtension(Name)}.{Hash}{System.IO.Path.GetExtension(Name)}";

        public static Asset Load(Assembly program, string resource)
        {
            var name = resource[ResourcePrefix.Length..^".gz".Length];
            using var content = Resource(program, resource);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits];
            return new Asset(program, name, hash, ContentTypes[System.IO.Path.GetExtension(name)]);
        }

        /// <summary>The smallest that the client takes; null for none.</summary>
        public string? ChooseEncoding(HttpRequest request)
        {
            var taken = request.GetTypedHeaders().AcceptEncoding
                .Where(encoding => encoding.Quality is not 0)
                .Select(encoding => encoding.Value.Value)
                .ToList();
            return taken.Contains("br") ? "br" : taken.Contains("gzip") ? "gzip" : null;
        }

        /// <summary>Each encoding is another sequence of bytes.</summary>
        public EntityTagHeaderValue Tag(string? encoding) => new(encoding is null ? $"\"{Hash}\"" : $"\"{Hash}-{encoding}\"");

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
