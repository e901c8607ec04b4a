using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FaqBot.Server.Tests;

/// <summary>A request as a site received it.</summary>
internal sealed record Received(string Method, string Host, string Target, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A shop's own system, on a real port of this machine, that does whatever a test wants.</summary>
internal sealed class FakeSite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = new();
    private readonly SemaphoreSlim arrived = new(0);
    private int connections;

    private FakeSite(WebApplication app) => this.app = app;

    /// <summary>What a request is answered; 200 without a body when it does nothing.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public int Port => new Uri(app.Urls.Single()).Port;

    public string Url => app.Urls.Single();

    public IReadOnlyList<Received> Requests => [.. received];

    public int Connections => connections;

    public static async Task<FakeSite> Start(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        FakeSite? site = null;
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Use(next => connection =>
            {
                site?.Count();
                return next(connection);
            });
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        site = new FakeSite(builder.Build());
        site.app.Run(site.Serve);
        await site.app.StartAsync();
        return site;
    }

    /// <summary>Waits until so many requests have come.</summary>
    public async Task<IReadOnlyList<Received>> Wait(int count)
    {
        while (received.Count < count)
        {
            Assert.True(await arrived.WaitAsync(Patience), $"{received.Count} of {count} requests came.");
        }
        return Requests;
    }

    /// <summary>Answers nothing until the other side goes away.</summary>
    public static async Task Hang(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var end = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>Writes zeros until the other side goes away, but no more than so many.</summary>
    public static async Task Pour(HttpContext context, long bytes)
    {
        var piece = new byte[64 * 1024];
        for (var written = 0L; written < bytes && !context.RequestAborted.IsCancellationRequested; written += piece.Length)
        {
            await context.Response.Body.WriteAsync(piece);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private void Count() => Interlocked.Increment(ref connections);

    private async Task Serve(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        received.Enqueue(new Received(
            context.Request.Method, context.Request.Host.Value ?? "", target, headers, await reader.ReadToEndAsync()));
        arrived.Release();
        await Answer(context);
    }
}
