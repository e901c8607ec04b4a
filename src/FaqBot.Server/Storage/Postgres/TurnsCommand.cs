using Npgsql;

namespace FaqBot.Server;

/// <summary>Turns as the columns that <see cref="PostgresHotPath.WriteTurns"/> takes.</summary>
internal static class TurnsCommand
{
    /// <param name="turns">Of different conversations, sorted by id.</param>
    public static NpgsqlBatchCommand Of(IReadOnlyList<TurnCommit> turns)
    {
        CaseWrite[] cases = [.. turns.SelectMany(turn => turn.Cases)];
        var command = new NpgsqlBatchCommand(cases.Length == 0 ? PostgresHotPath.WriteTurns : PostgresHotPath.WriteTurnsWithCases);
        AddConversations(command.Parameters, turns);
        AddActivities(command.Parameters, [.. turns.SelectMany(turn => turn.Activities)]);
        AddTurns(command.Parameters, [.. turns.Select(turn => turn.Turn).OfType<TurnRow>()]);
        AddOutbox(command.Parameters, [.. turns.SelectMany(turn => turn.Outbox)]);
        if (cases.Length > 0)
        {
            AddCases(command.Parameters, [.. cases.Select(write => write.Filed).OfType<CaseRow>()]);
            AddHistory(command.Parameters, [.. turns.SelectMany(turn => turn.Cases.Select(write => (turn, write)))]);
        }
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
        to.AddColumn(rows, row => row.Lane);
        to.AddColumn(rows, row => row.Dedupe);
        to.AddColumn(rows, row => Microseconds.Of(row.DueAt));
    }

    private static void AddCases(NpgsqlParameterCollection to, IReadOnlyList<CaseRow> rows)
    {
        to.AddColumn(rows, row => row.Id);
        to.AddColumn(rows, row => row.Shop);
        to.AddColumn(rows, row => row.Number);
        to.AddColumn(rows, row => row.ConversationId);
        to.AddColumn(rows, row => row.Kind);
        to.AddColumn(rows, row => row.Status);
        to.AddColumn(rows, row => row.Sku);
        to.AddColumn(rows, row => row.ReceivedOn);
        to.AddColumn(rows, row => row.NominalEnd);
        to.AddColumn(rows, row => row.Deadline);
        to.AddColumn(rows, row => row.Promised);
        to.AddColumn(rows, row => row.OrderNumber);
        to.AddColumn(rows, row => row.DueAt is { } due ? Microseconds.Of(due) : (long?)null);
        to.AddColumn(rows, row => row.Team);
        to.AddColumn(rows, row => Microseconds.Of(row.CreatedAt));
    }

    private static void AddHistory(NpgsqlParameterCollection to, IReadOnlyList<(TurnCommit Turn, CaseWrite Write)> all)
    {
        to.AddColumn(all, one => one.Turn.Conversation.Id);
        to.AddColumn(all, one => one.Write.History.CaseId);
        to.AddColumn(all, one => Microseconds.Of(one.Write.History.At));
        to.AddColumn(all, one => one.Write.History.Kind);
        to.AddColumn(all, one => one.Write.History.Actor);
        to.AddColumn(all, one => one.Write.History.Data);
        to.AddColumn(all, one => one.Write.History.ReceiptHash);
        to.AddColumn(all, one => one.Write.Decided?.Status);
        to.AddColumn(all, one => one.Write.Decided?.Outcome);
        to.AddColumn(all, one => one.Write.Decided?.Version);
        (string Conversation, string Case, string Name)[] files =
        [
            .. all.SelectMany(one => one.Write.Files.Select(name => (one.Turn.Conversation.Id, one.Write.History.CaseId, name))),
        ];
        to.AddColumn(files, file => file.Conversation);
        to.AddColumn(files, file => file.Case);
        to.AddColumn(files, file => file.Name);
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
