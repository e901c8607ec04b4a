-- readable-from: 1

-- Cases as their history has left them. Days are texts (2026-11-21), so that they sort.
CREATE TABLE cases (
    id              TEXT    NOT NULL PRIMARY KEY,   -- version 7: later ones are greater
    shop            TEXT    NOT NULL,
    number          TEXT    NOT NULL,               -- as the customer was told
    conversation_id TEXT    NOT NULL REFERENCES conversations (id),
    kind            TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    outcome         TEXT    NULL,
    sku             TEXT    NULL,
    received_on     TEXT    NOT NULL,
    nominal_end     TEXT    NULL,
    deadline        TEXT    NULL,
    promised        TEXT    NULL,                   -- what the customer was told
    version         INTEGER NOT NULL,               -- of the newest row of its history
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX cases_number ON cases (shop, number);
CREATE INDEX cases_page ON cases (shop, id);
CREATE INDEX cases_status ON cases (shop, status, id);
CREATE INDEX cases_conversation_id ON cases (conversation_id);

-- What happened to a case, in order. Nothing here is ever changed, and it goes only with its case: that is deleted first, in the same
-- transaction.
CREATE TABLE case_history (
    case_id      TEXT    NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    version      INTEGER NOT NULL,                  -- from 1, without gaps
    at           INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    actor        TEXT    NOT NULL,
    data         TEXT    NOT NULL,
    receipt_hash BLOB    NULL,                      -- SHA-256 of the key by which the customer finds the receipt
    PRIMARY KEY (case_id, version)
) STRICT;

CREATE UNIQUE INDEX case_history_receipt_hash ON case_history (receipt_hash) WHERE receipt_hash IS NOT NULL;

CREATE TRIGGER case_history_changed BEFORE UPDATE ON case_history
BEGIN
    SELECT RAISE(ABORT, 'What happened to a case is never changed.');
END;

CREATE TRIGGER case_history_deleted BEFORE DELETE ON case_history WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id)
BEGIN
    SELECT RAISE(ABORT, 'What happened to a case goes only with the case.');
END;

-- Files that are kept as long as their case; nothing is referenced, for a file may be gone before the case is filed.
CREATE TABLE case_files (
    case_id TEXT NOT NULL REFERENCES cases (id),
    name    TEXT NOT NULL,
    PRIMARY KEY (case_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_files_name ON case_files (name);

-- A verified customer's cases are looked for in all conversations that were ever theirs.
CREATE INDEX customer_conversations_customer ON customer_conversations (shop, customer);

-- What running dialogs began with: of each version of a shop's dialogs its files.
CREATE TABLE pinned_shops (
    hash        TEXT    NOT NULL PRIMARY KEY,
    shop        TEXT    NOT NULL,
    files       BLOB    NOT NULL,                   -- their paths and the hashes of their contents
    in_force_at INTEGER NOT NULL                    -- last known to be
) STRICT, WITHOUT ROWID;

CREATE INDEX pinned_shops_in_force_at ON pinned_shops (in_force_at);

CREATE TABLE pinned_files (
    hash        TEXT    NOT NULL PRIMARY KEY,       -- SHA-256 of the content
    content     BLOB    NOT NULL,                   -- compressed by Brotli
    in_force_at INTEGER NOT NULL                    -- not before any version that it belongs to
) STRICT, WITHOUT ROWID;

CREATE INDEX pinned_files_in_force_at ON pinned_files (in_force_at);
