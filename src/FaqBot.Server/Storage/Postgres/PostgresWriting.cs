using System.Diagnostics;
using Npgsql;

namespace FaqBot.Server;

/// <summary>The hot path's writes: a batch of turns goes over in one piece and comes back committed.</summary>
internal sealed class PostgresWriting : BatchWriter
{
    private readonly NpgsqlConnection connection;
    private readonly CommitNotices notices;

    /// <param name="connection">Owned from here on.</param>
    /// <param name="notices">Tells the other nodes.</param>
    public PostgresWriting(NpgsqlConnection connection, CommitNotices notices)
    {
        this.connection = connection;
        this.notices = notices;
    }

    /// <summary>Commands that travel together are one transaction, which the server commits at their end: a single round trip.</summary>
    public override void Write(IReadOnlyList<PendingWrite> batch)
    {
        var rounds = Rounds(batch);
        using var commands = new NpgsqlBatch(connection);
        foreach (var round in rounds)
        {
            commands.BatchCommands.Add(TurnsCommand.Of([.. round.Select(turn => turn.Commit)]));
        }
        commands.BatchCommands.Add(notices.Command(rounds[0].Select(turn => turn.Commit.Conversation.Id)));
        using var reader = commands.ExecuteReader();
        foreach (var round in rounds)
        {
            SetResults(round, reader);
            reader.NextResult();
        }
        // The last step, in which the server says that it has committed.
        if (reader.NextResult())
        {
            throw new UnreachableException();
        }
    }

    public override void Dispose() => connection.Dispose();

    /// <summary>At most one turn of a conversation at a time, sorted by id: so two nodes lock the same rows in the same order.</summary>
    private static List<List<PendingTurn>> Rounds(IReadOnlyList<PendingWrite> batch)
    {
        List<List<PendingTurn>> rounds = [];
        var seen = new Dictionary<string, int>(batch.Count, StringComparer.Ordinal);
        foreach (var turn in batch.Cast<PendingTurn>())
        {
            var round = seen[turn.Commit.Conversation.Id] = seen.GetValueOrDefault(turn.Commit.Conversation.Id, -1) + 1;
            if (round == rounds.Count)
            {
                rounds.Add(new List<PendingTurn>(batch.Count));
            }
            rounds[round].Add(turn);
        }
        rounds.ForEach(round => round.Sort((one, other) => string.CompareOrdinal(one.Commit.Conversation.Id, other.Commit.Conversation.Id)));
        return rounds;
    }

    private static void SetResults(List<PendingTurn> round, NpgsqlDataReader written)
    {
        var ids = new HashSet<string>(round.Count, StringComparer.Ordinal);
        while (written.Read())
        {
            ids.Add(written.GetString(0));
        }
        foreach (var turn in round)
        {
            turn.Result = ids.Contains(turn.Commit.Conversation.Id) ? CommitResult.Committed : CommitResult.Conflict;
        }
    }
}
