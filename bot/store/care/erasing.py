"""Forgetting a citizen wholly, within the transaction of the caller."""

from collections.abc import Awaitable, Iterable, Sequence
from typing import Any, Protocol

from bot.store.care import statements as sql
from bot.store.protocol import Erased

_DAY_S = 86_400.0
_ANY = 2**62  # beyond every number of a reply


class Database(Protocol):
    """What is needed of a connection."""

    def execute(self, sql: str, parameters: Iterable[Any] = ..., /) -> Awaitable[Any]:
        """Run one statement; the cursor tells how many rows it changed."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Awaitable[Any]:
        """Run one statement for each row of parameters."""
        ...

    def execute_fetchall(
        self, sql: str, parameters: Iterable[Any] = ..., /
    ) -> Awaitable[Iterable[Any]]:
        """Run one query and read all its rows."""
        ...


async def erase_citizens(database: Database, aliases: Sequence[bytes], now: float) -> Erased:
    """Drop everything that stands under these names, whatever is under way.

    The account of fates stays whole.
    """
    found = {row[0] for alias in aliases for row in await _rows(database, sql.CITIZEN_OF, alias)}
    return await drop_citizens(database, sorted(found), now)


async def drop_citizens(database: Database, citizens: Sequence[bytes], now: float) -> Erased:
    """Drop everything of these citizens. The file is to be rewritten at once."""
    parts = [await _erase(database, citizen) for citizen in citizens]
    if parts:
        await database.execute(sql.PLAN_REWRITE, (now,))
    return Erased(
        tuple(key for part in parts for key in part.citizens),
        sum(part.aliases for part in parts),
        sum(part.sessions for part in parts),
        sum(part.messages for part in parts),
        sum(part.waiting for part in parts),
    )


async def finish_farewells(
    database: Database, settled_before: float, limit: int, now: float
) -> list[bytes]:
    """Erase who asked for it in the chat and whose last reply was settled before a moment.

    Who has written again since keeps what came after, under the same key. Returns the keys of
    whoever was erased. The file is to be rewritten next midnight (UTC), not at each request:
    else anybody could keep it busy with that.
    """
    rows = await database.execute_fetchall(sql.SETTLED_FAREWELLS, (settled_before, limit))
    gone = [(row[0], row[1], row[2]) for row in rows]
    for citizen, number, received_at in gone:
        await _erase_up_to(database, citizen, number, received_at)
    if gone:
        await database.execute(sql.PLAN_REWRITE, ((now // _DAY_S + 1) * _DAY_S,))
    return [citizen for citizen, _, _ in gone]


async def _erase(database: Database, citizen: bytes) -> Erased:
    """Everything of one citizen; among the aliases are the older keys of merged citizens."""
    aliases = [row[0] for row in await _rows(database, sql.ALIASES_OF, citizen)]
    keys = (citizen, *aliases)
    waiting = [row[0] for key in keys for row in await _rows(database, sql.WAITING_OF, key)]
    for key in keys:
        await database.execute(sql.COUNT_ERASED, (key,))
    messages = [(await database.execute(sql.DROP_MESSAGES, (key,))).rowcount for key in keys]
    session = await database.execute(sql.DROP_SESSION, (citizen,))
    for key in keys:
        await database.execute(sql.DROP_FAREWELL, (key,))
        await database.execute(sql.DROP_SOUGHT, (key,))
    await database.execute(sql.DROP_ALIASES, (citizen,))
    return Erased(keys, len(aliases), session.rowcount, sum(messages), sum(waiting))


async def _erase_up_to(database: Database, citizen: bytes, number: int, received_at: float) -> None:
    """What one citizen and the bot said up to a farewell, and all the rest if that was the end."""
    older = [row[0] for row in await _rows(database, sql.ALIASES_OF, citizen)]
    for said in ((citizen, number, received_at), *((key, _ANY, received_at) for key in older)):
        await database.execute(sql.DROP_SOUGHT, (said[0],))
        await database.execute(sql.COUNT_UP_TO_FAREWELL, said)
        await database.execute(sql.DROP_UP_TO_FAREWELL, said)
    await database.execute(sql.DROP_LINK, (citizen,))
    if await database.execute_fetchall(sql.HAS_RETURNED, (citizen, number)):
        await database.execute(sql.DROP_OLDER_KEYS, (citizen,))
    else:
        await database.execute(sql.DROP_ALIASES, (citizen,))
        await database.execute(sql.DROP_SESSION, (citizen,))
    await database.execute(sql.DROP_FAREWELL, (citizen,))


async def _rows(database: Database, statement: str, key: bytes) -> list[Any]:
    return list(await database.execute_fetchall(statement, (key,)))
