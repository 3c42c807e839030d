-- Citizens who asked in the chat to be forgotten, until their last reply is settled.
CREATE TABLE farewell (
    citizen BLOB PRIMARY KEY,
    number  INTEGER NOT NULL                 -- of the reply that says goodbye
) STRICT, WITHOUT ROWID;

-- When the whole file is to be written anew, so that erased bytes are nowhere in it.
CREATE TABLE rewrite (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    due_at REAL NOT NULL
) STRICT;
