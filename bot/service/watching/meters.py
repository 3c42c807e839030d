"""What operators see: counters and gauges, never a citizen."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.service.sending.events import SEND_EVENTS, SendEvent


class Meters:
    """The program's metrics, in a registry of their own."""

    def __init__(self) -> None:
        """Register every metric, so that all of them are shown from the start."""
        self.registry = CollectorRegistry()
        self._deliveries = self._counter("bot_deliveries", "Webhooks answered", "status")
        self._handshakes = self._counter("bot_handshakes", "Verifications of the webhook", "answer")
        self._skipped = self._counter("bot_updates_skipped", "Updates left out", "reason")
        self._messages = self._counter("bot_messages", "Messages admitted", "fate", "detail")
        self._statuses = self._counter("bot_statuses", "Statuses received", "status")
        self._notices = self._counter("bot_notices", "Notices from the platform", "field")
        self._sends = self._counter("bot_sends", "What happened to attempts to send", "event")
        for event in SEND_EVENTS:
            self._sends.labels(event)

    def count_delivery(self, status: int) -> None:
        """Count one answered webhook."""
        self._deliveries.labels(status).inc()

    def count_handshake(self, answer: str) -> None:
        """Count one verification of the webhook, `granted` or `refused`: many are guesses."""
        self._handshakes.labels(answer).inc()

    def count_skipped(self, reason: str, count: int) -> None:
        """Count updates that were left out."""
        self._skipped.labels(reason).inc(count)

    def count_message(self, fate: str, detail: str) -> None:
        """Count one admitted message."""
        self._messages.labels(fate, detail).inc()

    def count_status(self, status: str) -> None:
        """Count one received status."""
        self._statuses.labels(status).inc()

    def count_notice(self, field: str) -> None:
        """Count one notice."""
        self._notices.labels(field).inc()

    def count_send(self, event: SendEvent) -> None:
        """Count one event of the sender."""
        self._sends.labels(event).inc()

    def sends(self, event: SendEvent) -> float:
        """How often an event of the sender was counted."""
        return float(self._sends.labels(event)._value.get())

    def watch(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Show a value that is read when it is asked for."""
        Gauge(name, meaning, registry=self.registry).set_function(read)

    def watch_many(
        self, name: str, meaning: str, label: str, read: Callable[[], dict[str, int]]
    ) -> None:
        """Show a family of values, one for each key of what `read` returns."""
        self.registry.register(_Family(name, meaning, label, read))

    def as_text(self) -> bytes:
        """Everything in the Prometheus text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, registry=self.registry)


class _Family(Collector):
    def __init__(
        self, name: str, meaning: str, label: str, read: Callable[[], dict[str, int]]
    ) -> None:
        self._parts = (name, meaning, label, read)

    def collect(self) -> list[GaugeMetricFamily]:
        """One sample a key."""
        name, meaning, label, read = self._parts
        family = GaugeMetricFamily(name, meaning, labels=[label])
        for key, value in read().items():
            family.add_metric([key], value)
        return [family]
