"""A gate before all sending: shut when only an operator can help, opened by one good answer."""

import asyncio
import logging

from bot.clock import Clock

logger = logging.getLogger(__name__)

_PROBE_S = 30.0  # between two tries while shut: often enough to resume soon after a new token


class Gate:
    """Open: everybody passes. Shut: one probe each `_PROBE_S`, until one of them is accepted."""

    def __init__(self, clock: Clock) -> None:
        """Start open."""
        self._clock = clock
        self._reason = ""
        self._probe_at = 0.0
        self._changed = asyncio.Event()

    @property
    def reason(self) -> str:
        """Why it is shut; empty while it is open."""
        return self._reason

    def shut(self, reason: str) -> None:
        """Stop all sending; what waits is kept."""
        if not self._reason:
            logger.error("sending stopped: an operator must act", extra={"reason": reason})
        self._reason = reason
        self._probe_at = self._clock.monotonic() + _PROBE_S
        self._changed.set()

    def report_success(self) -> None:
        """The platform accepts again."""
        if self._reason:
            logger.warning("sending resumed")
        self._reason = ""
        self._changed.set()

    def probe_now(self) -> None:
        """Let the next message pass as a probe at once: an operator says that it is mended."""
        self._probe_at = self._clock.monotonic()
        self._changed.set()

    async def pass_through(self) -> None:
        """Return when a message may be posted."""
        while self._reason:
            wait_s = self._probe_at - self._clock.monotonic()
            if wait_s <= 0:
                self._probe_at = self._clock.monotonic() + _PROBE_S
                return
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), wait_s)
            except TimeoutError:
                continue
