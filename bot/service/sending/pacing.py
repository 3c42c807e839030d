"""How fast the number may send: its allowance counts what comes in as well as what goes out."""

from bot.clock import Clock

_MEAN_S = 2.0  # over how long inbound traffic is averaged
_LEAST_FACTOR = 1 / 64  # never slower than this share: a throttled number must find its way back
_RECOVERY_PER_S = 0.05  # share of full speed regained each second after a throttling
_GRAIN = 1e-6  # of a token: smaller waits than a clock can tell would never end
_BURST_S = 0.1  # tokens saved up while idle, in seconds of sending


class Pacing:
    """A token bucket whose rate follows the traffic and the platform's complaints.

    Outbound rate = max(half the allowance, allowance - inbound rate), times a factor that
    `slow_down` halves (error 130429) and time restores. Source: PLATFORM, throughput of a number
    (messages per second, inbound and outbound together).
    """

    def __init__(self, allowance: float, clock: Clock) -> None:
        """Start at full speed; `allowance` is in messages per second."""
        self._allowance = allowance
        self._clock = clock
        self._at = clock.monotonic()
        self._tokens = 1.0
        self._inbound = 0.0
        self._factor = 1.0

    @property
    def rate(self) -> float:
        """Messages per second that may be sent just now."""
        self._advance()
        return self._rate()

    def count_inbound(self, messages: int) -> None:
        """Take note of messages that came in."""
        self._advance()
        self._inbound += messages / _MEAN_S

    def slow_down(self) -> None:
        """Halve the speed: the platform said that it was too much."""
        self._advance()
        self._factor = max(_LEAST_FACTOR, self._factor / 2)

    def wait_s(self) -> float:
        """Take one token and return 0, or return the seconds until there is one."""
        self._advance()
        if self._tokens >= 1 - _GRAIN:
            self._tokens = max(0.0, self._tokens - 1)
            return 0.0
        return (1 - self._tokens) / self._rate()

    def _advance(self) -> None:
        now = self._clock.monotonic()
        passed, self._at = now - self._at, now
        self._inbound *= max(0.0, 1 - passed / _MEAN_S)
        rate = self._rate()
        self._tokens = min(max(1.0, rate * _BURST_S), self._tokens + passed * rate)
        self._factor = min(1.0, self._factor + passed * _RECOVERY_PER_S)

    def _rate(self) -> float:
        return max(self._allowance / 2, self._allowance - self._inbound) * self._factor
