-- Who is who: keyed hash of a phone number or user id → the citizen's random key.
CREATE TABLE alias (
    alias   BLOB PRIMARY KEY,
    citizen BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_citizen ON alias (citizen);

-- Where each citizen is in the conversation. `sequence` numbers their replies.
CREATE TABLE session (
    citizen  BLOB PRIMARY KEY,
    sequence INTEGER NOT NULL,
    memory   BLOB NOT NULL,
    seen_at  REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Every accepted message and its one fate; while it waits, also its reply: this is the outbox.
-- Seen mark and outbox row are one row, so one message can never have two replies.
CREATE TABLE message (
    citizen      BLOB NOT NULL,
    wamid        BLOB NOT NULL,              -- keyed hash of the inbound message's id
    fate         TEXT NOT NULL CHECK (fate IN ('waiting', 'replied', 'ignored', 'expired', 'failed')),
    detail       TEXT NOT NULL DEFAULT '',   -- why ignored, expired or failed; a closed word
    received_at  REAL NOT NULL,
    number       INTEGER,                    -- its place among the citizen's replies
    content      BLOB,                       -- the reply; dropped once it has arrived
    address      BLOB,                       -- where to, encrypted; dropped once it has arrived
    expires_at   REAL,
    due_at       REAL,
    attempt      INTEGER NOT NULL DEFAULT 0, -- POSTs begun
    is_attempted INTEGER NOT NULL DEFAULT 0, -- 1: the last attempt's outcome is not known
    status       TEXT NOT NULL DEFAULT '',   -- sent < delivered < read, or failed
    settled_at   REAL,
    UNIQUE (citizen, wamid)
) STRICT;
CREATE UNIQUE INDEX message_by_number ON message (citizen, number) WHERE number IS NOT NULL;
CREATE INDEX message_waiting ON message (citizen, number) WHERE fate = 'waiting';
CREATE INDEX message_by_age ON message (received_at);

-- What happened how often; no citizen in it.
CREATE TABLE fact (
    day     TEXT NOT NULL,
    name    TEXT NOT NULL,
    subject TEXT NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (day, name, subject)
) STRICT, WITHOUT ROWID;

-- Fates of messages whose rows were purged, so that the account stays whole.
CREATE TABLE purged (
    fate  TEXT PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Written to prove that writing is possible.
CREATE TABLE heartbeat (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    at   REAL NOT NULL
) STRICT;
