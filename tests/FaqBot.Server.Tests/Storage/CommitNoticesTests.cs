using Npgsql;

namespace FaqBot.Server.Tests;

/// <summary>What a node tells the others of its commits.</summary>
public sealed class CommitNoticesTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task More_ids_than_fit_one_notice_all_arrive_but_none_of_ones_own()
    {
        using var place = postgres.NewPlace();
        var connectionString = place.Settings.Single(setting => setting.Key == "ConnectionStrings:FaqBot").Value;
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        var (here, there) = (new CommitNotices(), new CommitNotices());
        using var stop = new CancellationTokenSource(Patience);
        var (isHeard, isLast) = (new TaskCompletionSource(), new TaskCompletionSource());
        var rung = new List<string>();
        var listening = here.Listen(source, isHeard.SetResult, Ring, stop.Token);
        await await Task.WhenAny(isHeard.Task, listening);

        await Tell(connection, here, ["own"]);
        // 500 ids of 32 characters are three notices; what fits none is left to the poll.
        var ids = Enumerable.Range(0, 500).Select(number => $"{number:D31}ż").ToList();
        await Tell(connection, there, [.. ids, new string('x', 8_000), "last"]);
        await isLast.Task.WaitAsync(Patience);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
        Assert.Equal([.. ids, "last"], rung);

        void Ring(ConversationId id)
        {
            rung.Add(id.Value);
            if (id.Value == "last")
            {
                isLast.SetResult();
            }
        }
    }

    private static async Task Tell(NpgsqlConnection connection, CommitNotices from, string[] ids)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { from.Command(ids) } };
        await batch.ExecuteNonQueryAsync();
    }
}
