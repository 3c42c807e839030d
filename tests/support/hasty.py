"""A loop and a clock that run fast: waits of seconds take milliseconds, in the same order."""

import asyncio
import selectors

SPEED = 40.0  # ten seconds of doubt pass in a quarter of one


class _HastySelector(selectors.DefaultSelector):
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / SPEED if timeout else timeout)


class HastyLoop(asyncio.SelectorEventLoop):
    """An event loop whose seconds are short; network and disk stay as they are."""

    def __init__(self) -> None:
        """Start with a selector that waits as briefly."""
        super().__init__(_HastySelector())

    def time(self) -> float:
        """Seconds that pass `SPEED` times faster."""
        return super().time() * SPEED


class HastyClock:
    """Both clocks of `Clock`, in step with the running hasty loop."""

    def __init__(self, now: float = 1_795_420_800.0) -> None:
        """Wall time begins at a fixed moment: 2026-11-23 08:00:00 UTC."""
        self._begin = now - asyncio.get_running_loop().time()

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return self._begin + self.monotonic()

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return asyncio.get_running_loop().time()

    def let_pass(self, seconds: float) -> None:
        """Wall time goes on, as over a night in which nothing ran."""
        self._begin += seconds
