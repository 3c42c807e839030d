"""The release in force, and its replacement when files change: whole or not at all."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from watchfiles import awatch

from bot.conversation.release import Release
from bot.errors import FlowError

logger = logging.getLogger(__name__)

_SUFFIXES = (".yaml", ".ftl")


class Shelf:
    """Holds the release that serves; `load` reads the files anew and raises FlowError."""

    def __init__(self, release: Release, load: Callable[[], Release]) -> None:
        """Start with a release that was loaded before anything is served."""
        self.release = release
        self.faults = ""  # of the last change that was refused; empty when it was taken
        self._load = load

    async def reload(self) -> None:
        """Swap in the files as they are now, or keep the release and tell why."""
        try:
            release = await asyncio.to_thread(self._load)
        except FlowError as error:
            self.faults = str(error)
            for fault in self.faults.splitlines():
                logger.error("flows refused", extra={"fault": fault})
            return
        self.faults = ""
        self.release = release
        logger.info("flows loaded", extra={"release": release.library.digest})

    async def watch(self, *folders: Path) -> None:
        """Reload whenever a flow or locale file changes, until cancelled."""
        async for changes in awatch(*folders, debounce=200):
            if any(Path(name).suffix in _SUFFIXES for _, name in changes):
                await self.reload()
