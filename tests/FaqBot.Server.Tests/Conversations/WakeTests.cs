namespace FaqBot.Server.Tests;

public sealed class WakeTests
{
    private static readonly ConversationId Id = new("c1");

    [Fact]
    public void Wake_ups_between_two_waits_collapse_into_one()
    {
        var wakes = new Wakes();
        using var wake = wakes.Add(Id);

        wakes.Ring(Id);
        wakes.Ring(Id);

        Assert.True(wake.Next(CancellationToken.None).IsCompleted);
        Assert.False(wake.Next(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task A_wait_that_was_given_up_does_not_swallow_a_wake_up()
    {
        var wakes = new Wakes();
        using var wake = wakes.Add(Id);
        using var patience = new CancellationTokenSource();
        var wait = wake.Next(patience.Token);
        await patience.CancelAsync();

        wakes.Ring(Id);

        // The bell and the cancellation race: whichever wins, the stream learns of the commit.
        await Task.WhenAny(wait);
        Assert.NotEqual(wait.IsCompletedSuccessfully, wake.Next(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Every_stream_of_a_conversation_is_woken()
    {
        var wakes = new Wakes();
        using var one = wakes.Add(Id);
        using var two = wakes.Add(Id);
        var waits = new[] { one.Next(CancellationToken.None), two.Next(CancellationToken.None) };

        wakes.Ring(Id);

        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(10));
    }
}
