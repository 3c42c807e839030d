"""What goes wrong at the n-th step of a bot's life: of its database, its platform, its tasks."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Generator, Iterable
from contextvars import ContextVar
from typing import Any


class DatabaseFault:
    """Counts the calls of a connection and lets some fail, the `first`-th and `calls` in all."""

    def __init__(self, first: int, calls: int, reason: str, *, is_done: bool = False) -> None:
        """`is_done` tells that the call has its effect nevertheless."""
        self._first, self._last, self._reason = first, first + calls, reason
        self._is_done = is_done
        self._count = 0

    @property
    def has_struck(self) -> bool:
        """Whether there were so many calls."""
        return self._count >= self._first

    def connect(self, *given: Any, **named: Any) -> sqlite3.Connection:
        """A connection for which this counts, as `sqlite3.connect` wants it of its factory."""
        connection = _FaultyConnection(*given, **named)
        connection.fault = self
        return connection

    def over(self, call: Callable[[], Any]) -> Any:
        """Make a call of the connection, or fail."""
        self._count += 1
        if not self._first <= self._count < self._last:
            return call()
        if self._is_done:
            call()
        raise sqlite3.OperationalError(self._reason)


class _FaultyConnection(sqlite3.Connection):
    fault: DatabaseFault

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.fault.over(
            lambda: super(_FaultyConnection, self).execute(sql, parameters)
        )
        return cursor

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.fault.over(
            lambda: super(_FaultyConnection, self).executemany(sql, parameters)
        )
        return cursor

    def commit(self) -> None:
        self.fault.over(super().commit)

    def rollback(self) -> None:
        self.fault.over(super().rollback)


class AwaitFault:
    """Counts the awaits at which tasks of a life are suspended, and ends the life at one of them.

    Only what is created within `watch` counts.
    """

    def __init__(self, number: int, end: Callable[[], object]) -> None:
        """`end` is called when a task is suspended for the `number`-th time."""
        self._number = number
        self._end = end
        self._count = 0

    @property
    def has_struck(self) -> bool:
        """Whether there were so many."""
        return self._count >= self._number

    def note(self) -> None:
        """A task is suspended."""
        self._count += 1
        if self._count == self._number:
            self._end()


watched: ContextVar[AwaitFault | None] = ContextVar("watched", default=None)


def counting_task(
    loop: asyncio.AbstractEventLoop, coroutine: Any, **named: Any
) -> "asyncio.Task[Any]":
    """A task factory whose tasks tell the fault of their context of each await."""
    fault = watched.get()
    counted = _Counted(coroutine, fault) if fault and asyncio.iscoroutine(coroutine) else coroutine
    return asyncio.Task(counted, loop=loop, **named)


class _Counted(Coroutine[Any, Any, Any]):
    def __init__(self, inner: Coroutine[Any, Any, Any], fault: AwaitFault) -> None:
        self._inner = inner
        self._fault = fault

    def send(self, value: Any) -> Any:
        awaited = self._inner.send(value)
        self._fault.note()
        return awaited

    def throw(self, *error: Any) -> Any:
        awaited = self._inner.throw(*error)
        self._fault.note()
        return awaited

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._inner.__await__()
