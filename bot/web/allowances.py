"""How much the emulated platform lets through: the number's rate, each pair's rate, the window."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from bot.clock import Clock
from bot.messages.inbound import Identity
from bot.whatsapp import limits

MAX_CITIZENS = 100_000  # remembered at once; the longest silent is forgotten first


@dataclass(slots=True)
class _Level:
    tokens: float
    at: float


class Buckets:
    """Token buckets by key: each holds `burst` and gains one token every `interval_s`.

    A bucket that is forgotten starts full again, which only a crowd larger than `MAX_CITIZENS`
    can meet.
    """

    def __init__(self, clock: Clock, burst: int, interval_s: float) -> None:
        """Start with every bucket full."""
        self._clock = clock
        self._burst = burst
        self._interval_s = interval_s
        self._levels: OrderedDict[Hashable, _Level] = OrderedDict()

    def take(self, key: Hashable) -> bool:
        """Take one token; False when the bucket is empty, and then nothing is taken."""
        level = self._filled(key)
        if level.tokens < 1:
            return False
        level.tokens -= 1
        return True

    def drain(self, key: Hashable) -> None:
        """Take one token even when there is none to spare, down to an empty bucket."""
        level = self._filled(key)
        level.tokens = max(0.0, level.tokens - 1)

    def _filled(self, key: Hashable) -> _Level:
        now = self._clock.monotonic()
        level = self._levels.pop(key, None) or _Level(self._burst, now)
        level.tokens = min(self._burst, level.tokens + (now - level.at) / self._interval_s)
        level.at = now
        self._levels[key] = level
        if len(self._levels) > MAX_CITIZENS:
            self._levels.popitem(last=False)
        return level


class Windows:
    """Since when each citizen has been silent: after `window_s` only templates may be sent."""

    def __init__(self, clock: Clock, window_s: float) -> None:
        """Start with every window closed."""
        self._clock = clock
        self._window_s = window_s
        self._heard_at: OrderedDict[str, float] = OrderedDict()

    def open_for(self, identity: Identity) -> None:
        """A citizen wrote: the window is open under every name they are known by."""
        for name in (identity.phone, identity.user_id):
            if name:
                self._heard_at.pop(name, None)
                self._heard_at[name] = self._clock.now()
        while len(self._heard_at) > MAX_CITIZENS:
            self._heard_at.popitem(last=False)

    def is_open(self, identity: Identity) -> bool:
        """Whether a message that is no template may be sent."""
        heard_at = self._heard_at.get(identity.phone or identity.user_id or "")
        return heard_at is not None and self._clock.now() - heard_at < self._window_s


@dataclass(frozen=True, slots=True)
class Rules:
    """How strict the emulated platform is; as strict as the real one unless told otherwise.

    None switches a limit off. `messages_per_second` counts in and out together.
    """

    messages_per_second: int | None = limits.NUMBER_PER_SECOND
    pair_burst: int | None = limits.PAIR_BURST
    pair_interval_s: float = limits.PAIR_INTERVAL_S
    window_s: float | None = None


class Allowances:
    """All limits of one number together."""

    def __init__(self, rules: Rules, clock: Clock) -> None:
        """Start with full buckets and closed windows."""
        rate, burst = rules.messages_per_second, rules.pair_burst
        self._number = Buckets(clock, rate, 1 / rate) if rate else None
        self._pairs = Buckets(clock, burst, rules.pair_interval_s) if burst else None
        self._windows = Windows(clock, rules.window_s) if rules.window_s else None

    def note_inbound(self, identity: Identity) -> None:
        """A citizen's message uses up the number's rate and opens the citizen's window."""
        if self._number:
            self._number.drain("")
        if self._windows:
            self._windows.open_for(identity)

    def refusal(self, identity: Identity) -> int | None:
        """The code of the limit that a message to this citizen meets, or None and it is counted."""
        if self._windows and not self._windows.is_open(identity):
            return 131047
        if self._number and not self._number.take(""):
            return 130429
        if self._pairs and not self._pairs.take(identity.phone or identity.user_id):
            return 131056
        return None
