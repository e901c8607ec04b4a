-- readable-from: 1

-- Files of customers' messages; stored before the message that shows them, whose conversation may not have started yet.
CREATE TABLE files (
    name            text   NOT NULL PRIMARY KEY,    -- 256 random bits and an ending: the address
    conversation_id text   NOT NULL,
    sequence        bigint NULL,                    -- of the activity that shows it; null until that is known
    content_type    text   NOT NULL,
    download_name   text   NOT NULL,
    bytes           bigint NOT NULL,
    created_at      bigint NOT NULL,
    expires_at      bigint NOT NULL                 -- of the address
);

CREATE INDEX files_conversation_id ON files (conversation_id);
CREATE INDEX files_unsettled ON files (created_at) WHERE sequence IS NULL;

-- In pieces, so that neither writer nor reader ever holds a whole file.
CREATE TABLE file_chunks (
    file    text   NOT NULL REFERENCES files (name),
    number  bigint NOT NULL,
    content bytea  NOT NULL,
    PRIMARY KEY (file, number)
);

-- Photos and videos do not get smaller by being compressed again.
ALTER TABLE file_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
