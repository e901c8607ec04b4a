-- readable-from: 1

-- Files of customers' messages; stored before the message that shows them, whose conversation may not have started yet.
CREATE TABLE files (
    name            TEXT    NOT NULL PRIMARY KEY,   -- 256 random bits and an ending: the address
    conversation_id TEXT    NOT NULL,
    sequence        INTEGER NULL,                   -- of the activity that shows it; null until that is known
    content_type    TEXT    NOT NULL,
    download_name   TEXT    NOT NULL,
    bytes           INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL                -- of the address
) STRICT, WITHOUT ROWID;

CREATE INDEX files_conversation_id ON files (conversation_id);
CREATE INDEX files_unsettled ON files (created_at) WHERE sequence IS NULL;

-- In pieces, so that neither writer nor reader ever holds a whole file.
CREATE TABLE file_chunks (
    file    TEXT    NOT NULL REFERENCES files (name),
    number  INTEGER NOT NULL,
    content BLOB    NOT NULL,
    PRIMARY KEY (file, number)
) STRICT;
