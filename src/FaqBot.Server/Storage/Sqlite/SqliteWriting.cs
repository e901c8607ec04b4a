using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace FaqBot.Server;

/// <summary>The hot path's writes: prepared once, used by the writer's thread alone.</summary>
internal sealed class SqliteWriting : BatchWriter
{
    private readonly SqliteConnection connection;
    private readonly SqliteCheckpoints checkpoints;
    private readonly SqliteStatement insertConversation;
    private readonly SqliteStatement updateConversation;
    private readonly SqliteStatement insertActivity;
    private readonly SqliteStatement insertTurn;
    private readonly SqliteStatement insertOutbox;
    private readonly SqliteStatement insertCase;
    private readonly SqliteStatement raiseCase;
    private readonly SqliteStatement insertCaseHistory;
    private readonly SqliteStatement insertCaseFile;
    private readonly SqliteStatement check;

    /// <param name="connection">Owned from here on.</param>
    /// <param name="checkpoints">Those of this connection; owned too.</param>
    public SqliteWriting(SqliteConnection connection, SqliteCheckpoints checkpoints)
    {
        this.connection = connection;
        this.checkpoints = checkpoints;
        insertConversation = new(connection, SqliteHotPath.InsertConversation, 11);
        updateConversation = new(connection, SqliteHotPath.UpdateConversation, 12);
        insertActivity = new(connection, SqliteHotPath.InsertActivity, 7);
        insertTurn = new(connection, SqliteHotPath.InsertTurn, 10);
        insertOutbox = new(connection, SqliteHotPath.InsertOutbox, 8);
        insertCase = new(connection, SqliteHotPath.InsertCase, 15);
        raiseCase = new(connection, SqliteHotPath.RaiseCase, 5);
        insertCaseHistory = new(connection, SqliteHotPath.InsertCaseHistory, 7);
        insertCaseFile = new(connection, SqliteHotPath.InsertCaseFile, 2);
        check = new(connection, SqliteHotPath.Check, 1);
    }

    public override void Write(IReadOnlyList<PendingWrite> batch)
    {
        checkpoints.SeeToLog();
        using var transaction = connection.BeginTransaction();
        foreach (var write in batch)
        {
            write.Result = Write(write, transaction);
        }
        transaction.Commit();
    }

    public override void Dispose()
    {
        checkpoints.Dispose();
        insertConversation.Dispose();
        updateConversation.Dispose();
        insertActivity.Dispose();
        insertTurn.Dispose();
        insertOutbox.Dispose();
        insertCase.Dispose();
        raiseCase.Dispose();
        insertCaseHistory.Dispose();
        insertCaseFile.Dispose();
        check.Dispose();
        connection.Dispose();
    }

    private CommitResult Write(PendingWrite write, SqliteTransaction transaction)
    {
        switch (write)
        {
            case PendingTurn turn:
                return Write(turn.Commit) ? CommitResult.Committed : CommitResult.Conflict;
            case PendingCheck pending:
                check.Run(Microseconds.Of(pending.Now));
                return CommitResult.Committed;
            case PendingJob job:
                using (var db = FaqBotDb.Within(connection, transaction))
                {
                    // SQLite knows nothing asynchronous: the task is complete when it is returned.
                    job.Run(db, CancellationToken.None).GetAwaiter().GetResult();
                }
                return CommitResult.Committed;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>False, and nothing written, if the conversation is not at the version that the turn was run on, or has the
    /// activity already.</summary>
    private bool Write(TurnCommit commit)
    {
        if (!WriteConversation(commit.Conversation, commit.ClientActivity))
        {
            return false;
        }
        foreach (var row in commit.Activities)
        {
            insertActivity.Run(
                row.ConversationId, row.Sequence, Microseconds.Of(row.Timestamp), row.Sender, row.ClientActivityId, row.Type, row.Body);
        }
        if (commit.Turn is { } turn)
        {
            insertTurn.Run(
                turn.ConversationId, turn.Turn, turn.ActivitySequence, turn.Input, turn.Outcome,
                turn.Entry, turn.Score, turn.Threshold, turn.KnowledgeHash, Microseconds.Of(turn.At));
        }
        foreach (var row in commit.Outbox)
        {
            insertOutbox.Run(
                row.ConversationId, row.Turn, row.Kind, row.Payload, Microseconds.Of(row.CreatedAt), row.Lane, row.Dedupe,
                Microseconds.Of(row.DueAt));
        }
        foreach (var write in commit.Cases)
        {
            WriteCase(write);
        }
        return true;
    }

    private void WriteCase(CaseWrite write)
    {
        var history = write.History;
        if (write.Filed is { } row)
        {
            insertCase.Run(
                row.Id, row.Shop, row.Number, row.ConversationId, row.Kind, row.Status, row.Sku,
                row.ReceivedOn, row.NominalEnd, row.Deadline, row.Promised, row.OrderNumber,
                row.DueAt is { } due ? Microseconds.Of(due) : null, row.Team, Microseconds.Of(row.CreatedAt));
        }
        else
        {
            raiseCase.Run(
                history.CaseId, Microseconds.Of(history.At), write.Decided?.Status, write.Decided?.Outcome, write.Decided?.Version);
        }
        insertCaseHistory.Run(
            history.CaseId, Microseconds.Of(history.At), history.Kind, history.Actor, history.Data, history.ReceiptHash,
            write.Decided?.Version);
        foreach (var name in write.Files)
        {
            insertCaseFile.Run(history.CaseId, name);
        }
    }

    private bool WriteConversation(ConversationRow row, ActivityRow? posted)
    {
        if (row.Version == 1)
        {
            return insertConversation.Run(
                row.Id, row.Shop, row.UserId, row.Language, row.LastSequence, Microseconds.Of(row.LastTimestamp),
                row.State, row.IsEnded, Microseconds.Of(row.CreatedAt), Microseconds.Of(row.UpdatedAt), row.Channel) == 1;
        }
        return updateConversation.Run(
            row.Id, row.Version - 1, row.Language, row.LastSequence, Microseconds.Of(row.LastTimestamp),
            row.State, row.IsEnded, Microseconds.Of(row.UpdatedAt), row.Channel, posted?.Sender, posted?.ClientActivityId,
            Microseconds.Of(row.CreatedAt)) == 1;
    }
}
