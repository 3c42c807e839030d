"""A watch on the store's room: its file, its write-ahead log, and what is free beside them."""

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StoreError
from bot.service.watching.meters import Meters
from bot.store.protocol import Store

logger = logging.getLogger(__name__)

_LOOK_S = 10.0
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a warning begins, and where it ends again: apart, so that it does not flicker."""

    above: float
    below: float


WAL = Limit(64 * _MEGABYTE, 32 * _MEGABYTE)  # a well one is reused at 4; a long reader lets it grow
FILLED = Limit(0.80, 0.75)  # of the volume


class Volume:
    """Shows sizes as metrics, warns where they pass a limit, and proves that writing is possible.

    `warnings` tells what is wrong just now, by name.
    """

    def __init__(
        self,
        path: Path,
        store: Store,
        meters: Meters,
        *,
        wal: Limit = WAL,
        filled: Callable[[Path], float] | None = None,
    ) -> None:
        """Show the metrics; `filled` tells which share of a folder's volume is used."""
        self.warnings: dict[str, str] = {}
        self._path = path
        self._wal_path = Path(f"{path}-wal")
        self._store = store
        self._wal = wal
        self._filled = filled or filled_share
        meters.watch("bot_store_bytes", "Size of the database file", lambda: _size(path))
        meters.watch("bot_store_wal_bytes", "Its write-ahead log", lambda: _size(self._wal_path))
        meters.watch("bot_store_free_bytes", "Free on its volume", lambda: _free(path.parent))

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(_LOOK_S)

    async def look(self) -> None:
        """Take note of what is too large or too full, and let the store write its heartbeat."""
        wal_bytes = _size(self._wal_path)
        self._note("wal", wal_bytes, self._wal, "the log of the store grows: a reader holds it up")
        share = self._filled(self._path.parent)
        self._note("disk", share, FILLED, "the volume of the store is nearly full")
        try:
            await self._store.ping()
        except StoreError as error:
            logger.warning("the store cannot be written", extra={"reason": str(error)})

    def _note(self, name: str, value: float, limit: Limit, warning: str) -> None:
        if value > limit.above and name not in self.warnings:
            self.warnings[name] = warning
            logger.warning(warning, extra={"value": value, "limit": limit.above})
        elif value < limit.below and name in self.warnings:
            del self.warnings[name]
            logger.warning("that is over", extra={"warning": warning, "value": value})


def filled_share(folder: Path) -> float:
    """Which share of a folder's volume its owner cannot write any more; 0 where nobody knows."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return 0.0
    used = found.f_blocks - found.f_bfree
    return used / (used + found.f_bavail) if used + found.f_bavail else 0.0


def _free(folder: Path) -> float:
    try:
        found = os.statvfs(folder)
    except OSError:
        return 0.0
    return float(found.f_bavail * found.f_frsize)


def _size(path: Path) -> float:
    try:
        return float(path.stat().st_size)
    except OSError:
        return 0.0
