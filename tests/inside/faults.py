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
    """Counts the awaits of a life's tasks; at one of them it cancels all where they stand."""

    def __init__(self, number: int) -> None:
        """Strike when a task is suspended for the `number`-th time."""
        self.struck = asyncio.Event()
        self._number = number
        self._count = 0
        self._tasks: set[asyncio.Task[Any]] = set()

    def watch(self, task: "asyncio.Task[Any]") -> None:
        """One more task of the life."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def note(self) -> None:
        """A task is about to be suspended."""
        self._count += 1
        if self._count == self._number:
            self.struck.set()
            for task in self._tasks:
                task.cancel()


watched: ContextVar[AwaitFault | None] = ContextVar("watched", default=None)


def counting_task(
    loop: asyncio.AbstractEventLoop, coroutine: Any, **named: Any
) -> "asyncio.Task[Any]":
    """A task factory: tasks made while `watched` is set tell it of each of their awaits."""
    fault = watched.get()
    if fault is None or not asyncio.iscoroutine(coroutine):
        return asyncio.Task(coroutine, loop=loop, **named)
    task = asyncio.Task(_Counted(coroutine, fault), loop=loop, **named)
    fault.watch(task)
    return task


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
