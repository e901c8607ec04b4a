using System.Data;
using System.Diagnostics;
using Npgsql;

namespace FaqBot.Server;

/// <summary>The hot path's writes: a batch of turns goes over in one piece and comes back committed.</summary>
internal sealed class PostgresWriting : BatchWriter
{
    private readonly NpgsqlConnection connection;
    private readonly CommitNotices notices;

    /// <param name="connection">Owned from here on. It is opened when there is something to write.</param>
    /// <param name="notices">Tells the other nodes.</param>
    public PostgresWriting(NpgsqlConnection connection, CommitNotices notices)
    {
        this.connection = connection;
        this.notices = notices;
    }

    /// <summary>Commands that travel together are one transaction, which the server commits at their end: a single round trip.</summary>
    public override void Write(IReadOnlyList<PendingWrite> batch)
    {
        EnsureOpen();
        var rounds = Rounds(batch.Where(write => write is not PendingCheck).Cast<PendingTurn>());
        using var commands = new NpgsqlBatch(connection);
        foreach (var round in rounds)
        {
            commands.BatchCommands.Add(TurnsCommand.Of([.. round.Select(turn => turn.Commit)]));
        }
        if (rounds is [var first, ..])
        {
            commands.BatchCommands.Add(notices.Command(first.Select(turn => turn.Commit.Conversation.Id)));
        }
        if (batch.OfType<PendingCheck>().LastOrDefault() is { } check)
        {
            commands.BatchCommands.Add(Command(check));
        }
        Run(commands, rounds);
    }

    public override void Dispose() => connection.Dispose();

    /// <summary>While nothing is written a connection breaks unnoticed, e.g. when the server is restarted: as nothing was sent, it is made
    /// anew. Whatever the server says to that, no turn is to blame for it.</summary>
    private void EnsureOpen()
    {
        if (connection.State == ConnectionState.Open)
        {
            return;
        }
        connection.Close();
        try
        {
            connection.Open();
        }
        catch (PostgresException exception)
        {
            throw new NpgsqlException("PostgreSQL does not let the writer in.", exception);
        }
    }

    private static NpgsqlBatchCommand Command(PendingCheck check) => new(PostgresHotPath.Check)
    {
        Parameters = { new NpgsqlParameter<long> { TypedValue = Microseconds.Of(check.Now) } },
    };

    private static void Run(NpgsqlBatch commands, List<List<PendingTurn>> rounds)
    {
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

    /// <summary>At most one turn of a conversation at a time, sorted by id: so two nodes lock the same rows in the same order.</summary>
    private static List<List<PendingTurn>> Rounds(IEnumerable<PendingTurn> turns)
    {
        List<List<PendingTurn>> rounds = [];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var turn in turns)
        {
            var round = seen[turn.Commit.Conversation.Id] = seen.GetValueOrDefault(turn.Commit.Conversation.Id, -1) + 1;
            if (round == rounds.Count)
            {
                rounds.Add([]);
            }
            rounds[round].Add(turn);
        }
        rounds.ForEach(
            round => round.Sort((one, other) => string.CompareOrdinal(one.Commit.Conversation.Id, other.Commit.Conversation.Id)));
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
