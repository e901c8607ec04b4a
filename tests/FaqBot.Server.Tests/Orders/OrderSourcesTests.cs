using System.Net;
using FaqBot.Engine;
using FaqBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public sealed class OrderSourcesTests : IDisposable
{
    private static readonly ConversationId Conversation = new("c1");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-orders-");
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<OrderFile> fileLog = new();
    private readonly FakeLogger<OrderFaults> faultLog = new();
    private readonly OutboundHttp http;
    private readonly CountedLines lines;
    private DateTime changedAt = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    public OrderSourcesTests()
    {
        lines = new CountedLines(time, NullLogger<CountedLines>.Instance);
        http = new OutboundHttp(new FakeEnvironment("Production"), Dns.GetHostAddressesAsync, time);
    }

    private string Path => System.IO.Path.Combine(folder.FullName, "orders.csv");

    public void Dispose()
    {
        lines.Dispose();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Number_and_email_together_find_the_order()
    {
        Write("number;email;state\n7;a@b.pl;sent\n");

        var found = await Find(Sources(), "7", "a@b.pl");

        Assert.Equal(new OrderAnswer.Found(new OrderReport("7") { State = OrderState.Sent }), found);
    }

    [Theory]
    [InlineData("8", "a@b.pl")]
    [InlineData("7", "c@d.pl")]
    [InlineData("", "a@b.pl")]
    [InlineData("7", "")]
    [InlineData("7", "a")]
    [InlineData("..", "a@b.pl")]
    [InlineData("7\n", "a@b.pl\u0000")]
    public async Task Whatever_of_the_two_is_wrong_the_answer_is_the_same(string number, string email)
    {
        Write("number;email;state\n7;a@b.pl;sent\n8;c@d.pl;paid\n");

        Assert.Equal(new OrderAnswer.NotFound(), await Find(Sources(), number, email));
    }

    [Fact]
    public async Task A_shop_without_a_source_is_said_to_have_none() =>
        Assert.Equal(new OrderAnswer.None(), await Sources().Find("other", Conversation, "7", "a@b.pl", CancellationToken.None));

    [Fact]
    public async Task A_conversation_asks_a_few_times_an_hour()
    {
        Write("number;email;state\n7;a@b.pl;sent\n");
        var sources = Sources();
        for (var number = 0; number < 5; number++)
        {
            Assert.IsNotType<OrderAnswer.TooMany>(await Find(sources, $"{number}", $"a{number}@b.pl"));
        }

        var refused = await Find(sources, "7", "a@b.pl");
        time.Advance(TimeSpan.FromMinutes(6));
        var granted = await Find(sources, "7", "a@b.pl");

        Assert.Equal(new OrderAnswer.TooMany(TimeSpan.FromMinutes(6)), refused);
        Assert.IsType<OrderAnswer.Found>(granted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_number_or_one_email_is_not_tried_from_many_conversations(bool isNumber)
    {
        Write("number;email;state\n7;a@b.pl;sent\n");
        var sources = Sources();
        for (var other = 0; other < 10; other++)
        {
            var (number, email) = isNumber ? ("7", $"a{other}@b.pl") : ($"{other + 100}", "a@b.pl");
            Assert.IsType<OrderAnswer.NotFound>(
                await sources.Find("demo", new ConversationId($"c{other}"), number, email, CancellationToken.None));
        }

        Assert.IsType<OrderAnswer.TooMany>(await Find(sources, "7", "a@b.pl"));
        Assert.IsType<OrderAnswer.NotFound>(
            await sources.Find("demo", new ConversationId("another"), "9", "x@y.pl", CancellationToken.None));
        Assert.DoesNotContain(faultLog.Lines, line => line.Contains("a@b.pl", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_file_that_changed_is_read_again()
    {
        Write("number;email;state\n7;a@b.pl;sent\n");
        var sources = Sources();
        var before = await State(sources);

        Write("number;email;state\n7;a@b.pl;delivered\n");
        var after = await State(sources);

        Assert.Equal((OrderState.Sent, OrderState.Delivered), (before, after));
        Assert.Equal(2, fileLog.Lines.Count(line => line.Contains("were read: 1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_said_when_it_is_new()
    {
        Write("number;email;state\n7;a@b.pl;sent\n8;a@b.pl;odd\n");
        var sources = Sources();
        await State(sources);
        Write("number;email;state\n7;a@b.pl;sent\n8;a@b.pl;odd\n9;a@b.pl;odd\n");
        await State(sources);
        Write("number;email;state\n7;a@b.pl;sent\n8;a@b.pl;odd\n9;nobody;sent\n");
        await State(sources);

        Assert.Equal(
            ["3:10", "4:3"],
            fileLog.Lines.Select(line => line.Split("orders.csv:")).Where(parts => parts.Length == 2)
                .Select(parts => parts[1].Split(": ")[0]));
    }

    [Fact]
    public async Task What_stays_wrong_with_a_file_is_counted_and_said_again_after_a_minute_and_each_new_word_at_once()
    {
        Write("number;email;state\n7;a@b.pl;sent\n8;a@b.pl;odd\n");
        var sources = Sources();
        await State(sources);
        Write("number;email;state\n7;a@b.pl;sent\n8;a@b.pl;odd\n9;a@b.pl;odd\n10;a@b.pl;strange\n");
        await State(sources);
        var before = Found();

        time.Advance(TimeSpan.FromMinutes(1));
        lines.Flush(isLast: false);

        Assert.Equal(["3:10", "5:11"], before.Select(line => line.Split(": ")[0]));
        Assert.EndsWith(" Found in 2 rows. ", Assert.Single(Found().Skip(2)), StringComparison.Ordinal);

        List<string> Found() =>
            [.. fileLog.Lines.Select(line => line.Split("orders.csv:")).Where(parts => parts.Length == 2).Select(parts => parts[1])];
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_at_the_start_and_when_it_goes_with_its_path_as_configured()
    {
        var sources = Sources();
        var file = Assert.Single(sources.Files);
        await file.Refresh();
        file.LookAfter();
        Write("number;email;state\n7;a@b.pl;sent\n");
        await file.Refresh();
        File.Delete(Path);
        file.LookAfter();
        file.LookAfter();

        Assert.Equal(
            [
                $"Warning: The file of orders of shop demo is not there: {Path}; no orders are known. ",
                "Information: The orders of shop demo were read: 1. ",
                $"Warning: The file of orders of shop demo is not there: {Path}; the orders that were read before stand, for a day. ",
            ],
            fileLog.Lines);
    }

    [Fact]
    public async Task While_a_file_is_being_written_the_old_orders_stand()
    {
        Write("number;email;state\n7;a@b.pl;sent\n");
        var sources = Sources();
        await State(sources);

        Write("number;email;state\n8;a@b.pl;paid\n", DateTime.UtcNow);

        Assert.Equal(OrderState.Sent, await State(sources));
    }

    [Theory]
    [InlineData("number;email;state\n7;a@b.pl;delivered\n8;a@b")]
    [InlineData("number;email;state\n")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task A_file_that_cannot_be_believed_leaves_the_old_orders_until_it_is_mended(string broken)
    {
        Write("number;email;state\n7;a@b.pl;sent\n");
        var sources = Sources();
        await State(sources);

        Write(broken);
        var meanwhile = await State(sources);
        await State(sources);
        Write("number;email;state\n7;a@b.pl;delivered\n");

        Assert.Equal(OrderState.Sent, meanwhile);
        Assert.Equal(OrderState.Delivered, await State(sources));
        Assert.Single(
            fileLog.Lines, line => line.Contains("was not taken: the orders that were read before stand", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_may_be_a_link_that_is_led_elsewhere()
    {
        var (first, second) = (System.IO.Path.Combine(folder.FullName, "1.csv"), System.IO.Path.Combine(folder.FullName, "2.csv"));
        File.WriteAllText(first, "number;email;state\n7;a@b.pl;sent\n");
        File.WriteAllText(second, "number;email;state\n7;a@b.pl;paid\n");
        foreach (var file in new[] { first, second })
        {
            File.SetLastWriteTimeUtc(file, changedAt);
        }
        File.CreateSymbolicLink(Path, first);
        var sources = Sources();
        var before = await State(sources);

        File.Delete(Path);
        File.CreateSymbolicLink(Path, second);
        var after = await State(sources);

        Assert.Equal((OrderState.Sent, OrderState.Paid), (before, after));
    }

    [Fact]
    public async Task Orders_whose_file_is_gone_stand_for_a_day()
    {
        Write("number;email;state\n7;a@b.pl;sent\n");
        var sources = Sources();
        await State(sources);
        File.Delete(Path);

        time.Advance(TimeSpan.FromHours(23));
        var first = await State(sources);
        time.Advance(TimeSpan.FromHours(1));
        var then = await Find(sources, "7", "a@b.pl");

        Assert.Equal(OrderState.Sent, first);
        Assert.Equal(new OrderAnswer.Unavailable($"the file of orders is not there: {Path}"), then);
    }

    [Fact]
    public async Task A_file_that_was_never_there_is_said_once_a_minute()
    {
        var sources = Sources(("RateLimits:Enabled", "false"));

        for (var number = 0; number < 20; number++)
        {
            Assert.IsType<OrderAnswer.Unavailable>(await Find(sources, "7", "a@b.pl"));
        }

        Assert.Equal(
            [
                $"Warning: The orders of shop demo cannot be asked about: the file of orders is not there: {Path}; "
                + "1 such since the last line. ",
            ],
            faultLog.Lines);
    }

    [Theory]
    [InlineData("Encoding", "latin2", "Shops:demo:Orders:Encoding is 'latin2'; it is utf-8 or windows-1250.")]
    [InlineData("Columns:nummer", "Nr", "Shops:demo:Orders:Columns:nummer names no column of ours")]
    [InlineData("States:Wysłane", "shipped", "Shops:demo:Orders:States:Wysłane is 'shipped', which is no state")]
    public void Settings_that_make_no_sense_stop_the_start(string key, string value, string said)
    {
        var failure = Assert.Throws<StartFailure>(() => Sources(($"Shops:demo:Orders:{key}", value)));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    private void Write(string text, DateTime? at = null)
    {
        File.WriteAllText(Path, text);
        changedAt += TimeSpan.FromMinutes(1);
        File.SetLastWriteTimeUtc(Path, at ?? changedAt);
    }

    private static Task<OrderAnswer> Find(OrderSources sources, string number, string email) =>
        sources.Find("demo", Conversation, number, email, CancellationToken.None);

    private static async Task<OrderState?> State(OrderSources sources) =>
        Assert.IsType<OrderAnswer.Found>(await Find(sources, "7", "a@b.pl")).Order.State;

    private OrderSources Sources(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Prepend((Key: "Shops:demo:Orders:File", Value: Path))
                .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        var limits = new RateLimits(
            Options.Create(configuration.GetSection(RateLimitOptions.Section).Get<RateLimitOptions>() ?? new RateLimitOptions()),
            time, lines, NullLogger<RateLimits>.Instance);
        var faults = new OrderFaults(lines, faultLog);
        return new OrderSources(
            configuration, new OrderSourceFactory(new CurrentKnowledge(), http, faults, time, fileLog), limits, faults, time);
    }
}
