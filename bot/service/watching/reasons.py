"""Why each alarm stands just now, asked of the parts that know."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.service.watching.conditions import AlarmName

_LATE_S = 300.0  # a reply that has been due for so long, while sending goes on, is a fault
_RECENT_S = 3600.0  # a single event stands so long


@dataclass(slots=True)
class Reasons:
    """Whom to ask; `simplified` counts replies that went out as plain text so far."""

    clock: Clock
    stopped: Callable[[], str]
    store_fault: Callable[[], Awaitable[str]]
    refused_change: Callable[[], str]
    longest_waiting_s: Callable[[], float]
    simplified: Callable[[], float]
    _simplified: float = 0.0
    _simplified_at: float = float("-inf")

    async def now(self) -> dict[AlarmName, str]:
        """The reason of each alarm; empty where there is none."""
        stopped = self.stopped()
        return {
            "sending-stopped": stopped,
            "store-refusing": await self.store_fault(),
            "replies-late": "" if stopped else self._late(),
            "flows-refused": self.refused_change(),
            "reply-simplified": self._recently_simplified(),
        }

    def _late(self) -> str:
        waits_s = self.longest_waiting_s()
        return f"a reply has been due for {waits_s / 60:.0f} minutes" if waits_s > _LATE_S else ""

    def _recently_simplified(self) -> str:
        count, now = self.simplified(), self.clock.monotonic()
        if count > self._simplified:
            self._simplified, self._simplified_at = count, now
        if now - self._simplified_at > _RECENT_S:
            return ""
        return f"{count:.0f} replies so far were refused for their form and went out as plain text"
