using FaqBot.Testing;

namespace FaqBot.Server.Tests;

public sealed class CountedLinesTests : IDisposable
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<CountedLines> logger = new();
    private readonly List<string> written = [];
    private readonly CountedLines lines;

    public CountedLinesTests() => lines = new CountedLines(time, logger);

    [Fact]
    public void The_first_is_written_at_once_and_the_rest_of_a_minute_as_one()
    {
        Occur("a", 500);
        var atOnce = written.ToList();

        time.Advance(TimeSpan.FromSeconds(59));
        lines.Flush(isLast: false);
        var early = written.ToList();
        time.Advance(TimeSpan.FromSeconds(1));
        lines.Flush(isLast: false);

        Assert.Equal(["a 1"], atOnce);
        Assert.Equal(["a 1"], early);
        Assert.Equal(["a 1", "a 499"], written);
    }

    [Fact]
    public void A_flood_that_goes_on_is_one_line_a_minute()
    {
        for (var second = 0; second < 300; second++)
        {
            Occur("a", 50);
            time.Advance(TimeSpan.FromSeconds(1));
            lines.Flush(isLast: false);
        }

        Assert.Equal(6, written.Count);
        Assert.Equal(15_000, written.Sum(line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_came_once_is_written_once_and_is_news_a_minute_later()
    {
        Occur("a", 1);
        time.Advance(TimeSpan.FromMinutes(1));
        lines.Flush(isLast: false);
        Occur("a", 1);

        Assert.Equal(["a 1", "a 1"], written);
    }

    [Fact]
    public void Too_many_different_ones_of_a_kind_are_only_a_number_and_hide_no_other_kind()
    {
        for (var key = 0; key < CountedLines.KeysMax + 25; key++)
        {
            Occur($"k{key}", 1);
        }
        lines.Write("failure", "k", _ => written.Add("failure"));
        lines.Flush(isLast: false);

        Assert.Equal(CountedLines.KeysMax + 1, written.Count);
        Assert.Equal("failure", written[^1]);
        Assert.StartsWith("Warning: 25 further", Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_counted_is_written_before_the_end()
    {
        await lines.StartAsync(CancellationToken.None);
        Occur("a", 3);

        await lines.StopAsync(CancellationToken.None);

        Assert.Equal(["a 1", "a 2"], written);
    }

    public void Dispose() => lines.Dispose();

    private void Occur(string key, int times)
    {
        for (var i = 0; i < times; i++)
        {
            lines.Write("test", key, count => written.Add($"{key} {count}"));
        }
    }
}
