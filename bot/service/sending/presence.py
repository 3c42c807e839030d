"""Since when this process can hear statuses: what is in doubt is not sent again before its time."""

import asyncio

from bot.clock import Clock

_LOOK_S = 0.5
_ABSENT_S = 2.0  # longer than any pause of a healthy loop; shorter than what costs a status


class Presence:
    """Notices when the process was not there: not yet ready, stopped, or stuck.

    The monotonic clock goes on while a process is stopped (SIGSTOP, a suspended machine), but
    statuses are then not taken. So the time for them counts from the return.
    """

    def __init__(self, clock: Clock) -> None:
        """Not there yet: `arrive` tells when the door is open."""
        self._clock = clock
        self._since: float | None = None
        self._seen_at = clock.monotonic()

    def arrive(self) -> None:
        """The door is open from now on."""
        self._since = self._seen_at = self._clock.monotonic()

    @property
    def since(self) -> float:
        """Since when, in monotonic seconds; now, while the door is still shut."""
        self._look()
        return self._clock.monotonic() if self._since is None else self._since

    async def watch(self) -> None:
        """Look again and again, until cancelled: a gap between two looks was an absence."""
        while True:
            self._look()
            await asyncio.sleep(_LOOK_S)

    def _look(self) -> None:
        now = self._clock.monotonic()
        if self._since is not None and now - self._seen_at > _ABSENT_S:
            self._since = now
        self._seen_at = now
