"""An event loop whose seconds pass faster: waits shrink, work takes as long as ever.

So nothing gains by it: an exchange that takes 2 ms counts as 40 ms at twentyfold speed. What the
machine itself stands still does not count: a quarter of a second would be five, and limits meant
for a platform would run out.
"""

import asyncio
import selectors
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")
_Ready = list[tuple[selectors.SelectorKey, int]]

_LOOK_S = 0.02  # of real time: a wait is cut into so short ones, to notice what passed beyond them
_LATE_S = 0.005  # so late is a wake-up on a machine in use
_WORK_S = 0.02  # and so long may work keep the loop before it counts as the machine standing still


class _FastSelector(selectors.DefaultSelector):
    """Knows which real time has passed, but for that in which the machine stood still."""

    def __init__(self, speed: float) -> None:
        super().__init__()
        self._speed = speed
        self._passed_s = 0.0
        self._since = time.monotonic()

    def passed_s(self) -> float:
        return self._passed_s + min(time.monotonic() - self._since, _WORK_S)

    def select(self, timeout: float | None = None) -> _Ready:
        self._count(_WORK_S)
        left_s = float("inf") if timeout is None else max(0.0, timeout) / self._speed
        while True:
            wait_s = min(left_s, _LOOK_S)
            ready = super().select(wait_s)
            self._count(wait_s + _LATE_S)
            left_s -= wait_s
            if ready or left_s <= 0:
                return ready

    def _count(self, most_s: float) -> None:
        now = time.monotonic()
        self._passed_s += min(now - self._since, most_s)
        self._since = now


class FastLoop(asyncio.SelectorEventLoop):
    """One real second is `speed` seconds of every sleep, time limit and delay."""

    def __init__(self, speed: float) -> None:
        """Start at second 0."""
        self._speed = speed
        self._skipped_s = 0.0
        self._waits = _FastSelector(speed)
        super().__init__(self._waits)

    def time(self) -> float:
        """The loop's seconds since it began."""
        return self._waits.passed_s() * self._speed + self._skipped_s

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
