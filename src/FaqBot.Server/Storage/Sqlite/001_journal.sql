-- readable-from: 1
-- All instants are integers: microseconds since 1970-01-01, UTC. JSON is UTF-8.

CREATE TABLE conversations (
    id             TEXT    NOT NULL PRIMARY KEY,
    shop           TEXT    NOT NULL,
    user_id        TEXT    NOT NULL,
    language       TEXT    NOT NULL,
    version        INTEGER NOT NULL,           -- raised by every commit; fences it
    last_sequence  INTEGER NOT NULL,
    last_timestamp INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    is_ended       INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a customer can read, in order and without gaps; body is what clients get, byte by byte. With a rowid, because a body
-- does not fit a clustered page: each would get an overflow page of its own.
CREATE TABLE activities (
    conversation_id    TEXT    NOT NULL REFERENCES conversations (id),
    sequence           INTEGER NOT NULL,
    timestamp          INTEGER NOT NULL,
    sender             TEXT    NOT NULL,
    client_activity_id TEXT    NULL,
    type               TEXT    NOT NULL,
    body               BLOB    NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
) STRICT;

CREATE UNIQUE INDEX activities_client_activity_id ON activities (conversation_id, sender, client_activity_id)
    WHERE client_activity_id IS NOT NULL;

-- The inputs of the turns: rerunning them gives the same replies.
CREATE TABLE turns (
    conversation_id   TEXT    NOT NULL REFERENCES conversations (id),
    turn              INTEGER NOT NULL,
    activity_sequence INTEGER NULL,            -- the customer's activity; null for a start
    input             TEXT    NOT NULL,
    outcome           TEXT    NOT NULL,
    entry             TEXT    NULL,
    score             INTEGER NOT NULL,        -- per mille
    threshold         INTEGER NOT NULL,        -- per mille
    knowledge_hash    TEXT    NOT NULL,
    at                INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, turn)
) STRICT, WITHOUT ROWID;

-- Effects of turns, carried out after the commit.
CREATE TABLE outbox (
    id              INTEGER NOT NULL PRIMARY KEY,
    conversation_id TEXT    NOT NULL REFERENCES conversations (id),
    turn            INTEGER NOT NULL,
    kind            TEXT    NOT NULL,
    payload         TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    done_at         INTEGER NULL,
    attempts        INTEGER NOT NULL,
    last_error      TEXT    NULL
) STRICT;

CREATE INDEX outbox_conversation_id ON outbox (conversation_id);
CREATE INDEX outbox_waiting ON outbox (id) WHERE done_at IS NULL;

-- The conversation may not have started yet, so nothing is referenced.
CREATE TABLE resume_tokens (
    hash            BLOB    NOT NULL PRIMARY KEY,   -- SHA-256 of the token
    shop            TEXT    NOT NULL,
    conversation_id TEXT    NOT NULL,
    user_id         TEXT    NOT NULL,
    expires_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX resume_tokens_expires_at ON resume_tokens (expires_at);

CREATE TABLE signing_keys (
    id         TEXT    NOT NULL PRIMARY KEY,
    secret     BLOB    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
