namespace FaqBot.Server.Tests;

public sealed class WakeTests : IDisposable
{
    private static readonly ConversationId Id = new("c1");

    private readonly Wakes wakes = new();
    private readonly Wake wake;

    public WakeTests() => wake = wakes.Add(Id);

    public void Dispose() => wake.Dispose();

    [Fact]
    public void What_follows_without_a_gap_is_told_together()
    {
        Commit(2, 3);
        Commit(4);

        var told = wake.Take();

        Assert.Equal([2, 3, 4], told?.Activities.Select(body => (int)body.Span[0]));
        Assert.Equal((1, 4), (told?.Before, told?.Watermark));
    }

    [Fact]
    public void After_a_gap_the_log_must_be_read()
    {
        Commit(2);
        Commit(4);

        Assert.Null(wake.Take());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_commit_of_another_node_the_log_must_be_read_whatever_came_before_or_after(bool isFirst)
    {
        Commit(isFirst ? [] : [2]);
        wakes.Ring(Id, null);
        Commit(isFirst ? [2] : []);

        Assert.Null(wake.Take());
    }

    [Fact]
    public void More_than_a_slow_stream_should_be_kept_is_left_to_the_log()
    {
        for (byte sequence = 1; sequence <= 33; sequence++)
        {
            Commit(sequence);
        }

        Assert.Null(wake.Take());
    }

    [Fact]
    public void What_was_taken_is_not_told_again()
    {
        wakes.Ring(Id, null);
        wake.Take();
        Commit(3);

        var told = wake.Take();

        Assert.Equal(2, told?.Before);
        Assert.Equal([], wake.Take()?.Activities);
    }

    private void Commit(params byte[] sequences)
    {
        if (sequences is [.., var last])
        {
            wakes.Ring(Id, () => new ActivityPage([.. sequences.Select(sequence => (ReadOnlyMemory<byte>)new[] { sequence })], last));
        }
    }
}
