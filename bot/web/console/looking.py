"""What goes on in a bot, gathered whenever somebody looks; messages are counted less often."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from bot.clock import Clock
from bot.conversation.release import Release
from bot.errors import StoreError
from bot.store.protocol import Fate, Store
from bot.web.console.page import Sight

_COUNT_S = 30.0  # figures may be so old


class Served(Protocol):
    """The release in force, and what was wrong with the last change; "" when it was taken."""

    release: Release
    faults: str


class Lookout:
    """Whom the console asks."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        served: Served,
        *,
        fault: Callable[[], Awaitable[str]],
        stopped: Callable[[], str],
        warnings: Callable[[], list[str]],
        price: str,
    ) -> None:
        """Remember where to ask: `fault` why no messages are taken, `stopped` why none are sent.

        `price` is what one message costs, such as "0.0091 USD", or "".
        """
        self._store = store
        self._clock = clock
        self._served = served
        self._fault = fault
        self._stopped = stopped
        self._warnings = warnings
        self._price = price
        self._counting = asyncio.Lock()
        self._counted: Mapping[Fate, int] | None = None
        self._count_at = 0.0

    async def look(self) -> Sight:
        """All of it, as it is now."""
        library = self._served.release.library
        return Sight(
            fault=await self._fault(),
            sending_stopped=self._stopped(),
            warnings=self._warnings(),
            release=library.digest,
            agencies=len(library.agencies),
            places=len(library.nodes),
            refused=self._served.faults.splitlines(),
            account=await self._account(),
            price=self._price,
        )

    async def _account(self) -> Mapping[Fate, int] | None:
        """Messages by fate, counted once for all who look within `_COUNT_S`: it reads each."""
        async with self._counting:
            if self._clock.monotonic() >= self._count_at:
                try:
                    self._counted = await self._store.account()
                except StoreError:
                    self._counted = None
                self._count_at = self._clock.monotonic() + _COUNT_S
            return self._counted
