using Microsoft.Data.Sqlite;

namespace FaqBot.Server.Tests;

public sealed class PatienceTests
{
    [Fact]
    public async Task A_store_that_is_busy_or_away_is_asked_again()
    {
        var troubles = new Queue<Exception>([new BusyException(), new SqliteException("away", 1), new TimeoutException()]);

        var answer = await Patience.Insist(
            () => troubles.TryDequeue(out var trouble) ? Task.FromException<int>(trouble) : Task.FromResult(7),
            TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(7, answer);
    }

    [Fact]
    public async Task It_ends_at_last()
    {
        await Assert.ThrowsAsync<BusyException>(
            () => Patience.Insist(() => Task.FromException<int>(new BusyException()), TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_no_matter_of_time_is_told_at_once()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<ArgumentException>(() => Patience.Insist(
            () =>
            {
                attempts++;
                return Task.FromException<int>(new ArgumentException("no such shop"));
            },
            TimeSpan.Zero, CancellationToken.None));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task It_ends_when_the_client_has_gone()
    {
        using var gone = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.Insist(
            () =>
            {
                gone.Cancel();
                return Task.FromException<int>(new BusyException());
            },
            TimeSpan.FromDays(1), gone.Token));
    }
}
