"""Which pseudonym keys a store is written with, within the transaction of the caller."""

from collections.abc import Sequence

from bot.errors import StoreRefused
from bot.store.care import statements as sql
from bot.store.care.erasing import Database, drop_citizens
from bot.store.protocol import Erased

_END = 2.0**62  # after every moment


async def claim_keys(database: Database, marks: Sequence[bytes], now: float) -> int:
    """Put the keys with these marks on record, newest first; how many names stand under older ones.

    A key that is not among them is let go of once nothing stands under it any more; raises
    StoreRefused while something does.
    """
    known = await _known(database)
    if not known:
        await database.execute(sql.MARK_NAMES, (marks[-1],))
    until = _END
    for mark, since in known:
        if mark not in marks:
            await _refuse_loss(database, mark, until)
            await database.execute(sql.DROP_KEY, (mark,))
        until = since
    if not known or known[0][0] != marks[0]:
        await database.execute(sql.ADD_KEY, (marks[0], now))
    for mark in marks[1:]:
        await database.execute(sql.ADD_OLDER_KEY, (mark,))
    return sum([await _names_under(database, mark) for mark in marks[1:]])


async def leave_keys(database: Database, marks: Sequence[bytes], now: float) -> Erased:
    """Forget names under keys that have none of these marks, and who is known by no other name."""
    lost = [mark for mark, _ in await _known(database) if mark not in marks]
    citizens = {row[0] for m in lost for row in await _rows(database, sql.CITIZENS_UNDER, m)}
    names = [(await database.execute(sql.DROP_NAMES_UNDER, (mark,))).rowcount for mark in lost]
    gone = [c for c in sorted(citizens) if not await _rows(database, sql.HAS_NAME, c)]
    for mark in lost:
        await database.execute(sql.DROP_KEY, (mark,))
    erased = await drop_citizens(database, gone, now)
    return Erased(erased.citizens, sum(names), erased.sessions, erased.messages, erased.waiting)


async def _refuse_loss(database: Database, mark: bytes, until: float) -> None:
    """Raise StoreRefused if names, or messages admitted before a moment, stand under a key."""
    names = await _names_under(database, mark)
    found = await database.execute_fetchall(sql.MESSAGES_BEFORE, (until,))
    messages = int(next(iter(found))[0])
    if names or messages:
        raise StoreRefused(
            f"{names} names and {messages} messages stand under a BOT_PSEUDONYM_KEY that is not "
            "given: give it again behind the newest (new,old), or forget them with drop-key"
        )


async def _names_under(database: Database, mark: bytes) -> int:
    return int((await _rows(database, sql.NAMES_UNDER, mark))[0][0])


async def _known(database: Database) -> list[tuple[bytes, float]]:
    """Marks and since when, the newest first."""
    return [(row[0], row[1]) for row in await database.execute_fetchall(sql.KNOWN_KEYS)]


async def _rows(database: Database, statement: str, key: bytes) -> list[tuple[bytes, ...]]:
    return list(await database.execute_fetchall(statement, (key,)))
