"""Every SQL statement of the SQLite store, named."""

from bot.store.protocol import UNFOUND

# Of the connection that serves.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk before it returns
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
)

CITIZENS_OF = "SELECT alias, citizen FROM alias WHERE alias IN ({})"
SESSIONS_OF = "SELECT citizen, sequence, memory, answers FROM session WHERE citizen IN ({})"

# A merged citizen's older messages stay under the older key, which is an alias of the newer one.
SEEN_AMONG = """
WITH asked (citizen, wamid) AS (VALUES {})
SELECT citizen, wamid FROM asked
WHERE EXISTS (SELECT 1 FROM message m WHERE m.citizen = asked.citizen AND m.wamid = asked.wamid)
   OR EXISTS (SELECT 1 FROM alias a JOIN message m ON m.citizen = a.alias
              WHERE a.citizen = asked.citizen AND m.wamid = asked.wamid)
"""

LINK = """
INSERT INTO alias (alias, citizen, mark) VALUES (?, ?, ?)
ON CONFLICT (alias) DO UPDATE SET citizen = excluded.citizen, mark = excluded.mark
"""
UNLINK = "DELETE FROM alias WHERE alias = ?"
MERGE_ALIASES = "UPDATE alias SET citizen = ? WHERE citizen = ?"
DROP_SESSION = "DELETE FROM session WHERE citizen = ?"
SAVE_SESSION = """
INSERT INTO session (citizen, sequence, memory, seen_at, answers) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (citizen) DO UPDATE
SET sequence = excluded.sequence, memory = excluded.memory, seen_at = excluded.seen_at,
    answers = excluded.answers
"""
ADMIT = """
INSERT INTO message (citizen, wamid, fate, detail, received_at, number, content, address,
                     expires_at, due_at, settled_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
UNBEGUN = """
SELECT citizen, number FROM message
WHERE (citizen, number) IN (VALUES {}) AND fate = 'waiting' AND attempt = 0
"""
SUPERSEDE = """
UPDATE message SET fate = 'expired', detail = 'superseded', settled_at = ?, due_at = NULL,
    content = NULL, address = NULL
WHERE citizen = ? AND number = ?
"""
COUNT_FACT = """
INSERT INTO fact (day, name, subject, count) VALUES (?, ?, ?, ?)
ON CONFLICT (day, name, subject) DO UPDATE SET count = count + excluded.count
"""

WAITING = """
SELECT citizen, number, content, address, expires_at, due_at, attempt, is_attempted
FROM message WHERE fate = 'waiting' AND (citizen, number) > (?, ?)
ORDER BY citizen, number LIMIT ?
"""
MERGED_WAITING = """
SELECT DISTINCT m.citizen, a.citizen FROM message m JOIN alias a ON a.alias = m.citizen
WHERE m.fate = 'waiting'
"""

ACCOUNT = """
SELECT fate, sum(n) FROM (
    SELECT fate, count(*) AS n FROM message GROUP BY fate
    UNION ALL SELECT fate, count FROM purged
) GROUP BY fate
"""
FORGET_ADDRESSES = """
UPDATE message SET content = NULL, address = NULL
WHERE rowid IN (SELECT rowid FROM message
                WHERE address IS NOT NULL AND fate <> 'waiting' AND expires_at < ? LIMIT ?)
"""
COUNT_PURGED = """
INSERT INTO purged (fate, count)
SELECT fate, count(*) FROM (SELECT fate FROM message
    WHERE received_at < ? AND fate <> 'waiting' ORDER BY received_at LIMIT ?) GROUP BY fate
ON CONFLICT (fate) DO UPDATE SET count = count + excluded.count
"""
PURGE = """
DELETE FROM message WHERE rowid IN (SELECT rowid FROM message
    WHERE received_at < ? AND fate <> 'waiting' ORDER BY received_at LIMIT ?)
RETURNING citizen
"""
# Who only ever sent what needs no answer has no session.
DROP_STRANGER = """
DELETE FROM alias WHERE citizen = ?1
    AND NOT EXISTS (SELECT 1 FROM session WHERE citizen = ?1)
    AND NOT EXISTS (SELECT 1 FROM message WHERE citizen = ?1)
"""
DROP_ANSWERS = "UPDATE session SET answers = NULL WHERE answers IS NOT NULL AND seen_at < ?"
WINDOW_END = """
SELECT max(citizen), count(*)
FROM (SELECT citizen FROM session WHERE citizen > ? ORDER BY citizen LIMIT ?)
"""
IDLE = """
SELECT citizen
FROM (SELECT citizen, seen_at FROM session WHERE citizen > ? ORDER BY citizen LIMIT ?)
WHERE seen_at < ? ORDER BY citizen LIMIT ?
"""
DROP_ALIASES = "DELETE FROM alias WHERE citizen = ?"
DROP_SEEKERS = """
DELETE FROM seeker WHERE (word, citizen) IN (SELECT word, citizen FROM seeker
    WHERE day < ? ORDER BY day LIMIT ?)
"""
# A hash tells nothing any more once those who used its word are forgotten.
DROP_HASHES = f"""
DELETE FROM fact WHERE name = '{UNFOUND}' AND subject LIKE '#%' AND day < ?
"""  # noqa: S608 - put together from constants
# A month's sum stands under its first day.
_DAYS = """
SELECT day, name, subject, count FROM fact WHERE day < ? AND substr(day, 9) <> '01'
ORDER BY day, name, subject LIMIT ?
"""
SUM_FACTS = f"""
INSERT INTO fact (day, name, subject, count)
SELECT substr(day, 1, 8) || '01' AS month, name, subject, sum(count) FROM ({_DAYS})
WHERE true GROUP BY month, name, subject
ON CONFLICT (day, name, subject) DO UPDATE SET count = count + excluded.count
"""  # noqa: S608 - put together from constants
DROP_SUMMED = f"""
DELETE FROM fact WHERE (day, name, subject) IN (SELECT day, name, subject FROM ({_DAYS}))
"""  # noqa: S608 - put together from constants
# Each is later than the one before, wherever the clock is: else nobody could tell what is older.
HEARTBEAT = """
INSERT INTO heartbeat (only, at) VALUES (1, ?)
ON CONFLICT (only) DO UPDATE SET at = max(at + 0.001, excluded.at) RETURNING at
"""
LAST_HEARTBEAT = "SELECT coalesce(max(at), 0) FROM heartbeat"
