"""One connection, used by one verb at a time: reads, and transactions that are whole or not."""

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
    """The way to a connection; the database's refusals come out as StoreError."""

    def __init__(self, database: Connection, soundness: Soundness, failpoints: Failpoints) -> None:
        """Guard an open connection, which nobody else may use meanwhile."""
        self._database = database
        self._soundness = soundness
        self._failpoints = failpoints
        self._turn = asyncio.Lock()

    async def read(self, statement: str, parameters: Iterable[Any]) -> list[Any]:
        """All rows of one query."""
        async with self.alone():
            return list(await self._database.execute_fetchall(statement, tuple(parameters)))

    async def write_many(self, statement: str, rows: Iterable[Any]) -> None:
        """One statement for each row, within a transaction of the caller."""
        if listed := list(rows):
            await self._database.executemany(statement, listed)

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
