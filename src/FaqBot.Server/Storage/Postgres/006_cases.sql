-- readable-from: 1

-- Cases as their history has left them. Days are texts (2026-11-21), so that they sort.
CREATE TABLE cases (
    id              text COLLATE "C" NOT NULL PRIMARY KEY,   -- version 7: later ones are greater
    shop            text             NOT NULL,
    number          text             NOT NULL,               -- as the customer was told
    conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
    kind            text             NOT NULL,
    status          text             NOT NULL,
    outcome         text             NULL,
    sku             text             NULL,
    received_on     text COLLATE "C" NOT NULL,
    nominal_end     text COLLATE "C" NULL,
    deadline        text COLLATE "C" NULL,
    promised        text COLLATE "C" NULL,          -- what the customer was told
    version         bigint           NOT NULL,               -- of the newest row of its history
    created_at      bigint           NOT NULL,
    updated_at      bigint           NOT NULL
);

CREATE UNIQUE INDEX cases_number ON cases (shop, number);
CREATE INDEX cases_page ON cases (shop, id);
CREATE INDEX cases_status ON cases (shop, status, id);
CREATE INDEX cases_conversation_id ON cases (conversation_id);

-- What happened to a case, in order. Nothing here is ever changed, and it goes only with its case: that is deleted first, in the same
-- transaction.
CREATE TABLE case_history (
    case_id      text COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    version      bigint           NOT NULL,                  -- from 1, without gaps
    at           bigint           NOT NULL,
    kind         text             NOT NULL,
    actor        text             NOT NULL,
    data         text             NOT NULL,
    receipt_hash bytea            NULL,                      -- SHA-256 of the key by which the customer finds the receipt
    PRIMARY KEY (case_id, version)
);

CREATE UNIQUE INDEX case_history_receipt_hash ON case_history (receipt_hash) WHERE receipt_hash IS NOT NULL;

CREATE FUNCTION keep_case_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM cases WHERE id = OLD.case_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'What happened to a case is never changed, and goes only with the case.';
END
$$;

CREATE TRIGGER case_history_kept BEFORE UPDATE OR DELETE ON case_history FOR EACH ROW EXECUTE FUNCTION keep_case_history();

-- Files that are kept as long as their case; nothing is referenced, for a file may be gone before the case is filed.
CREATE TABLE case_files (
    case_id text COLLATE "C" NOT NULL REFERENCES cases (id),
    name    text             NOT NULL,
    PRIMARY KEY (case_id, name)
);

CREATE INDEX case_files_name ON case_files (name);

-- A verified customer's cases are looked for in all conversations that were ever theirs.
CREATE INDEX customer_conversations_customer ON customer_conversations (shop, customer);

-- What running dialogs began with: of each version of a shop's dialogs its files.
CREATE TABLE pinned_shops (
    hash        text   NOT NULL PRIMARY KEY,
    shop        text   NOT NULL,
    files       bytea  NOT NULL,                    -- their paths and the hashes of their contents
    in_force_at bigint NOT NULL                     -- last known to be
);

CREATE INDEX pinned_shops_in_force_at ON pinned_shops (in_force_at);

CREATE TABLE pinned_files (
    hash        text   NOT NULL PRIMARY KEY,        -- SHA-256 of the content
    content     bytea  NOT NULL,                    -- compressed by Brotli
    in_force_at bigint NOT NULL                     -- not before any version that it belongs to
);

CREATE INDEX pinned_files_in_force_at ON pinned_files (in_force_at);
