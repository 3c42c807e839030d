"""Which alarms stand, and when to tell of them: at once, each hour, and at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

REMIND_S = 3600.0

AlarmName = Literal[
    "sending-stopped",  # only an operator can help
    "store-refusing",  # nothing can be written
    "replies-late",  # a reply waits for minutes although sending goes on
    "flows-refused",  # a change of the flows holds mistakes
    "reply-simplified",  # the platform refused a reply's form: a fault of program or flows
]
State = Literal["raised", "reminder", "cleared"]
# How long each must last before it is told, in seconds: what passes by itself is no alarm.
HOLD_S: Mapping[AlarmName, float] = {
    "sending-stopped": 0.0,
    "store-refusing": 5.0,
    "replies-late": 0.0,
    "flows-refused": 0.0,
    "reply-simplified": 0.0,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell; `since` is wall time in Unix seconds."""

    name: AlarmName
    state: State
    reason: str
    since: float


@dataclass(slots=True)
class _Standing:
    began: float  # monotonic
    since: float  # wall
    reason: str
    told_at: float | None = None


class Conditions:
    """Remembers what stands. Times come in: `now` is monotonic, `wall` is for people."""

    def __init__(self) -> None:
        """Nothing stands."""
        self._standing: dict[AlarmName, _Standing] = {}

    def standing(self) -> dict[str, int]:
        """1 for each alarm that stands, 0 for the others."""
        return {name: int(self._is_told(name)) for name in HOLD_S}

    def look(self, reasons: Mapping[AlarmName, str], now: float, wall: float) -> list[Told]:
        """What to tell, of the conditions as they are now; an empty reason is none."""
        told = [self._look_at(name, reasons.get(name, ""), now, wall) for name in HOLD_S]
        return [one for one in told if one is not None]

    def _look_at(self, name: AlarmName, reason: str, now: float, wall: float) -> Told | None:
        if not reason:
            ended = self._standing.pop(name, None)
            was_told = ended is not None and ended.told_at is not None
            return Told(name, "cleared", ended.reason, ended.since) if ended and was_told else None
        known = self._standing.setdefault(name, _Standing(now, wall, reason))
        known.reason = reason
        if now - known.began < HOLD_S[name]:
            return None
        if known.told_at is not None and now - known.told_at < REMIND_S:
            return None
        state: State = "raised" if known.told_at is None else "reminder"
        known.told_at = now
        return Told(name, state, reason, known.since)

    def _is_told(self, name: AlarmName) -> bool:
        known = self._standing.get(name)
        return known is not None and known.told_at is not None
