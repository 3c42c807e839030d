"""Sandbox mode: the emulated platform beside the bot, and the simulator in front of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.clock import Clock
from bot.service.credentials import Credentials
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
        add_simulator(app, self._graph, self._door)
