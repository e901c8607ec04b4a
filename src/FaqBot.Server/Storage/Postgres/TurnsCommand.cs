using Npgsql;

namespace FaqBot.Server;

/// <summary>Turns as the columns that <see cref="PostgresHotPath.WriteTurns"/> takes.</summary>
internal static class TurnsCommand
{
    /// <param name="turns">Of different conversations, sorted by id.</param>
    public static NpgsqlBatchCommand Of(IReadOnlyList<TurnCommit> turns)
    {
        var command = new NpgsqlBatchCommand(PostgresHotPath.WriteTurns);
        AddConversations(command.Parameters, turns);
        AddActivities(command.Parameters, [.. turns.SelectMany(turn => turn.Activities)]);
        AddTurns(command.Parameters, [.. turns.Select(turn => turn.Turn).OfType<TurnRow>()]);
        AddOutbox(command.Parameters, [.. turns.SelectMany(turn => turn.Outbox)]);
        return command;
    }

    private static void AddConversations(NpgsqlParameterCollection to, IReadOnlyList<TurnCommit> turns)
    {
        to.AddColumn(turns, turn => turn.Conversation.Id);
        to.AddColumn(turns, turn => turn.Conversation.Shop);
        to.AddColumn(turns, turn => turn.Conversation.UserId);
        to.AddColumn(turns, turn => turn.Conversation.Language);
        to.AddColumn(turns, turn => turn.Conversation.Version);
        to.AddColumn(turns, turn => turn.Conversation.LastSequence);
        to.AddColumn(turns, turn => Microseconds.Of(turn.Conversation.LastTimestamp));
        to.AddColumn(turns, turn => turn.Conversation.State);
        to.AddColumn(turns, turn => turn.Conversation.IsEnded);
        to.AddColumn(turns, turn => Microseconds.Of(turn.Conversation.CreatedAt));
        to.AddColumn(turns, turn => Microseconds.Of(turn.Conversation.UpdatedAt));
        to.AddColumn(turns, turn => turn.Conversation.Channel);
        to.AddColumn(turns, turn => turn.ClientActivity?.Sender);
        to.AddColumn(turns, turn => turn.ClientActivity?.ClientActivityId);
    }

    private static void AddActivities(NpgsqlParameterCollection to, IReadOnlyList<ActivityRow> rows)
    {
        to.AddColumn(rows, row => row.ConversationId);
        to.AddColumn(rows, row => row.Sequence);
        to.AddColumn(rows, row => Microseconds.Of(row.Timestamp));
        to.AddColumn(rows, row => row.Sender);
        to.AddColumn(rows, row => row.ClientActivityId);
        to.AddColumn(rows, row => row.Type);
        to.AddColumn(rows, row => row.Body);
    }

    private static void AddTurns(NpgsqlParameterCollection to, IReadOnlyList<TurnRow> rows)
    {
        to.AddColumn(rows, row => row.ConversationId);
        to.AddColumn(rows, row => row.Turn);
        to.AddColumn(rows, row => row.ActivitySequence);
        to.AddColumn(rows, row => row.Input);
        to.AddColumn(rows, row => row.Outcome);
        to.AddColumn(rows, row => row.Entry);
        to.AddColumn(rows, row => row.Score);
        to.AddColumn(rows, row => row.Threshold);
        to.AddColumn(rows, row => row.KnowledgeHash);
        to.AddColumn(rows, row => Microseconds.Of(row.At));
    }

    private static void AddOutbox(NpgsqlParameterCollection to, IReadOnlyList<OutboxRow> rows)
    {
        to.AddColumn(rows, row => row.ConversationId);
        to.AddColumn(rows, row => row.Turn);
        to.AddColumn(rows, row => row.Kind);
        to.AddColumn(rows, row => row.Payload);
        to.AddColumn(rows, row => Microseconds.Of(row.CreatedAt));
    }

    extension(NpgsqlParameterCollection parameters)
    {
        private void AddColumn<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
        {
            var column = new TValue[rows.Count];
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = value(rows[row]);
            }
            parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = column });
        }
    }
}
