"""The platform's clock, by which messages are dated: ours may be wrong, or jump."""

import logging
from email.utils import parsedate_to_datetime

from bot.clock import Clock

logger = logging.getLogger(__name__)

_TOLERANCE_S = 120.0  # answers are dated in whole seconds and take some; ages are in hours


class PlatformTime:
    """Learns from the date of the platform's answers how far our wall clock is off.

    Until the first answer of a life our clock is believed. From then on steady time is counted
    from the latest answer, so that a jump of the wall clock changes nothing.
    """

    def __init__(self, clock: Clock) -> None:
        """Believe the clock."""
        self._clock = clock
        self._ahead_of_steady_s: float | None = None
        self._is_told = False

    def learn(self, date: str) -> None:
        """Take the `Date` header of an answer; one that is missing or odd teaches nothing."""
        try:
            there = parsedate_to_datetime(date).timestamp()
        except (ValueError, OverflowError):
            return
        self._ahead_of_steady_s = there - self._clock.monotonic()
        if self.off_s and not self._is_told:
            logger.warning("the clock of this machine is off", extra={"seconds": self.off_s})
        self._is_told = bool(self.off_s)

    @property
    def off_s(self) -> float:
        """How many seconds our wall clock is ahead of the platform's; 0 while they agree."""
        if self._ahead_of_steady_s is None:
            return 0.0
        off_s = self._clock.now() - self._clock.monotonic() - self._ahead_of_steady_s
        return round(off_s) if abs(off_s) > _TOLERANCE_S else 0.0
