"""An event loop whose seconds pass faster: waits shrink, work takes as long as ever.

So nothing gains by it: an exchange that takes 2 ms counts as 40 ms at twentyfold speed.
"""

import asyncio
import selectors
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class _FastSelector(selectors.DefaultSelector):
    def __init__(self, speed: float) -> None:
        super().__init__()
        self._speed = speed

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(None if timeout is None else timeout / self._speed)


class FastLoop(asyncio.SelectorEventLoop):
    """One real second is `speed` seconds of every sleep, time limit and delay."""

    def __init__(self, speed: float) -> None:
        """Start at second 0."""
        self._speed = speed
        self._began = time.monotonic()
        self._skipped_s = 0.0
        super().__init__(_FastSelector(speed))

    def time(self) -> float:
        """The loop's seconds since it began."""
        return (time.monotonic() - self._began) * self._speed + self._skipped_s

    def skip(self, seconds: float) -> None:
        """Let time pass in which nothing could be done: as SIGSTOP, and SIGCONT later."""
        self._skipped_s += seconds


class LoopClock:
    """The loop's time as both clocks; the wall clock can be set, as an operator or NTP does."""

    def __init__(self, began: float = 1_795_420_800.0) -> None:
        """The loop's second 0 is `began`: 2026-11-23 08:00:00 UTC."""
        self.offset = began

    def now(self) -> float:
        """Seconds since the Unix epoch, as the wall clock is set."""
        return self.offset + self.monotonic()

    def monotonic(self) -> float:
        """The loop's seconds."""
        return asyncio.get_running_loop().time()


def run_fast(scenario: Coroutine[Any, Any, _Result], speed: float = 20.0) -> _Result:
    """Run a scenario from begin to end at such a speed."""
    with asyncio.Runner(loop_factory=lambda: FastLoop(speed)) as runner:
        return runner.run(scenario)
