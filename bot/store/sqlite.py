"""The SQLite store: one process, one connection, every verb one transaction."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import aiosqlite

from bot.clock import Clock
from bot.conversation.session import Session
from bot.errors import StoreError, StoreRefused
from bot.failpoints import ADMIT, BEGIN, PURGE, SETTLE, STATUSES, Failpoints
from bot.store import statements as sql
from bot.store.care import statements as care_sql
from bot.store.care.copying import copy_database
from bot.store.care.erasing import erase_citizens, finish_farewells
from bot.store.care.keys import claim_keys, leave_keys
from bot.store.care.places import count_places
from bot.store.care.purging import Purging
from bot.store.care.scrubbing import BUSY_S, scrub
from bot.store.file.access import Access, listed
from bot.store.file.guard import Guard
from bot.store.file.preparing import prepare
from bot.store.file.soundness import Soundness
from bot.store.protocol import (
    FATES,
    Admission,
    Effects,
    Erased,
    FactCount,
    Fate,
    OutboxEntry,
    Outcome,
    PlaceCount,
    StatusUpdate,
)
from bot.store.recent import Recent
from bot.store.records import message_row, read_session, session_row
from bot.store.settling import statements as settling_sql
from bot.store.settling.settle import record, settle
from bot.store.unfound import count_unfound

logger = logging.getLogger(__name__)

_PROOF_S = 1.0  # each proof is a write that waits for the disk
_REFUSAL_S = 5.0  # how long a refused group makes the store count as unready
_SESSIONS = 50_000  # sessions kept in memory: about 1 kB each


class SqliteStore:
    """Implements `Store`. Reads of sessions are served from memory where they can be.

    `warnings` tells operators what was found when it was opened.
    """

    def __init__(
        self,
        path: Path,
        database: aiosqlite.Connection,
        guard: Guard,
        clock: Clock,
        failpoints: Failpoints,
    ) -> None:
        """Take over an open connection and the guard of its file; use `open_sqlite`."""
        self.path = path
        self.warnings: list[str] = []
        self._database = database
        self._guard = guard
        self._clock = clock
        self._soundness = Soundness(path)
        self._access = Access(database, self._soundness, failpoints)
        self._purging = Purging(database)
        self._sessions: Recent[bytes, Session] = Recent(_SESSIONS)
        self._mark: bytes | None = None  # of the pseudonym key that new names are made with
        self._proved_until = 0.0  # that writing is possible
        self._refusal: tuple[float, StoreError] | None = None  # until when it counts, and why

    async def claim_keys(self, marks: Sequence[bytes]) -> int:
        """Put the keys in use on record; how many names stand under older ones."""
        async with self._access.transaction():
            older = await claim_keys(self._database, marks, self._clock.now())
        self._mark = marks[0]
        return older

    async def leave_keys(self, marks: Sequence[bytes]) -> Erased:
        """Forget names under all other keys, and who is known by no other name; then `scrub`."""
        async with self._access.transaction():
            erased = await leave_keys(self._database, marks, self._clock.now())
        self._sessions.forget(erased.citizens)
        return erased

    async def citizens_of(self, aliases: Sequence[bytes]) -> dict[bytes, bytes]:
        """The citizen of each alias that is known."""
        return dict(await self._access.read(listed(sql.CITIZENS_OF, "?", len(aliases)), aliases))

    async def sessions_of(self, citizens: Sequence[bytes]) -> dict[bytes, Session]:
        """Copies of the sessions of these citizens, of those that have one."""
        found = self._sessions.among(citizens)
        if missing := [citizen for citizen in citizens if citizen not in found]:
            rows = await self._access.read(listed(sql.SESSIONS_OF, "?", len(missing)), missing)
            found.update(map(read_session, rows))
        return {citizen: replace(session) for citizen, session in found.items()}

    async def seen_among(self, keys: Sequence[tuple[bytes, bytes]]) -> set[tuple[bytes, bytes]]:
        """Those (citizen, wamid) pairs that were accepted before."""
        flat = [part for key in keys for part in key]
        rows = await self._access.read(listed(sql.SEEN_AMONG, "(?,?)", len(keys)), flat)
        return {(row[0], row[1]) for row in rows}

    async def admit(self, admission: Admission) -> set[tuple[bytes, int]]:
        """Commit a group durably; what is remembered of sessions changes only after the commit."""
        changed = [*admission.sessions, *(old for old, _ in admission.merges)]
        try:
            async with self._access.transaction(ADMIT):
                await self._change_citizens(admission)
                await self._access.write_many(
                    sql.SAVE_SESSION, map(session_row, admission.sessions.items())
                )
                await self._access.write_many(sql.ADMIT, map(message_row, admission.messages))
                facts = [(*fact, count) for fact, count in admission.facts.items()]
                await self._access.write_many(sql.COUNT_FACT, facts)
                await count_unfound(self._database, admission.merges, admission.unfound)
                superseded = await self._supersede(admission.superseded)
        except BaseException as error:
            self._sessions.forget(changed)
            if isinstance(error, StoreError) and error.retryable:
                self._refusal = (self._clock.monotonic() + _REFUSAL_S, error)
                self._proved_until = 0.0
            raise
        self._refusal = None
        self._sessions.forget(changed)
        self._sessions.remember(admission.sessions)
        return superseded

    async def waiting(self, after: tuple[bytes, int], limit: int) -> list[OutboxEntry]:
        """Replies not yet settled, in the order of (citizen, number), from `after` on."""
        rows = await self._access.read(sql.WAITING, (*after, limit))
        return [OutboxEntry(*row) for row in rows]

    async def merged_waiting(self) -> list[tuple[bytes, bytes]]:
        """Of (old, kept) citizens found to be one, those whose older key has replies waiting."""
        return [(row[0], row[1]) for row in await self._access.read(sql.MERGED_WAITING, ())]

    async def begin_attempts(self, attempts: Sequence[tuple[bytes, int, int]]) -> None:
        """Put (citizen, number, attempt) on record as begun, before anything is posted."""
        async with self._access.transaction(BEGIN):
            rows = [(attempt, citizen, number) for citizen, number, attempt in attempts]
            await self._access.write_many(settling_sql.BEGIN_ATTEMPT, rows)

    async def settle(self, outcomes: Sequence[Outcome]) -> Effects:
        """Record outcomes. One that a status has already settled stays as it is."""
        async with self._access.transaction(SETTLE):
            return await settle(self._database, outcomes, self._clock.now())

    async def record_statuses(self, updates: Sequence[StatusUpdate]) -> Effects:
        """Record statuses, whatever their order. A late failure ends a reply or brings it back."""
        async with self._access.transaction(STATUSES):
            return await record(self._database, updates, self._clock.now())

    async def doubt_all(self) -> None:
        """Put on record that what was begun and not ended by an earlier process is in doubt."""
        async with self._access.transaction():
            await self._database.execute(settling_sql.DOUBT_ALL)

    async def account(self) -> dict[Fate, int]:
        """How many messages have each fate, of all ever accepted."""
        counted = dict(await self._access.read(sql.ACCOUNT, ()))
        return {fate: int(counted.get(fate, 0)) for fate in FATES}

    async def purge(
        self, older_than: float, idle_since: float, limit: int, silent_since: float = 0.0
    ) -> int:
        """Work on at most `limit` rows of each kind; returns how many of one were found."""
        now = self._clock.now()
        async with self._access.transaction(PURGE):
            found, idle = await self._purging.step(now, older_than, idle_since, limit, silent_since)
        self._sessions.forget(idle)
        return found

    async def ping(self) -> None:
        """Prove that the store can be written; raises StoreError with the reason if not.

        A small write may still fit where a group did not: a refusal counts for some seconds.
        """
        now = self._clock.monotonic()
        if self._refusal and now < self._refusal[0]:
            raise self._refusal[1]
        if now < self._proved_until:
            return
        async with self._access.transaction():
            rows = await self._database.execute_fetchall(sql.HEARTBEAT, (self._clock.now(),))
        self._guard.remember(next(iter(rows))[0])
        self._proved_until = self._clock.monotonic() + _PROOF_S

    async def facts_since(self, day: str) -> list[FactCount]:
        """Facts of `day` (YYYY-MM-DD) and later, summed by name and subject."""
        return [FactCount(*row) for row in await self._access.read(care_sql.FACTS_SINCE, (day,))]

    async def forget(self, aliases: Sequence[bytes]) -> Erased:
        """Erase whoever bears these names, waiting replies too; then `scrub` clears the bytes."""
        async with self._access.transaction():
            erased = await erase_citizens(self._database, aliases, self._clock.now())
        self._sessions.forget(erased.citizens)
        return erased

    async def finish_farewells(self, settled_before: float, limit: int) -> int:
        """Erase at most `limit` citizens who asked for it and got their last reply before then."""
        async with self._access.transaction():
            gone = await finish_farewells(self._database, settled_before, limit, self._clock.now())
        self._sessions.forget(gone)
        return len(gone)

    async def scrub(self) -> bool:
        """Clear what was erased out of the file and its WAL; False while a reader hinders it."""
        async with self._access.alone():
            return await scrub(self._database, self._clock.now())

    async def backup(self, target: Path) -> int:
        """Copy the store as it is at one moment, beside all traffic; returns the copy's bytes."""
        try:
            return await copy_database(self.path, target)
        except sqlite3.Error as error:
            raise self._soundness.refusal(error) from None

    async def places(self) -> list[PlaceCount]:
        """How many conversations are at each place, counted beside all traffic."""
        try:
            return await count_places(self.path)
        except sqlite3.Error as error:
            raise self._soundness.refusal(error) from None

    async def close(self) -> None:
        """Let go of the store; nothing may be called after."""
        try:
            async with self._access.undisturbed():
                await self._database.close()
        finally:
            self._guard.close()

    async def compare(self) -> None:
        """Warn where the file is older than what was known of it: a backup, or its log is lost."""
        rows = await self._access.read(sql.LAST_HEARTBEAT, ())
        if warning := self._guard.doubt(rows[0][0]):
            logger.warning(warning)
            self.warnings.append(warning)

    async def _change_citizens(self, admission: Admission) -> None:
        links = [(alias, citizen, self._mark) for alias, citizen in admission.links]
        await self._access.write_many(sql.LINK, links)
        await self._access.write_many(
            sql.MERGE_ALIASES, [(into, old) for old, into in admission.merges]
        )
        await self._access.write_many(sql.LINK, [(*merge, None) for merge in admission.merges])
        await self._access.write_many(sql.UNLINK, [(alias,) for alias in admission.outdated])
        await self._access.write_many(sql.DROP_SESSION, [(old,) for old, _ in admission.merges])
        await self._access.write_many(care_sql.BID_FAREWELL, admission.forgotten)

    async def _supersede(self, keys: Sequence[tuple[bytes, int]]) -> set[tuple[bytes, int]]:
        if not keys:
            return set()
        statement = listed(sql.UNBEGUN, "(?,?)", len(keys))
        flat = [part for key in keys for part in key]
        rows = await self._database.execute_fetchall(statement, flat)
        found = [(row[0], row[1]) for row in rows]
        now = self._clock.now()
        await self._access.write_many(sql.SUPERSEDE, [(now, *key) for key in found])
        return set(found)


async def open_sqlite(
    path: Path,
    clock: Clock,
    failpoints: Failpoints | None = None,
    factory: Callable[..., sqlite3.Connection] = sqlite3.Connection,
) -> SqliteStore:
    """Open the store at `path`, making it if it is not there. Raises StoreRefused.

    `factory` makes the connection that serves, as in `sqlite3.connect`.
    """
    failpoints = failpoints or Failpoints()
    async with AsyncExitStack() as stack:
        # On the loop, since nothing else runs yet: a thread could outlive its caller with the lock.
        guard = stack.enter_context(prepare(path, failpoints))
        try:
            connecting = aiosqlite.connect(
                path, isolation_level=None, timeout=BUSY_S, factory=factory
            )
            database = await stack.enter_async_context(connecting)
            for pragma in sql.PRAGMAS:
                await database.execute(pragma)
        except sqlite3.Error as error:
            raise StoreRefused(f"{path}: cannot be used: {error}") from None
        store = SqliteStore(path, database, guard, clock, failpoints)
        await store.compare()
        stack.pop_all()
    return store
