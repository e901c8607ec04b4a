using System.Net;
using FaqBot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>What the operator reads of refusals.</summary>
public sealed class RateLimitLogTests : IDisposable
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<RateLimits> logger = new();
    private readonly CountedLines lines;
    private readonly RateLimits limits;

    public RateLimitLogTests()
    {
        lines = new CountedLines(time, new FakeLogger<CountedLines>());
        limits = new RateLimits(Options.Create(new RateLimitOptions { AddressOpeningsBurst = 1 }), time, lines, logger);
    }

    [Fact]
    public void A_flood_from_one_address_is_two_lines_that_do_not_name_it()
    {
        for (var i = 0; i < 1_001; i++)
        {
            limits.OpenFrom(From("203.0.113.77"));
        }
        time.Advance(TimeSpan.FromMinutes(1));
        lines.Flush(isLast: false);

        Assert.Equal(2, logger.Lines.Count);
        Assert.All(logger.Lines, line => Assert.Contains("203.0.113.0/24", line, StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Lines, line => line.Contains("203.0.113.77", StringComparison.Ordinal));
        Assert.Contains("999 refused", logger.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_that_nobody_named_is_suspected()
    {
        for (var i = 0; i < 3; i++)
        {
            limits.OpenFrom(From("127.0.0.1", forwarded: $"203.0.113.{i}"));
        }

        Assert.Contains("TrustedProxies", logger.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_refused_or_logged_when_they_are_off()
    {
        var off = new RateLimits(Options.Create(new RateLimitOptions { Enabled = false, AddressOpeningsBurst = 1 }), time, lines, logger);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Null(off.OpenFrom(From("203.0.113.7"))));
        Assert.Empty(logger.Lines);
    }

    public void Dispose() => lines.Dispose();

    private static DefaultHttpContext From(string address, string? forwarded = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (forwarded is not null)
        {
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        }
        return context;
    }
}
