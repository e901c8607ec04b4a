-- readable-from: 1

-- Where replies go: the reference of a Bot Connector conversation as JSON; null for Direct Line, whose clients read the log.
ALTER TABLE conversations ADD COLUMN channel text NULL;

-- What is tried again later, is being tried by a node, or has been given up.
ALTER TABLE outbox ADD COLUMN due_at bigint NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN claimed_until bigint NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN dead_at bigint NULL;

CREATE INDEX outbox_waiting ON outbox (kind, due_at, id) WHERE done_at IS NULL AND dead_at IS NULL;
