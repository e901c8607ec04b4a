-- readable-from: 1

-- Conversations of customers whom their shop vouches for; nothing is referenced, for they may not have started yet.
CREATE TABLE customer_conversations (
    conversation_id TEXT    NOT NULL PRIMARY KEY,
    shop            TEXT    NOT NULL,
    customer        BLOB    NOT NULL,   -- SHA-256 of shop and the shop's id of the customer
    user_id         TEXT    NOT NULL,
    is_current      INTEGER NOT NULL,   -- the one that the customer comes back to
    since           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Two devices at once are given one conversation.
CREATE UNIQUE INDEX customer_conversations_current ON customer_conversations (shop, customer) WHERE is_current;

-- They go when a conversation becomes a customer's.
CREATE INDEX resume_tokens_conversation_id ON resume_tokens (conversation_id);
