using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>Looks orders up in files as a server does after the commit.</summary>
internal sealed class TestLookUps : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-orders-");
    private readonly CountedLines lines = new(TimeProvider.System, NullLogger<CountedLines>.Instance);
    private readonly OutboundHttp http = new(new FakeEnvironment("Production"), Dns.GetHostAddressesAsync, TimeProvider.System);

    /// <summary>With orders of the shop <c>demo</c>.</summary>
    public OrderLookUps In(TestConversations test, string csv)
    {
        var path = Path.Combine(folder.FullName, "orders.csv");
        File.WriteAllText(path, csv);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Shops:demo:Orders:File"] = path })
            .Build();
        var faults = new OrderFaults(lines, NullLogger<OrderFaults>.Instance);
        var limits = new RateLimits(
            Options.Create(new RateLimitOptions { Enabled = false }), test.Time, lines, NullLogger<RateLimits>.Instance);
        var factory = new OrderSourceFactory(test.Knowledge, http, faults, test.Time, NullLogger<OrderFile>.Instance);
        return new OrderLookUps(new OrderSources(configuration, factory, limits, faults, test.Time), test.Store, test.Queue);
    }

    public void Dispose()
    {
        http.Dispose();
        lines.Dispose();
        folder.Delete(recursive: true);
    }
}
