"""A clock that stands until it is moved."""


class SettableClock:
    """Both clocks of `Clock`, moved by hand."""

    def __init__(self, now: float = 1_795_420_800.0) -> None:
        """Start at a fixed moment: 2026-11-23 08:00:00 UTC."""
        self.wall = now
        self.steady = 1_000.0

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return self.wall

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return self.steady

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.wall += seconds
        self.steady += seconds
