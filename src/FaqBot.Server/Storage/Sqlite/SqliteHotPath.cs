namespace FaqBot.Server;

/// <summary>What is run at every message, on SQLite. Prepared once; parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
internal static class SqliteHotPath
{
    public const string Conversation = """
        SELECT id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at, channel
        FROM conversations WHERE id = $1
        """;

    public const string ClientActivity = """
        SELECT sequence FROM activities WHERE conversation_id = $1 AND sender = $2 AND client_activity_id = $3
        """;

    public const string Page = """
        SELECT sequence, body FROM activities WHERE conversation_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
        """;

    public const string InsertConversation = """
        INSERT INTO conversations
            (id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at, channel)
        VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT DO NOTHING
        """;

    public const string UpdateConversation = """
        UPDATE conversations
        SET version = version + 1, language = $3, last_sequence = $4, last_timestamp = $5, state = $6, is_ended = $7, updated_at = $8,
            channel = $9
        WHERE id = $1 AND version = $2 AND created_at = $12 AND NOT EXISTS (
            SELECT 1 FROM activities WHERE conversation_id = $1 AND sender = $10 AND client_activity_id = $11)
        """;

    /// <summary>Into the newest row.</summary>
    public const string Check = """
        UPDATE schema_version SET checked_at = $1 WHERE version = (SELECT max(version) FROM schema_version)
        """;

    public const string InsertActivity = """
        INSERT INTO activities (conversation_id, sequence, timestamp, sender, client_activity_id, type, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    public const string InsertTurn = """
        INSERT INTO turns
            (conversation_id, turn, activity_sequence, input, outcome, entry, score, threshold, knowledge_hash, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    /// <summary>Where there is one of its dedupe already, nothing.</summary>
    public const string InsertOutbox = """
        INSERT INTO outbox (conversation_id, turn, kind, payload, created_at, lane, dedupe, due_at, first_due_at, attempts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Cases that are open, of the conversation ($1) or of the verified customer ($2 is the shop) whose it is; the newest first.
    /// A cross join keeps its order (so SQLite says): else all of the shop's cases may be looked through, for they are sorted by id.
    /// </summary>
    public const string OpenCases = """
        SELECT id, number, kind, sku, received_on, nominal_end, deadline, promised, order_number FROM (
            SELECT $1 AS conversation_id
            UNION
            SELECT other.conversation_id FROM customer_conversations AS this
            JOIN customer_conversations AS other ON other.shop = this.shop AND other.customer = this.customer
            WHERE this.conversation_id = $1 AND this.shop = $2) AS theirs
        CROSS JOIN cases ON cases.conversation_id = theirs.conversation_id AND status NOT IN ('resolved', 'closed')
        ORDER BY id DESC LIMIT $3
        """;

    public const string InsertCase = """
        INSERT INTO cases
            (id, shop, number, conversation_id, kind, status, sku, received_on, nominal_end, deadline, promised, order_number, due_at, team,
            version, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $15)
        """;

    /// <summary>A customer adds to a case that is open; the shop decides ($3 status, $4 outcome, empty to take it back; null as it was)
    /// about one at the version ($5) that it has seen.</summary>
    public const string RaiseCase = """
        UPDATE cases SET version = version + 1, updated_at = $2, status = coalesce($3, status),
            outcome = CASE WHEN $4 IS NULL THEN outcome ELSE nullif($4, '') END
        WHERE id = $1 AND CASE WHEN $5 IS NULL THEN status NOT IN ('resolved', 'closed') ELSE version = $5 END
        """;

    /// <summary>Fails for want of a version where the case was not raised.</summary>
    public const string InsertCaseHistory = """
        INSERT INTO case_history (case_id, version, at, kind, actor, data, receipt_hash)
        VALUES (
            $1,
            (SELECT version FROM cases
            WHERE id = $1 AND CASE WHEN $7 IS NULL THEN status NOT IN ('resolved', 'closed') ELSE version = $7 + 1 END),
            $2, $3, $4, $5, $6)
        """;

    public const string InsertCaseFile = "INSERT INTO case_files (case_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
}
