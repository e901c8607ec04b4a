using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Limits of the web server itself, and of its end.</summary>
internal sealed class HostingOptions
{
    public const string Section = "Hosting";

    /// <summary>Most bytes of all headers of a request together.</summary>
    [Range(1024, 1024 * 1024)]
    public int HeaderBytesMax { get; set; } = 16 * 1024;

    /// <summary>Most connections at a time, streams included.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 20_000;

    /// <summary>A client that has not sent its headers by then is cut off.</summary>
    [Range(1, 300)]
    public int HeadersSeconds { get; set; } = 15;

    /// <summary>How long a stop may take: what was taken is committed, streams are closed.</summary>
    [Range(1, 300)]
    public int ShutdownSeconds { get; set; } = 25;
}

[OptionsValidator]
internal sealed partial class HostingOptionsValidator : IValidateOptions<HostingOptions>;

internal static class HostingFeature
{
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<HostingOptions>().BindConfiguration(HostingOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<HostingOptions>, HostingOptionsValidator>();
        builder.Services
            .AddOptions<KestrelServerOptions>()
            .Configure<IOptions<HostingOptions>>((kestrel, options) => Bound(kestrel, options.Value));
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<HostingOptions>>((host, options) => Govern(host, options.Value));
    }

    private static void Govern(HostOptions host, HostingOptions options)
    {
        // The store is opened beside the knowledge; nothing else starts before both are there.
        host.ServicesStartConcurrently = true;
        host.ShutdownTimeout = TimeSpan.FromSeconds(options.ShutdownSeconds);
    }

    private static void Bound(KestrelServerOptions kestrel, HostingOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = DirectLineLimits.BodyBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.HeaderBytesMax;
        kestrel.Limits.MaxConcurrentConnections = options.ConnectionsMax;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.ConnectionsMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.HeadersSeconds);
    }
}
