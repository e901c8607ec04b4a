-- readable-from: 1

-- Of the order, as the customer gave its number; by when to call; whose it is in the shop.
ALTER TABLE cases ADD COLUMN order_number TEXT NULL;
ALTER TABLE cases ADD COLUMN due_at INTEGER NULL;
ALTER TABLE cases ADD COLUMN team TEXT NULL;

-- How many days before its date the shop was reminded last; 0: alarmed.
ALTER TABLE cases ADD COLUMN told_days INTEGER NULL;

-- What was over before there were reminders is nobody's news. The newest thing that happened tells the time, whatever the clock says.
UPDATE cases SET told_days = 0 WHERE nominal_end < strftime('%Y-%m-%d', (SELECT max(updated_at) FROM conversations) / 1000000, 'unixepoch');

-- Those whose legal date draws near.
CREATE INDEX cases_nominal_end ON cases (nominal_end) WHERE nominal_end IS NOT NULL AND status <> 'resolved' AND status <> 'closed';

-- And those that somebody must call by then.
CREATE INDEX cases_due_at ON cases (due_at) WHERE due_at IS NOT NULL AND status <> 'resolved' AND status <> 'closed';

-- What customers think of the help: once for a conversation, and once for each of its cases.
CREATE TABLE surveys (
    conversation_id TEXT    NOT NULL REFERENCES conversations (id),
    case_number     TEXT    NOT NULL,               -- empty: the conversation
    shop            TEXT    NOT NULL,
    score           INTEGER NOT NULL,
    comment         TEXT    NULL,
    language        TEXT    NOT NULL,
    entry           TEXT    NULL,
    dialog          TEXT    NULL,
    agent           TEXT    NULL,                   -- null: the bot
    at              INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, case_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX surveys_page ON surveys (shop, at);
