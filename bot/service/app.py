"""One running bot: its doors, its tasks, its start and its end."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import web

from bot.clock import Clock
from bot.conversation.release import Release
from bot.errors import BotError, SettingsError, StoreError
from bot.failpoints import Failpoints, read_orders
from bot.service.control.server import ControlDoor
from bot.service.control.work import Platform
from bot.service.credentials import Credentials, pseudonym_keys
from bot.service.doors import most_connections, open_door
from bot.service.parts import Parts
from bot.service.receiving.guests import names_of
from bot.service.sandbox import Sandbox
from bot.service.watching.alarms import Alarms
from bot.service.watching.health import Health
from bot.service.watching.pulse import Pulse
from bot.service.watching.reasons import Reasons
from bot.service.watching.volume import Volume
from bot.settings import Settings, load_settings, read_environment
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import SqliteStore, open_sqlite
from bot.web.console.looking import Lookout
from bot.web.console.routes import Console
from bot.whatsapp.limits import WEBHOOK_BYTES

logger = logging.getLogger(__name__)

_DRAIN_S = 10.0  # a POST that is under way at SIGTERM is settled within this time


async def serve(
    settings: Settings,
    release: Release,
    clock: Clock,
    *,
    watches: bool,
    announce: Callable[[str], None],
    dropped_lines: Callable[[], int],
) -> None:
    """Serve until SIGTERM or SIGINT, then drain. Raises BotError when it cannot start.

    `watches` reloads flows when their files change. `announce` is told where to go, once ready.
    `dropped_lines` tells how many log lines nobody took.
    """
    path = settings.sqlite_path
    if path is None:
        raise SettingsError("BOT_DATABASE: PostgreSQL is not supported yet; use sqlite:///…")
    failpoints = Failpoints(read_orders(settings.failpoints))
    if settings.failpoints:
        logger.warning("failpoints are set", extra={"orders": settings.failpoints})
    async with AsyncExitStack() as stack:
        store = await open_sqlite(path, clock, failpoints)
        stack.push_async_callback(store.close)
        run = Run(settings, release, store, clock, failpoints)
        await run.to_the_end(watches=watches, announce=announce, dropped_lines=dropped_lines)


class Run:
    """From an open store to the end of the process."""

    def __init__(
        self,
        settings: Settings,
        release: Release,
        store: SqliteStore,
        clock: Clock,
        failpoints: Failpoints,
    ) -> None:
        """Remember what to serve from; the store is the caller's to close."""
        self._settings = settings
        self._release = release
        self._store = store
        self._clock = clock
        self._failpoints = failpoints
        self._stop = asyncio.Event()

    async def to_the_end(
        self,
        *,
        watches: bool,
        announce: Callable[[str], None],
        dropped_lines: Callable[[], int] = lambda: 0,
    ) -> None:
        """Serve until SIGTERM or SIGINT, then drain; cancelled, leave everything as it is."""
        settings = self._settings
        credentials = Credentials.from_settings(settings)
        async with AsyncExitStack() as stack:
            sandbox = Sandbox(settings, credentials, self._clock) if settings.is_sandbox else None
            graph_url = settings.graph_url
            if sandbox:
                graph_url = await stack.enter_async_context(sandbox.running())
            parts = Parts.build(
                settings, credentials, self._store, self._release, graph_url, self._clock,
                self._failpoints,
            )  # fmt: skip
            volume = Volume(self._store.path, self._store, parts.meters)
            health = self._health(parts, volume)
            alarms = self._alarms(parts, health)
            parts.meters.watch("bot_log_lines_dropped", "Log lines nobody took", dropped_lines)
            await self._claim_keys(parts.pseudonyms)
            await stack.enter_async_context(parts.client)
            await stack.enter_async_context(self._tasks(parts, volume, alarms, watches=watches))
            emulated = _emulated(credentials, graph_url) if sandbox else None
            control = ControlDoor(parts.work, lambda: self._try_again(parts), emulated)
            await stack.enter_async_context(control.open_beside(self._store.path))
            async with self._doors(parts, health, sandbox):
                parts.sender.arrive()
                self._listen_to_signals(parts)
                logger.info("serving", extra={"release": self._release.library.digest})
                announce(_welcome(settings, self._release, credentials))
                await self._stop.wait()
                health.is_draining = True
            await self._failpoints.reach("drain")
            await parts.sender.drain(_DRAIN_S)
            logger.info("drained")

    async def _claim_keys(self, pseudonyms: Pseudonyms) -> None:
        """Make sure that nobody in the store is known under another key alone."""
        older = await self._store.claim_keys(pseudonyms.marks)
        if len(pseudonyms.marks) > 1:
            logger.info("names under older keys", extra={"names": older})

    async def _renew_keys(self, parts: Parts) -> None:
        """Take over the pseudonym keys as they are now, between two groups of messages.

        Raises SettingsError or StoreRefused; then they stay as they were.
        """
        newer = Pseudonyms(keys := pseudonym_keys(load_settings(read_environment())))
        async with parts.admitter.pausing():
            await self._claim_keys(newer)
            parts.pseudonyms.renew(keys)

    def _health(self, parts: Parts, volume: Volume) -> Health:
        return Health(
            self._store, parts.shelf, parts.gate, parts.meters, self._clock,
            warnings=lambda: [*self._store.warnings, *volume.warnings.values()],
        )  # fmt: skip

    def _console(self, parts: Parts, health: Health) -> Console:
        lookout = Lookout(
            self._store, self._clock, parts.shelf,
            fault=health.fault, stopped=lambda: parts.gate.reason, warnings=health.warnings,
            price=self._settings.message_price,
        )  # fmt: skip
        return Console(lambda: parts.credentials.console_token, lookout.look, self._clock)

    def _alarms(self, parts: Parts, health: Health) -> Alarms:
        reasons = Reasons(
            self._clock,
            stopped=lambda: parts.gate.reason,
            store_fault=health.store_fault,
            refused_change=lambda: parts.shelf.faults,
            longest_waiting_s=parts.sender.longest_waiting_s,
            simplified=lambda: parts.meters.sends("simplified"),
        )
        url, bot = self._settings.alarm_url, parts.credentials.phone_number_id
        alarms = Alarms(url, bot, reasons.now, self._clock)
        parts.meters.watch_many("bot_alarm", "1: this alarm stands", "name", alarms.standing)
        return alarms

    @asynccontextmanager
    async def _tasks(
        self, parts: Parts, volume: Volume, alarms: Alarms, *, watches: bool
    ) -> AsyncIterator[None]:
        """Run what runs all the time; an unexpected end of one ends the bot."""
        await parts.sender.recover()
        await self._failpoints.reach("start.recovered")
        try:
            async with self._running(parts, volume, alarms, watches=watches):
                yield
        except BaseExceptionGroup as group:
            raise next((e for e in group.exceptions if isinstance(e, BotError)), group) from None

    @asynccontextmanager
    async def _running(
        self, parts: Parts, volume: Volume, alarms: Alarms, *, watches: bool
    ) -> AsyncIterator[None]:
        pulse = Pulse()
        parts.meters.watch(
            "bot_loop_lag_seconds", "Longest block of the last minute", lambda: pulse.lag_s
        )
        async with asyncio.TaskGroup() as group:
            running = [
                group.create_task(parts.admitter.run()),
                group.create_task(parts.statuses.run()),
                group.create_task(parts.sender.run()),
                group.create_task(parts.upkeep.run()),
                group.create_task(volume.run()),
                group.create_task(pulse.run()),
                group.create_task(alarms.run()),
            ]
            if watches:
                running.append(group.create_task(parts.shelf.watch()))
            self._group = group
            yield
            for task in running:
                task.cancel()

    @asynccontextmanager
    async def _doors(
        self, parts: Parts, health: Health, sandbox: Sandbox | None
    ) -> AsyncIterator[None]:
        """Open the public door, and the admin door where one is set."""
        settings = self._settings
        public, admin = _application(), _application()
        parts.webhook.add_to(public)
        health.add_to(public)
        inner = admin if settings.admin_port else public
        health.add_metrics_to(inner)
        self._console(parts, health).add_to(inner)
        if sandbox:
            sandbox.add_to(public)
        most = most_connections()
        async with AsyncExitStack() as stack:
            if settings.admin_port:
                await stack.enter_async_context(
                    open_door(admin, settings.host, settings.admin_port, most, _DRAIN_S)
                )
            await stack.enter_async_context(
                open_door(public, settings.host, settings.port, most, _DRAIN_S)
            )
            yield

    @staticmethod
    def _try_again(parts: Parts) -> str:
        """Read the secrets anew and let a message pass; returns why sending had stopped.

        Raises SettingsError when the secrets do not fit; they stay as they were.
        """
        settings = load_settings(read_environment())
        parts.guests.renew(names_of(settings.invited))
        parts.credentials.renew(settings)
        parts.gate.probe_now()
        return parts.gate.reason

    def _listen_to_signals(self, parts: Parts) -> None:
        loop = asyncio.get_running_loop()

        def end() -> None:
            if self._stop.is_set():
                os._exit(1)  # asked twice: now, whatever is under way
            self._stop.set()

        async def renew() -> None:
            try:
                self._try_again(parts)
                await self._renew_keys(parts)
            except (SettingsError, StoreError) as error:
                logger.error("secrets kept as they were", extra={"reason": str(error)})
                parts.gate.probe_now()
            else:
                logger.info("secrets renewed")
            await parts.shelf.reload()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, end)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._group.create_task(renew()))


def _emulated(credentials: Credentials, graph_url: str) -> Platform:
    return Platform(graph_url, credentials.phone_number_id, credentials.access_token)


def _application() -> web.Application:
    return web.Application(client_max_size=WEBHOOK_BYTES)


def _welcome(settings: Settings, release: Release, credentials: Credentials) -> str:
    door = f"http://{settings.host}:{settings.port}"
    size = f"{len(release.library.agencies)} agencies, {len(release.library.nodes)} nodes"
    if not settings.is_sandbox:
        return f"Daleel is ready ({size}). Webhook: {door}/webhook"
    inner = f"http://{settings.host}:{settings.admin_port}" if settings.admin_port else door
    made = "" if settings.console_token else f" (token: {credentials.console_token})"
    return (
        f"Daleel is ready in sandbox mode ({size}).\n"
        f"Simulator: {door}/simulator\nConsole: {inner}/console{made}"
    )
