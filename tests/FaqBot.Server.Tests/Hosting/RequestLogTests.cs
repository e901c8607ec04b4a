using FaqBot.Testing;
using Microsoft.AspNetCore.Http;

namespace FaqBot.Server.Tests;

public sealed class RequestLogTests : IDisposable
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<RequestLog> logger = new();
    private readonly CountedLines lines;

    public RequestLogTests() => lines = new CountedLines(time, new FakeLogger<CountedLines>());

    private IEnumerable<string> Warnings => logger.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal));

    [Fact]
    public async Task A_thousand_refusals_are_two_lines()
    {
        for (var i = 0; i < 1_000; i++)
        {
            await Request(503, TimeSpan.Zero);
        }
        time.Advance(TimeSpan.FromMinutes(1));
        lines.Flush(isLast: false);

        Assert.Equal(2, Warnings.Count());
        Assert.Contains("999 such", Warnings.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 0, 0)]
    [InlineData(429, 0, 0)]
    [InlineData(500, 0, 1)]
    [InlineData(200, 1_500, 1)]
    public async Task What_failed_or_was_slow_is_told(int status, int milliseconds, int count)
    {
        await Request(status, TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(count, Warnings.Count());
    }

    public void Dispose() => lines.Dispose();

    private async Task Request(int status, TimeSpan takes)
    {
        var log = new RequestLog(
            context =>
            {
                time.Advance(takes);
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            time, lines, logger);
        await log.InvokeAsync(new DefaultHttpContext());
    }
}
