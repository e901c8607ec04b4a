namespace FaqBot.Server;

/// <summary>What is run at every message, on PostgreSQL. Prepared by Npgsql; parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
internal static class PostgresHotPath
{
    public const string Conversation = """
        SELECT id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at, channel
        FROM conversations WHERE id = $1
        """;

    public const string ClientActivity = """
        SELECT sequence FROM activities WHERE conversation_id = $1 AND sender = $2 AND client_activity_id = $3
        """;

    /// <summary>Until so many ($3) or so many bytes ($4) are together: what is not wanted is not sent.</summary>
    public const string Page = """
        SELECT sequence, body FROM (
            SELECT sequence, body, sum(octet_length(body)) OVER (ORDER BY sequence) - octet_length(body) AS bytes_before
            FROM (SELECT sequence, body FROM activities WHERE conversation_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3) AS next
        ) AS page WHERE bytes_before < $4 ORDER BY sequence
        """;

    /// <summary>Of conversations ($1) those that have more than was read of them ($2).</summary>
    public const string Moved = """
        SELECT watched.id FROM unnest($1, $2) AS watched (id, seen)
        JOIN conversations ON conversations.id = watched.id AND conversations.last_sequence > watched.seen
        """;

    /// <summary>Whole turns of different conversations, sorted by id. Returns the ids of those that were at the version on which their turn
    /// was run; of the others nothing is written.</summary>
    public const string WriteTurns = Turns + Written;

    /// <summary>The same with what the turns do to cases. It fails as a whole where a case clashes: then each turn is tried
    /// alone.</summary>
    public const string WriteTurnsWithCases = Turns + Cases + Written;

    private const string Written = "SELECT id FROM written";

    private const string Turns = """
        WITH fenced AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS t
                (id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at, channel,
                sender, client_activity_id)
        ), begun AS (
            INSERT INTO conversations
                (id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at, channel)
            SELECT id, shop, user_id, language, version, last_sequence, last_timestamp, state, is_ended, created_at, updated_at, channel
            FROM fenced WHERE version = 1
            ON CONFLICT DO NOTHING
            RETURNING id
        ), continued AS (
            UPDATE conversations AS c
            SET version = fenced.version, language = fenced.language, last_sequence = fenced.last_sequence,
                last_timestamp = fenced.last_timestamp, state = fenced.state, is_ended = fenced.is_ended, updated_at = fenced.updated_at,
                channel = fenced.channel
            FROM fenced
            WHERE fenced.version > 1 AND c.id = fenced.id AND c.version = fenced.version - 1
                AND c.created_at = fenced.created_at AND NOT EXISTS (
                SELECT FROM activities AS a
                WHERE a.conversation_id = fenced.id AND a.sender = fenced.sender AND a.client_activity_id = fenced.client_activity_id)
            RETURNING c.id
        ), written AS (
            SELECT id FROM begun UNION ALL SELECT id FROM continued
        ), new_activities AS (
            INSERT INTO activities (conversation_id, sequence, timestamp, sender, client_activity_id, type, body)
            SELECT a.* FROM unnest($15, $16, $17, $18, $19, $20, $21) AS a (id, sequence, timestamp, sender, client_activity_id, type, body)
            JOIN written USING (id)
        ), new_turns AS (
            INSERT INTO turns (conversation_id, turn, activity_sequence, input, outcome, entry, score, threshold, knowledge_hash, at)
            SELECT t.* FROM unnest($22, $23, $24, $25, $26, $27, $28, $29, $30, $31) AS t
                (id, turn, activity_sequence, input, outcome, entry, score, threshold, knowledge_hash, at)
            JOIN written USING (id)
        ), new_effects AS (
            INSERT INTO outbox (conversation_id, turn, kind, payload, created_at, lane, dedupe, due_at, first_due_at, attempts)
            SELECT e.id, e.turn, e.kind, e.payload, e.created_at, e.lane, e.dedupe, e.due_at, e.due_at, 0
            FROM unnest($32, $33, $34, $35, $36, $37, $38, $39) WITH ORDINALITY AS e
                (id, turn, kind, payload, created_at, lane, dedupe, due_at, place)
            JOIN written USING (id)
            ORDER BY e.place
            ON CONFLICT DO NOTHING
        )

        """;

