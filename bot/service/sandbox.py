"""Sandbox mode: the emulated platform beside the bot, and the simulator in front of it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from bot.authoring.scripts.writing.recording import Heard, record
from bot.clock import Clock
from bot.messages.inbound import Identity
from bot.service.credentials import Credentials
from bot.service.direct.opening import open_stage
from bot.settings import Settings
from bot.web.door import SignedDoor
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.simulator import add_simulator

_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - addresses to replace, not to bind


class Sandbox:
    """An emulated Graph API on a free port of this machine, and the pages that show it."""

    def __init__(self, settings: Settings, credentials: Credentials, clock: Clock) -> None:
        """Know where the bot's own door will be; nothing listens yet."""
        host = _ANYWHERE.get(settings.host, settings.host)
        self._url = f"http://{host}:{settings.port}/webhook"
        self._secret = credentials.app_secrets[0]
        self._settings = settings
        self._graph = EmulatedGraph(credentials.phone_number_id, credentials.access_token, clock)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Serve the emulated platform; yields the base address of its Graph API."""
        async with aiohttp.ClientSession() as session:
            self._door = self._graph.door = SignedDoor(self._url, self._secret, session)
            async with serve(self._graph) as graph_url:
                yield graph_url

    def add_to(self, app: web.Application) -> None:
        """Add the simulator's pages; the platform must be running."""
        add_simulator(app, self._graph, self._door, recorder=self._record)

    def _record(self, heard: Sequence[Heard], citizen: Identity) -> str:
        """A script that is green on the flows as they are saved; drafts are not in it."""
        settings = self._settings
        return record(
            "Recorded in the simulator",
            heard,
            open_stage(settings).play,
            ZoneInfo(settings.timezone),
            citizen=None if citizen.phone else citizen,
        )
