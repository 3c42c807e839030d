"""Dropping what is past its time, within the transaction of the caller."""

from bot.store import statements as sql
from bot.store.care.erasing import Database


async def purge(
    database: Database, now: float, older_than: float, sessions_older_than: float, limit: int
) -> tuple[int, list[bytes]]:
    """Drop at most `limit` settled messages and idle sessions: how many of the first, and whose."""
    await database.execute(sql.FORGET_ADDRESSES, (now, limit))
    await database.execute(sql.COUNT_PURGED, (older_than, limit))
    purged = [row[0] for row in await database.execute_fetchall(sql.PURGE, (older_than, limit))]
    for citizen in sorted(set(purged)):
        await database.execute(sql.DROP_STRANGER, (citizen,))
    rows = await database.execute_fetchall(sql.IDLE, (sessions_older_than, limit))
    idle = [row[0] for row in rows]
    for citizen in idle:
        await database.execute(sql.DROP_SESSION, (citizen,))
        await database.execute(sql.DROP_ALIASES, (citizen,))
    return len(purged), idle
