"""A bot for scripts that is served for real: HTTP, signatures, store, sender, emulated platform.

What a reply says is what the platform was sent. Where the citizen is now, and why no reply came,
cannot be seen from outside and is read from the store.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.authoring.scripts.playing.outcomes import Delivered
from bot.conversation.release import Release
from bot.service.whole.life import Life
from bot.service.whole.serving import settings_of_scripts
from bot.service.whole.standing import StandingLoop
from bot.settings import Settings

_MEMORY = "/dev/shm"  # noqa: S108 - where there is one, nobody waits for a disk to keep a script


class ServedBot:
    """Serves the citizens of one conversation, while its block lasts.

    Time stands still between two webhooks and passes at once when the next one is later: replies
    that were held back go out at their moments, statuses arrive, housekeeping is done.
    """

    def __init__(
        self,
        settings: Settings,
        release: Release,
        *,
        invited: Sequence[str] = (),
        load: Callable[[Path], Release],
    ) -> None:
        """Prepare; nothing runs before the block is entered. `load` reads a folder of flows."""
        self._settings = settings
        self._release = release
        self._invited = tuple(invited)
        self._load = load
        self._stack = ExitStack()
        self._loop = StandingLoop()
        self._life: Life | None = None

    def __enter__(self) -> Self:
        """Open a folder and an event loop; the first webhook starts the bot."""
        place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="daleel-", dir=place))
        self._settings = settings_of_scripts(self._settings, Path(folder), self._invited)
        self._runner = self._stack.enter_context(asyncio.Runner(loop_factory=lambda: self._loop))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the bot and leave nothing behind."""
        with self._stack:
            if self._life is not None:
                self._runner.run(self._life.end())

    def deliver(self, body: bytes, now: float) -> Delivered:
        """Post one webhook at a moment in Unix seconds, signed as the platform signs."""
        return self._runner.run(self._deliver(body, now))

    async def _deliver(self, body: bytes, now: float) -> Delivered:
        if self._life is None:
            self._life = await Life(self._loop, self._settings, self._release, now).begin()
        return await self._life.deliver(body, now)

    def take_up(self, flows: Path) -> None:
        """Serve a changed folder of flows from now on."""
        self._release = self._load(flows)
        if self._life is not None:
            self._life.take_up(self._release)
