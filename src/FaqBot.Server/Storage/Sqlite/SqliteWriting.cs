using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FaqBot.Server;

/// <summary>The hot path's writes: prepared once, used by the writer's thread alone.</summary>
internal sealed class SqliteWriting : IDisposable
{
    private readonly SqliteStatement insertConversation;
    private readonly SqliteStatement updateConversation;
    private readonly SqliteStatement insertActivity;
    private readonly SqliteStatement insertTurn;
    private readonly SqliteStatement insertOutbox;

    /// <param name="connection">Owned from here on.</param>
    public SqliteWriting(SqliteConnection connection)
    {
        Connection = connection;
        insertConversation = new(connection, """
            INSERT INTO conversations
                (id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at, channel)
            VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT DO NOTHING
            """, 11);
        updateConversation = new(connection, """
            UPDATE conversations
            SET version = version + 1, language = $3, last_sequence = $4, last_timestamp = $5, state = $6, is_ended = $7, updated_at = $8,
                channel = $9
            WHERE id = $1 AND version = $2
            """, 9);
        insertActivity = new(connection, """
            INSERT INTO activities (conversation_id, sequence, timestamp, sender, client_activity_id, type, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, 7);
        insertTurn = new(connection, """
            INSERT INTO turns
                (conversation_id, turn, activity_sequence, input, outcome, entry, score, threshold, knowledge_hash, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, 10);
        insertOutbox = new(connection, """
            INSERT INTO outbox (conversation_id, turn, kind, payload, created_at, attempts) VALUES ($1, $2, $3, $4, $5, 0)
            """, 5);
    }

    public SqliteConnection Connection { get; }

    /// <summary>False, and nothing written, if the conversation is not at the version that the turn was run on.</summary>
    public bool Write(TurnCommit commit, SqliteTransaction transaction)
    {
        if (!WriteConversation(commit.Conversation, transaction))
        {
            return false;
        }
        foreach (var row in commit.Activities)
        {
            insertActivity.Run(
                transaction,
                row.ConversationId, row.Sequence, Microseconds.Of(row.Timestamp), row.Sender, row.ClientActivityId, row.Type, row.Body);
        }
        if (commit.Turn is { } turn)
        {
            insertTurn.Run(
                transaction,
                turn.ConversationId, turn.Turn, turn.ActivitySequence, turn.Input, turn.Outcome,
                turn.Entry, turn.Score, turn.Threshold, turn.KnowledgeHash, Microseconds.Of(turn.At));
        }
        foreach (var row in commit.Outbox)
        {
            insertOutbox.Run(transaction, row.ConversationId, row.Turn, row.Kind, row.Payload, Microseconds.Of(row.CreatedAt));
        }
        return true;
    }

    /// <summary>Whether the store as a whole cannot write at present, so that trying turn by turn would not help.</summary>
    public static bool IsUnavailable(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_FULL
            or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB,
    };

    public void Dispose()
    {
        insertConversation.Dispose();
        updateConversation.Dispose();
        insertActivity.Dispose();
        insertTurn.Dispose();
        insertOutbox.Dispose();
        Connection.Dispose();
    }

    private bool WriteConversation(ConversationRow row, SqliteTransaction transaction)
    {
        if (row.Version == 1)
        {
            return insertConversation.Run(
                transaction,
                row.Id, row.Shop, row.UserId, row.Language, row.LastSequence, Microseconds.Of(row.LastTimestamp),
                row.State, row.IsEnded, Microseconds.Of(row.CreatedAt), Microseconds.Of(row.UpdatedAt), row.Channel) == 1;
        }
        return updateConversation.Run(
            transaction,
            row.Id, row.Version - 1, row.Language, row.LastSequence, Microseconds.Of(row.LastTimestamp),
            row.State, row.IsEnded, Microseconds.Of(row.UpdatedAt), row.Channel) == 1;
    }
}
