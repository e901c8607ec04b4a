-- readable-from: 1

-- Whether an effect is the oldest open one of its conversation is asked for each that is due; done ones lie about for days.
CREATE INDEX outbox_open ON outbox (conversation_id, kind, id) WHERE done_at IS NULL AND dead_at IS NULL;
