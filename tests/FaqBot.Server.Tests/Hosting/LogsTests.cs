using Serilog.Events;

namespace FaqBot.Server.Tests;

public sealed class LogsTests
{
    [Theory]
    [InlineData("Microsoft.Extensions.Hosting.Internal.Host", true)]
    [InlineData("FaqBot.Server.KnowledgeWatch", false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", false)]
    public void Only_what_the_host_says_of_a_failed_start_is_left_out(string source, bool isLeftOut)
    {
        var entry = Entry(source, new StartFailure("The database cannot be opened."));

        Assert.Equal(isLeftOut, Logs.IsStartFailure(entry));
    }

    [Fact]
    public void A_fault_of_ours_is_never_left_out()
    {
        var entry = Entry("Microsoft.Extensions.Hosting.Internal.Host", new InvalidOperationException());

        Assert.False(Logs.IsStartFailure(entry));
    }

    private static LogEvent Entry(string source, Exception exception) => new(
        DateTimeOffset.UnixEpoch, LogEventLevel.Error, exception, MessageTemplate.Empty,
        [new LogEventProperty("SourceContext", new ScalarValue(source))]);
}
