"""Group commit: what arrives while one group is being written forms the next."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.errors import BotError, StoreError

_Item = TypeVar("_Item")


class Overloaded(BotError):
    """More is waiting than may wait; the caller should come back later."""

    retryable = True


class _Ticket:
    """What one submitter waits for: all its items written."""

    def __init__(self, count: int) -> None:
        loop = asyncio.get_running_loop()
        self.left = count
        self.since = loop.time()
        self.done: asyncio.Future[None] = loop.create_future()

    def fail(self, error: BotError) -> None:
        if not self.done.done():
            self.done.set_exception(error)
            self.done.exception()  # the submitter may be gone; then nobody asks


class Grouper(Generic[_Item]):
    """Writes items in groups of at most `most`, one group at a time, in the order submitted.

    `write` gets a whole group; when it raises StoreError, every submitter with an item in that
    group gets the error. Beyond `capacity` waiting items `submit` raises Overloaded, and so it does
    where an item's turn has not come within `patience_s`: who asked is told in time.
    """

    def __init__(
        self,
        write: Callable[[list[_Item]], Awaitable[None]],
        *,
        most: int = 64,
        capacity: int = 20_000,
        patience_s: float | None = None,
    ) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._write = write
        self._most = most
        self._capacity = capacity
        self._patience_s = patience_s
        self._waiting: deque[tuple[_Item, _Ticket]] = deque()
        self._arrived = asyncio.Event()

    def __len__(self) -> int:
        """How many items wait."""
        return len(self._waiting)

    async def submit(self, items: Sequence[_Item]) -> None:
        """Return once all of `items` are written."""
        if not items:
            return
        if len(self._waiting) + len(items) > self._capacity:
            raise Overloaded(f"{len(self._waiting)} items wait already")
        ticket = _Ticket(len(items))
        self._waiting.extend((item, ticket) for item in items)
        self._arrived.set()
        await ticket.done

    async def run(self) -> None:
        """Write groups until cancelled; those still waiting then are cancelled too."""
        try:
            while True:
                await self._arrived.wait()
                await self._write_group()
        finally:
            for _, ticket in self._waiting:
                ticket.done.cancel()

    async def _write_group(self) -> None:
        group = self._next_group()
        if not self._waiting:
            self._arrived.clear()
        if not group:
            return
        try:
            await self._write([item for item, _ in group])
        except StoreError as error:
            for _, ticket in group:
                ticket.fail(error)
            return
        except asyncio.CancelledError:
            for _, ticket in group:
                ticket.done.cancel()
            raise
        for _, ticket in group:
            ticket.left -= 1
            if ticket.left == 0 and not ticket.done.done():
                ticket.done.set_result(None)

    def _next_group(self) -> list[tuple[_Item, _Ticket]]:
        """The items that have waited longest, without those whose submitter was told already."""
        group: list[tuple[_Item, _Ticket]] = []
        now = asyncio.get_running_loop().time()
        while self._waiting and len(group) < self._most:
            item, ticket = self._waiting.popleft()
            if self._patience_s is not None and now - ticket.since > self._patience_s:
                ticket.fail(Overloaded(f"an item waited longer than {self._patience_s} s"))
            if not ticket.done.done():
                group.append((item, ticket))
        return group
