"""What commands do with a store, whoever has it open."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.errors import StoreError
from bot.messages.inbound import Identity
from bot.store.protocol import FactCount, PlaceCount, Store
from bot.store.pseudonyms import Pseudonyms

logger = logging.getLogger(__name__)

_SCRUB_TRIES = 20
_SCRUB_PAUSE_S = 0.1  # a backup that reads may hinder it; what takes longer is left to upkeep


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, as counts; `dropped_replies` of the messages were not answered yet.

    `is_scrubbed` tells that its bytes are gone too; else they go with the server's upkeep.
    """

    names: int
    sessions: int
    messages: int
    dropped_replies: int
    is_scrubbed: bool


@dataclass(frozen=True, slots=True)
class Platform:
    """Where a number of the platform is reached, and with what."""

    url: str
    number: str
    token: str = field(repr=False)


class StoreWork(Protocol):
    """The work, done here or by the server that has the store open. Each raises BotError."""

    async def erase(self, citizen: Identity) -> Erasure:
        """Forget one citizen wholly."""
        ...

    async def backup(self, target: Path) -> int:
        """Copy the store to a new file, an absolute path; returns its bytes."""
        ...

    async def facts_since(self, day: str) -> list[FactCount]:
        """Facts of `day` (YYYY-MM-DD) and later, summed by name and subject."""
        ...

    async def places(self) -> list[PlaceCount]:
        """How many conversations are at each place."""
        ...


class OwnWork:
    """The work on a store that this process has open.

    `pausing` keeps turns from being committed meanwhile: one that had read the citizen's session
    before would bring it back. `on_erased` hears to whom nothing is to be sent any more.
    """

    def __init__(
        self,
        store: Store,
        pseudonyms: Pseudonyms,
        *,
        pausing: Callable[[], AbstractAsyncContextManager[object]],
        on_erased: Callable[[Sequence[bytes]], None],
    ) -> None:
        """Join the work to what it needs."""
        self._store = store
        self._pseudonyms = pseudonyms
        self._pausing = pausing
        self._on_erased = on_erased

    async def erase(self, citizen: Identity) -> Erasure:
        """Forget one citizen wholly, then clear the bytes; the first is durable by itself."""
        names = self._pseudonyms.aliases_of(citizen)
        async with self._pausing():
            erased = await self._store.forget([alias for name in names for alias in name])
            self._on_erased(erased.citizens)
        is_scrubbed = await self._scrub()
        logger.info("citizen erased", extra={"messages": erased.messages, "scrubbed": is_scrubbed})
        return Erasure(
            erased.aliases, erased.sessions, erased.messages, erased.waiting, is_scrubbed
        )

    async def backup(self, target: Path) -> int:
        """Copy the store to a new file; returns its bytes."""
        size = await self._store.backup(target)
        logger.info("backup written", extra={"bytes": size})
        return size

    async def facts_since(self, day: str) -> list[FactCount]:
        """Facts of `day` and later, summed by name and subject."""
        return await self._store.facts_since(day)

    async def places(self) -> list[PlaceCount]:
        """How many conversations are at each place."""
        return await self._store.places()

    async def _scrub(self) -> bool:
        """Whether it is done; a refusal, such as a full disk, leaves it to upkeep."""
        try:
            for _ in range(_SCRUB_TRIES):
                if await self._store.scrub():
                    return True
                await asyncio.sleep(_SCRUB_PAUSE_S)
        except StoreError as error:
            logger.warning("scrubbing put off", extra={"reason": str(error)})
        return False
