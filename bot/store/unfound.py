"""Words that no service answers, counted for the ministry, within the transaction of the caller.

A word is a keyed hash until the fifth citizen uses it: what one person wrote, a name perhaps, is
written down nowhere. Then its text is kept, who used it is forgotten, and what was counted under
the hash stands under the text.
"""

from collections.abc import Sequence

from bot.store.care.erasing import Database
from bot.store.protocol import UNFOUND, Unfound

ENOUGH = 5  # citizens who used a word, for it to be known

_MERGE = "UPDATE OR IGNORE seeker SET citizen = ?2 WHERE citizen = ?1"
_DROP_MERGED = "DELETE FROM seeker WHERE citizen = ?"
_SEEK = """
INSERT INTO seeker (word, citizen, day)
SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM shared_word WHERE word = ?1)
ON CONFLICT DO NOTHING
"""
_SEEKERS = "SELECT count(*) FROM seeker WHERE word = ?"
_SHARE = "INSERT INTO shared_word (word, text) VALUES (?, ?)"
_DROP_SEEKERS = "DELETE FROM seeker WHERE word = ?"
# A folded word holds letters alone, so that no text begins like a hash.
_COUNT = f"""
INSERT INTO fact (day, name, subject, count)
SELECT ?2, '{UNFOUND}',
       coalesce((SELECT text FROM shared_word WHERE word = ?1), '#' || hex(?1)), 1
WHERE true ON CONFLICT (day, name, subject) DO UPDATE SET count = count + 1
"""  # noqa: S608 - put together from constants
_NAME_COUNTED = f"""
INSERT INTO fact (day, name, subject, count)
SELECT day, name, ?2, count FROM fact WHERE name = '{UNFOUND}' AND subject = '#' || hex(?1)
ON CONFLICT (day, name, subject) DO UPDATE SET count = count + excluded.count
"""  # noqa: S608 - put together from constants
_DROP_COUNTED = f"DELETE FROM fact WHERE name = '{UNFOUND}' AND subject = '#' || hex(?)"  # noqa: S608


async def count_unfound(
    database: Database, merges: Sequence[tuple[bytes, bytes]], unfound: Sequence[Unfound]
) -> None:
    """Count words; `merges` are (from, into) citizens found to be one, who count once."""
    if merges:
        await database.executemany(_MERGE, merges)
        await database.executemany(_DROP_MERGED, [(old,) for old, _ in merges])
    if not unfound:
        return
    await database.executemany(_SEEK, [(at.word, at.citizen, at.day) for at in unfound])
    await database.executemany(_COUNT, [(at.word, at.day) for at in unfound])
    for word, text in {at.word: at.text for at in unfound}.items():
        [(seekers,)] = await database.execute_fetchall(_SEEKERS, (word,))
        if seekers >= ENOUGH:
            await database.execute(_SHARE, (word, text))
            await database.execute(_NAME_COUNTED, (word, text))
            await database.execute(_DROP_COUNTED, (word,))
            await database.execute(_DROP_SEEKERS, (word,))
