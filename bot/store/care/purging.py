"""Dropping and summing up what is past its time, within the transaction of the caller."""

from datetime import UTC, datetime

from bot.store import statements as sql
from bot.store.care.erasing import Database

_WINDOW = 20  # sessions looked at for each one that may go: a few milliseconds


class Purging:
    """Goes through the store in small steps; it begins anew with each process."""

    def __init__(self, database: Database) -> None:
        """Begin at the first session."""
        self._database = database
        self._after = b""  # sessions up to this citizen were looked at in this round
        self._summed_before = ""  # a month; facts of all earlier ones are summed up

    async def step(
        self, now: float, older_than: float, idle_since: float, limit: int, silent_since: float
    ) -> tuple[int, list[bytes]]:
        """Work on at most `limit` rows of each kind: how many were found, and whose sessions went.

        Settled messages go that are `older_than`, sessions `idle_since` then; facts of whole months
        before that are summed by month. Words that few citizens used are forgotten with who
        they were. Answers to questions go from all that are `silent_since`.
        """
        await self._database.execute(sql.DROP_ANSWERS, (silent_since,))
        await self._database.execute(sql.FORGET_ADDRESSES, (now, limit))
        purged = await self._drop_messages(older_than, limit)
        summed = await self._sum_facts(idle_since, limit)
        sought = await self._drop_seekers(idle_since, limit)
        idle = await self._drop_sessions(idle_since, limit)
        return max(purged, summed, sought, len(idle)), idle

    async def _drop_messages(self, older_than: float, limit: int) -> int:
        await self._database.execute(sql.COUNT_PURGED, (older_than, limit))
        rows = await self._database.execute_fetchall(sql.PURGE, (older_than, limit))
        purged = [row[0] for row in rows]
        strangers = [(citizen,) for citizen in sorted(set(purged))]
        await self._database.executemany(sql.DROP_STRANGER, strangers)
        return len(purged)

    async def _drop_sessions(self, idle_since: float, limit: int) -> list[bytes]:
        """Look at some more sessions: an index by age would be written at every turn."""
        window = (self._after, limit * _WINDOW)
        [(last, count)] = await self._database.execute_fetchall(sql.WINDOW_END, window)
        rows = await self._database.execute_fetchall(sql.IDLE, (*window, idle_since, limit))
        idle = [row[0] for row in rows]
        for statement in (sql.DROP_SESSION, sql.DROP_ALIASES):
            await self._database.executemany(statement, [(citizen,) for citizen in idle])
        if len(idle) == limit:
            self._after = idle[-1]
        else:
            self._after = last if count == limit * _WINDOW else b""
        return idle

    async def _drop_seekers(self, before: float, limit: int) -> int:
        day = datetime.fromtimestamp(before, UTC).strftime("%Y-%m-%d")
        dropped = await self._database.execute(sql.DROP_SEEKERS, (day, limit))
        return int(dropped.rowcount)

    async def _sum_facts(self, before: float, limit: int) -> int:
        month = datetime.fromtimestamp(before, UTC).strftime("%Y-%m-01")
        if month == self._summed_before:
            return 0
        await self._database.execute(sql.DROP_HASHES, (month,))
        await self._database.execute(sql.SUM_FACTS, (month, limit))
        dropped = await self._database.execute(sql.DROP_SUMMED, (month, limit))
        if dropped.rowcount < limit:
            self._summed_before = month
        return int(dropped.rowcount)
