-- Who used a word that no service answers, until so many have that the word itself may be known.
CREATE TABLE seeker (
    word    BLOB NOT NULL,                   -- keyed hash of the folded word
    citizen BLOB NOT NULL,
    day     TEXT NOT NULL,
    PRIMARY KEY (word, citizen)
) STRICT, WITHOUT ROWID;
CREATE INDEX seeker_by_citizen ON seeker (citizen);
CREATE INDEX seeker_by_day ON seeker (day);

-- Words that so many citizens used that they tell of nobody.
CREATE TABLE shared_word (
    word BLOB PRIMARY KEY,                   -- the same hash
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
