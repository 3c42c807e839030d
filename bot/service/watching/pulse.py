"""A watch on the event loop: how long it was blocked, and where."""

import asyncio
import logging
import sys
import threading
import time
from types import FrameType

logger = logging.getLogger(__name__)

_BEAT_S = 0.25
_TOO_LONG_S = 1.0  # the platform waits some seconds for its 200
_SHOWN_S = 60.0  # how long a lag is shown, so that no scrape misses it


class Pulse:
    """Beats on the loop; `lag_s` is the longest delay of a beat within the last minute.

    A thread looks on from outside, so that the place that blocks is known while it does. It may
    be nowhere in the program: the process was stopped, or the machine had no time for it.
    """

    def __init__(self) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._beat_at = time.monotonic()
        self._place = ""
        self._lags: list[tuple[float, float]] = []  # when, and how long
        self._ended = threading.Event()

    @property
    def lag_s(self) -> float:
        """The longest delay of late, in seconds."""
        since = time.monotonic() - _SHOWN_S
        self._lags = [one for one in self._lags if one[0] > since]
        return max((lag_s for _, lag_s in self._lags), default=0.0)

    async def run(self) -> None:
        """Beat until cancelled."""
        watcher = threading.Thread(
            target=self._look_on, args=(threading.get_ident(),), name="pulse", daemon=True
        )
        self._beat_at = time.monotonic()
        watcher.start()
        try:
            while True:
                await asyncio.sleep(_BEAT_S)
                self._beat()
        finally:
            self._ended.set()

    def _beat(self) -> None:
        now = time.monotonic()
        lag_s, self._beat_at = now - self._beat_at - _BEAT_S, now
        place, self._place = self._place, ""
        if lag_s > self.lag_s:
            self._lags.append((now, lag_s))
        if lag_s > _TOO_LONG_S:
            logger.error(
                "event loop was blocked", extra={"seconds": round(lag_s, 1), "place": place}
            )

    def _look_on(self, thread: int) -> None:
        while not self._ended.wait(_BEAT_S):
            if not self._place and time.monotonic() - self._beat_at > _TOO_LONG_S:
                self._place = _place_of(sys._current_frames().get(thread))


def _place_of(frame: FrameType | None) -> str:
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "unknown"
