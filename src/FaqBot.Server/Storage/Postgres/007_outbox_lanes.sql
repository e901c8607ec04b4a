-- readable-from: 1

-- Who is to receive an effect: one receiver's trouble holds up no other. Empty: nobody in particular.
ALTER TABLE outbox ADD COLUMN lane text COLLATE "C" NOT NULL DEFAULT '';

-- What there may be one of; a second is not inserted.
ALTER TABLE outbox ADD COLUMN dedupe text COLLATE "C" NULL;

-- As it was inserted: its age counts from then.
ALTER TABLE outbox ADD COLUMN first_due_at bigint NOT NULL DEFAULT 0;

DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (kind, lane, due_at, id) WHERE done_at IS NULL AND dead_at IS NULL;
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (conversation_id, kind, lane, id) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE UNIQUE INDEX outbox_dedupe ON outbox (kind, dedupe) WHERE dedupe IS NOT NULL;