    /// <summary>What is added to a case that is not open, or decided about one that has moved on, has no version, which the table
    /// refuses.</summary>
    private const string Cases = """
        , filed AS (
            INSERT INTO cases
                (id, shop, number, conversation_id, kind, status, sku, received_on, nominal_end, deadline, promised, order_number, due_at,
                team, version, created_at, updated_at)
            SELECT f.id, f.shop, f.number, f.conversation_id, f.kind, f.status, f.sku, f.received_on, f.nominal_end, f.deadline,
                f.promised, f.order_number, f.due_at, f.team, 1, f.created_at, f.created_at
            FROM unnest($40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54) AS f
                (id, shop, number, conversation_id, kind, status, sku, received_on, nominal_end, deadline, promised, order_number, due_at,
                team, created_at)
            JOIN written ON written.id = f.conversation_id
            RETURNING id, version
        ), said AS (
            SELECT h.* FROM unnest($55, $56, $57, $58, $59, $60, $61, $62, $63, $64) AS h
                (conversation_id, case_id, at, kind, actor, data, receipt_hash, status, outcome, seen)
            JOIN written ON written.id = h.conversation_id
        ), raised AS (
            UPDATE cases SET version = cases.version + 1, updated_at = said.at, status = coalesce(said.status, cases.status),
                outcome = CASE WHEN said.outcome IS NULL THEN cases.outcome ELSE nullif(said.outcome, '') END
            FROM said
            WHERE cases.id = said.case_id
                AND CASE WHEN said.seen IS NULL THEN cases.status NOT IN ('resolved', 'closed') ELSE cases.version = said.seen END
            RETURNING cases.id, cases.version
        ), new_history AS (
            INSERT INTO case_history (case_id, version, at, kind, actor, data, receipt_hash)
            SELECT said.case_id, changed.version, said.at, said.kind, said.actor, said.data, said.receipt_hash
            FROM said LEFT JOIN (SELECT * FROM filed UNION ALL SELECT * FROM raised) AS changed ON changed.id = said.case_id
        ), new_files AS (
            INSERT INTO case_files (case_id, name)
            SELECT f.case_id, f.name FROM unnest($65, $66, $67) AS f (conversation_id, case_id, name)
            JOIN written ON written.id = f.conversation_id
            ON CONFLICT DO NOTHING
        )

        """;

    /// <summary>Cases that are open, of the conversation ($1) or of the verified customer ($2 is the shop) whose it is; the newest first.
    /// "OFFSET 0" is a wall that no plan goes through: else all of the shop's cases may be looked through, for they are sorted by id.
    /// </summary>
    public const string OpenCases = """
        SELECT open.* FROM (
            SELECT $1 AS conversation_id
            UNION
            SELECT other.conversation_id FROM customer_conversations AS this
            JOIN customer_conversations AS other ON other.shop = this.shop AND other.customer = this.customer
            WHERE this.conversation_id = $1 AND this.shop = $2) AS theirs
        CROSS JOIN LATERAL (
            SELECT id, number, kind, sku, received_on, nominal_end, deadline, promised, order_number FROM cases
            WHERE conversation_id = theirs.conversation_id AND status NOT IN ('resolved', 'closed')
            OFFSET 0) AS open
        ORDER BY id DESC LIMIT $3
        """;

    /// <summary>Into the newest row that no other node holds: one that is lost there stops no other. Where all are held nothing is written;
    /// then another node writes.</summary>
    public const string Check = """
        UPDATE schema_version SET checked_at = $1
        WHERE version = (SELECT version FROM schema_version ORDER BY version DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
        """;

    /// <summary>In microseconds.</summary>
    public const string Clock = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    /// <summary>Tells the other nodes.</summary>
    public const string Notify = "SELECT pg_notify($1, payload) FROM unnest($2) AS payload";
}
