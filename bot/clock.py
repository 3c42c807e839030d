"""The one place that asks what time it is."""

import time
from typing import Protocol


class Clock(Protocol):
    """Two clocks: wall time for ages and dates, a monotonic one for waiting and pacing."""

    def now(self) -> float:
        """Seconds since the Unix epoch; may jump when the machine's clock is set."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow; comparable within one process alone."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return time.monotonic()
