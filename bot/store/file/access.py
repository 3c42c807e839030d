"""Two connections: one writes, a verb at a time and whole or not; one reads beside it."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from typing import Any, Protocol

from bot.failpoints import UNNAMED, Failpoints, Stages
from bot.store.file.soundness import Soundness

logger = logging.getLogger(__name__)

_FAULTS = (sqlite3.Error, MemoryError)


class Connection(Protocol):
    """What is needed of a connection whose calls are awaited."""

    def execute(self, sql: str, parameters: Iterable[Any] = ..., /) -> Awaitable[Any]:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Iterable[Any]], /) -> Awaitable[Any]:
        """Run one statement for each row of parameters."""
        ...

    def execute_fetchall(
        self, sql: str, parameters: Iterable[Any] = ..., /
    ) -> Awaitable[Iterable[Any]]:
        """Run one query and read all its rows."""
        ...

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    async def commit(self) -> None:
        """End the transaction; durable when this returns."""
        ...

    async def rollback(self) -> None:
        """Take the transaction back."""
        ...


class Access:
    """The way to the connections; the database's refusals come out as StoreError."""

    def __init__(
        self,
        database: Connection,
        reader: Connection,
        soundness: Soundness,
        failpoints: Failpoints,
    ) -> None:
        """Guard the open connection that writes, which nobody else may use meanwhile."""
        self._database = database
        self._reader = reader
        self._soundness = soundness
        self._failpoints = failpoints
        self._turn = asyncio.Lock()

    async def read(self, statement: str, parameters: Iterable[Any]) -> list[Any]:
        """All rows of one query, of what is committed.

        It waits for nobody: a turn reads three times, and each wait would be for a disk.
        """
        try:
            return list(await self._reader.execute_fetchall(statement, tuple(parameters)))
        except _FAULTS as error:
            raise self._soundness.refusal(error) from None

    async def write_many(self, *writes: tuple[str, Iterable[Any]]) -> None:
        """Each statement once for each of its rows, within a transaction of the caller.

        All are handed to the database's thread at once: a way there and back between two of them
        costs more than most statements do.
        """
        listed = [(statement, rows) for statement, given in writes if (rows := list(given))]
        calls = [self._database.executemany(statement, rows) for statement, rows in listed]
        for ended in await asyncio.gather(*calls, return_exceptions=True):
            if isinstance(ended, BaseException):
                raise ended

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Nobody else's statements in between."""
        try:
            async with self._turn:
                await self._end_leftover()
                yield
        except _FAULTS as error:
            raise self._soundness.refusal(error) from None

    @asynccontextmanager
    async def undisturbed(self) -> AsyncIterator[None]:
        """Nobody else's statements in between, whatever they left behind."""
        async with self._turn:
            yield

    @asynccontextmanager
    async def transaction(self, stages: Stages = UNNAMED) -> AsyncIterator[None]:
        """All or nothing, also when the caller is cancelled at any await in between."""
        async with self._turn:
            self._soundness.check()
            try:
                await self._end_leftover()
                await self._database.execute("BEGIN IMMEDIATE")
                await self._failpoints.reach(stages.begun)
                yield
                await self._failpoints.reach(stages.written)
                await self._database.commit()
                await self._failpoints.reach(stages.committed)
            except _FAULTS as error:
                await self._roll_back()
                raise self._soundness.refusal(error) from None
            except BaseException:
                await asyncio.shield(self._roll_back())
                raise

    async def _end_leftover(self) -> None:
        """A transaction that could not even be taken back must not become part of the next."""
        if self._database.in_transaction:
            await self._database.rollback()

    async def _roll_back(self) -> None:
        try:
            await self._database.rollback()
        except _FAULTS:
            logger.exception("rollback failed")


def listed(statement: str, mark: str, count: int) -> str:
    """Fill in `count` parameter marks; values never stand in the statement."""
    return statement.format(",".join([mark] * count))
