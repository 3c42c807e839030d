"""Housekeeping in small steps: what is past its time is dropped while the bot serves."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.clock import Clock
from bot.errors import StoreError
from bot.store.protocol import Store

logger = logging.getLogger(__name__)

_DAY_S = 86_400.0
_SEEN_DAYS = 8  # a day longer than the platform redelivers
_PAUSE_S = 60.0
_STEP = 500  # rows of one transaction: short enough to be unnoticed
_FAREWELLS = 20  # citizens forgotten in one transaction
_ECHO_S = 120.0  # the request to be forgotten may be delivered again: so long it is known as such


class Upkeep:
    """Drops settled messages after eight days and idle sessions after `retention_days`.

    What citizens answered to questions goes once their conversation has timed out. Forgets who
    asked for it in the chat, between two groups of messages (`pausing`).
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        retention_days: int,
        pausing: Callable[[], AbstractAsyncContextManager[None]],
        session_timeout_s: float,
    ) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._store = store
        self._pausing = pausing
        self._clock = clock
        self._retention_days = retention_days
        self._session_timeout_s = session_timeout_s

    async def run(self) -> None:
        """Purge a step each minute, and at once again while a step was full."""
        while True:
            try:
                purged = await self.purge()
                if purged < _STEP:
                    await self.forget()
            except StoreError as error:
                logger.warning("housekeeping put off", extra={"reason": str(error)})
                purged = 0
            await asyncio.sleep(_PAUSE_S if purged < _STEP else 0.1)

    async def forget(self) -> None:
        """Erase who got a last reply, and clear the bytes of all that was dropped."""
        forgotten = _FAREWELLS
        while forgotten == _FAREWELLS:
            async with self._pausing():
                settled_before = self._clock.now() - _ECHO_S
                forgotten = await self._store.finish_farewells(settled_before, _FAREWELLS)
        await self._store.scrub()

    async def purge(self) -> int:
        """Drop one step's worth; returns how many rows went."""
        now = self._clock.now()
        return await self._store.purge(
            now - _SEEN_DAYS * _DAY_S,
            now - self._retention_days * _DAY_S,
            _STEP,
            now - self._session_timeout_s,
        )
