"""What load balancers and operators ask: alive, ready, how many, how fast."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from bot.clock import Clock
from bot.errors import StoreError
from bot.service.releases.shelf import Shelf
from bot.service.sending.gate import Gate
from bot.service.watching.meters import Meters
from bot.store.protocol import Fate, Store

_PROBE_S = 1.0  # a refusal is told so long without another try: a locked file is waited for
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Health:
    """`/healthz`, `/readyz` and `/metrics`."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        gate: Gate,
        meters: Meters,
        clock: Clock,
        *,
        warnings: Callable[[], list[str]],
    ) -> None:
        """Join the pages to what they tell of; `warnings` are what an operator should look at."""
        self.warnings = warnings
        self._store = store
        self._clock = clock
        self._probe_at = 0.0
        self._probing = asyncio.Lock()
        self._fault = ""
        self._shelf = shelf
        self._gate = gate
        self._meters = meters
        self._account: dict[Fate, int] = {}
        self.is_draining = False
        meters.watch_many(
            "bot_account",
            "Accepted messages by fate",
            "fate",
            lambda: {str(fate): count for fate, count in self._account.items()},
        )

    def add_to(self, app: web.Application) -> None:
        """Add the pages that stand at the public door."""
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/readyz", self.readyz)

    def add_metrics_to(self, app: web.Application) -> None:
        """Add the page that stands at the admin door where there is one."""
        app.router.add_get("/metrics", self.metrics)

    async def healthz(self, _: web.Request) -> web.Response:
        """The process answers."""
        return web.json_response({"alive": True})

    async def readyz(self, _: web.Request) -> web.Response:
        """Whether traffic may come: 200, or 503 with the reason. A stopped sender is a warning."""
        reason = await self.fault()
        told = {
            "ready": not reason,
            "reason": reason,
            "release": self._shelf.release.library.digest,
            "refused_change": self._shelf.faults,
            "sending_stopped": self._gate.reason,
            "warnings": self.warnings(),
        }
        return web.json_response(told, status=503 if reason else 200)

    async def fault(self) -> str:
        """Why no traffic may come; empty when it may."""
        reason = await self.store_fault()
        return "shutting down" if self.is_draining else reason

    async def store_fault(self) -> str:
        """Why the store cannot be written; empty when it can. A refusal counts for `_PROBE_S`."""
        async with self._probing:  # whoever asks meanwhile hears of this probe, not of the last
            if self._fault and self._clock.monotonic() < self._probe_at:
                return self._fault
            try:
                await self._store.ping()
                self._fault = ""
            except StoreError as error:
                self._fault = str(error)
                self._probe_at = self._clock.monotonic() + _PROBE_S
            return self._fault

    async def metrics(self, _: web.Request) -> web.Response:
        """Every metric; the account of messages is read from the store for it."""
        try:
            self._account = await self._store.account()
        except StoreError:
            self._account = {}  # no figure is better than an old one
        return web.Response(body=self._meters.as_text(), headers={"Content-Type": _TEXT})
