"""The SQL of erasing, copying and rewriting, named."""

from bot.store.protocol import UNFOUND

CITIZEN_OF = "SELECT citizen FROM alias WHERE alias = ?"
ALIASES_OF = "SELECT alias FROM alias WHERE citizen = ?"
WAITING_OF = "SELECT count(*) FROM message WHERE citizen = ? AND fate = 'waiting'"

# A reply that is dropped unsent counts as expired, so that the account stays whole.
COUNT_ERASED = """
INSERT INTO purged (fate, count)
SELECT CASE fate WHEN 'waiting' THEN 'expired' ELSE fate END AS ended, count(*)
FROM message WHERE citizen = ? GROUP BY ended
ON CONFLICT (fate) DO UPDATE SET count = count + excluded.count
"""
DROP_MESSAGES = "DELETE FROM message WHERE citizen = ?"
DROP_ALIASES = "DELETE FROM alias WHERE citizen = ?"
DROP_SESSION = "DELETE FROM session WHERE citizen = ?"
DROP_SOUGHT = "DELETE FROM seeker WHERE citizen = ?"
DROP_FAREWELL = "DELETE FROM farewell WHERE citizen = ?"

BID_FAREWELL = """
INSERT INTO farewell (citizen, number) VALUES (?, ?)
ON CONFLICT (citizen) DO UPDATE SET number = excluded.number
"""
SETTLED_FAREWELLS = """
SELECT f.citizen, f.number, coalesce(m.received_at, 0) FROM farewell f
LEFT JOIN message m ON m.citizen = f.citizen AND m.number = f.number
WHERE m.citizen IS NULL OR (m.fate <> 'waiting' AND m.settled_at < ?)
LIMIT ?
"""
# What was said up to the farewell; messages without a reply have no number, but a time.
_UP_TO_FAREWELL = """
WHERE citizen = ? AND fate <> 'waiting' AND (number <= ? OR (number IS NULL AND received_at <= ?))
"""
COUNT_UP_TO_FAREWELL = f"""
INSERT INTO purged (fate, count)
SELECT fate, count(*) FROM message {_UP_TO_FAREWELL} GROUP BY fate
ON CONFLICT (fate) DO UPDATE SET count = count + excluded.count
"""  # noqa: S608 - put together from constants
DROP_UP_TO_FAREWELL = f"DELETE FROM message {_UP_TO_FAREWELL}"  # noqa: S608 - from constants
HAS_RETURNED = "SELECT 1 FROM session WHERE citizen = ? AND sequence > ?"
# An older key of a merged citizen is as long as a citizen's key; the hash of a name is longer.
DROP_OLDER_KEYS = "DELETE FROM alias WHERE citizen = ? AND length(alias) = length(citizen)"
DROP_LINK = """
DELETE FROM alias WHERE alias = ?1 AND NOT EXISTS (SELECT 1 FROM message WHERE citizen = ?1)
"""

PLAN_REWRITE = """
INSERT INTO rewrite (only, due_at) VALUES (1, ?)
ON CONFLICT (only) DO UPDATE SET due_at = min(due_at, excluded.due_at)
"""
REWRITE_DUE = "SELECT 1 FROM rewrite WHERE due_at <= ?"
REWRITE_DONE = "DELETE FROM rewrite"

# A built-in screen such as "@thanks" speaks of the address it came from.
PLACES = """
SELECT state, CASE WHEN state LIKE '@%' THEN subject ELSE '' END AS about, language,
       CASE WHEN state = '@results' THEN hits ELSE '[]' END AS found, count(*) AS waiting
FROM (SELECT json_extract(CAST(memory AS TEXT), '$.state') AS state,
             json_extract(CAST(memory AS TEXT), '$.subject') AS subject,
             json_extract(CAST(memory AS TEXT), '$.language') AS language,
             json_extract(CAST(memory AS TEXT), '$.hits') AS hits FROM session)
GROUP BY state, about, language, found ORDER BY waiting DESC, state, about, language, found
"""
KNOWN_KEYS = "SELECT mark, since FROM pseudonym_key ORDER BY since DESC"
ADD_KEY = """
INSERT INTO pseudonym_key (mark, since) VALUES (?, ?)
ON CONFLICT (mark) DO UPDATE SET since = excluded.since
"""
ADD_OLDER_KEY = "INSERT INTO pseudonym_key (mark, since) VALUES (?, 0) ON CONFLICT DO NOTHING"
DROP_KEY = "DELETE FROM pseudonym_key WHERE mark = ?"
NAMES_UNDER = "SELECT count(*) FROM alias WHERE mark = ?"
CITIZENS_UNDER = "SELECT DISTINCT citizen FROM alias WHERE mark = ?"
DROP_NAMES_UNDER = "DELETE FROM alias WHERE mark = ?"
# Names of before keys were told apart. An older key of a merged citizen is shorter than a hash.
MARK_NAMES = "UPDATE alias SET mark = ? WHERE mark IS NULL AND length(alias) > length(citizen)"
HAS_NAME = "SELECT 1 FROM alias WHERE citizen = ? AND length(alias) > length(citizen) LIMIT 1"
MESSAGES_BEFORE = "SELECT count(*) FROM message WHERE received_at < ?"

# Words that too few citizens used to be known stand under their hashes; they are told as one, "#".
FACTS_SINCE = f"""
SELECT name, CASE WHEN name = '{UNFOUND}' AND subject LIKE '#%' THEN '#' ELSE subject END AS told,
       sum(count) AS total
FROM fact WHERE day >= ? GROUP BY name, told ORDER BY name, total DESC, told
"""  # noqa: S608 - put together from constants
