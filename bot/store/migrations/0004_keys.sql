-- The pseudonym keys in use, by marks that tell nothing of them, and since when each is the newest.
-- Whoever starts without one of them would recognise nobody who is known under it alone.
CREATE TABLE pseudonym_key (
    mark  BLOB PRIMARY KEY,
    since REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Under which key a name's hash was made; NULL for the older keys of merged citizens.
ALTER TABLE alias ADD COLUMN mark BLOB;
