-- readable-from: 1

-- Conversations of customers whom their shop vouches for; nothing is referenced, for they may not have started yet.
CREATE TABLE customer_conversations (
    conversation_id text COLLATE "C" NOT NULL PRIMARY KEY,
    shop            text             NOT NULL,
    customer        bytea            NOT NULL,   -- SHA-256 of shop and the shop's id of the customer
    user_id         text             NOT NULL,
    is_current      boolean          NOT NULL,   -- the one that the customer comes back to
    since           bigint           NOT NULL
);

-- Two devices at once are given one conversation.
CREATE UNIQUE INDEX customer_conversations_current ON customer_conversations (shop, customer) WHERE is_current;

-- They go when a conversation becomes a customer's.
CREATE INDEX resume_tokens_conversation_id ON resume_tokens (conversation_id);
