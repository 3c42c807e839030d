"""A clock that stands still until a test moves it."""


class SettableClock:
    """Both clocks in one: `advance` moves them together."""

    def __init__(self, now: float = 1795420800.0) -> None:
        """Start at a time, 2026-11-23 08:00 UTC unless told otherwise."""
        self._now = now
        self._monotonic = 1000.0

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return self._now

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let time go by."""
        self._now += seconds
        self._monotonic += seconds
