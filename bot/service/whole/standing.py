"""Time that stands until it is moved: an event loop's and a clock's, so that a day takes no time.

What reads and writes runs as ever; what waits for a moment goes on when time is moved past it.
"""

import asyncio

_BEGIN = 1_000.0  # small numbers, so that no fraction of a second is lost in them


class StandingLoop(asyncio.SelectorEventLoop):
    """An event loop whose time passes on request alone."""

    def __init__(self) -> None:
        """Begin at a moment that means nothing."""
        self._at = _BEGIN
        super().__init__()

    def time(self) -> float:
        """Seconds that stand still."""
        return self._at

    def let_pass(self, seconds: float) -> None:
        """Move time on; whatever became due runs as soon as the loop does."""
        self._at += seconds


class StandingClock:
    """Both clocks of `Clock`, in step with a standing loop."""

    def __init__(self, loop: StandingLoop, now: float) -> None:
        """Wall time begins at a moment in Unix seconds."""
        self._loop = loop
        self._wall = now - loop.time()

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return self._wall + self._loop.time()

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return self._loop.time()
