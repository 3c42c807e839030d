"""The bot as it serves, on a store in a folder and an emulated platform: door, parts and all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web
from pydantic import SecretStr

from bot.authoring.scripts.playing.outcomes import PHONE_NUMBER_ID
from bot.clock import Clock
from bot.conversation.release import Release
from bot.failpoints import Failpoints
from bot.service.credentials import Credentials
from bot.service.doors import open_door
from bot.service.parts import Parts
from bot.settings import Settings
from bot.store.sqlite import open_sqlite
from bot.web.allowances import Rules
from bot.web.door import SignedDoor
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.statuses import StatusPlan
from bot.whatsapp.limits import WEBHOOK_BYTES

_HOST = "127.0.0.1"
_SECRET, _TOKEN, _WORD = "secret-of-scripts", "token-of-scripts", "word-of-scripts"
_KEY = "5c" * 32
_AT_ONCE = StatusPlan(0.0, 0.0, None)  # every reply arrives, two statuses tell so
STATUSES = 2
_DRAIN_S = 1.0
_CONNECTIONS = 100
_FASTEST = 1000  # replies a second: while time stands, nothing is worth pacing


@dataclass(frozen=True, slots=True)
class Served:
    """A running bot: its parts, the platform before it, and the door that webhooks go through."""

    parts: Parts
    graph: EmulatedGraph
    door: SignedDoor


def settings_of_scripts(settings: Settings, folder: Path, invited: tuple[str, ...]) -> Settings:
    """The settings of citizens, flows and times, with a store in a folder and made-up secrets."""
    return settings.model_copy(
        update={
            "database": f"sqlite:///{folder.absolute() / 'bot.db'}",
            "phone_number_id": PHONE_NUMBER_ID,
            "access_token": SecretStr(_TOKEN),
            "app_secrets": (SecretStr(_SECRET),),
            "verify_token": SecretStr(_WORD),
            "pseudonym_keys": (SecretStr(_KEY),),
            "invited": tuple(SecretStr(name) for name in invited),
            "messages_per_second": _FASTEST,
            "failpoints": "",
        }
    )


@asynccontextmanager
async def serving(settings: Settings, release: Release, clock: Clock) -> AsyncIterator[Served]:
    """Run a bot until the block is left; everything of it has ended then.

    `settings` are those of `settings_of_scripts`. The platform keeps the pace between two people
    as the real one does; the pace of a whole number is no matter of one conversation.
    """
    path = settings.sqlite_path
    assert path is not None  # noqa: S101 - it is the one of the folder
    rules = Rules(messages_per_second=None)
    graph = EmulatedGraph(PHONE_NUMBER_ID, _TOKEN, clock, rules=rules, plan=_AT_ONCE)
    store = await open_sqlite(path, clock)
    try:
        async with aiohttp.ClientSession() as http, serve(graph) as graph_url:
            credentials = Credentials.from_settings(settings)
            parts = Parts.build(
                settings, credentials, store, release, graph_url, clock, Failpoints()
            )
            await store.claim_keys(parts.pseudonyms.marks)
            app = web.Application(client_max_size=WEBHOOK_BYTES)
            parts.webhook.add_to(app)
            standing_door = open_door(app, _HOST, 0, _CONNECTIONS, _DRAIN_S)
            async with parts.client, _running(parts), standing_door as port:
                parts.sender.arrive()
                door = SignedDoor(f"http://{_HOST}:{port}/webhook", _SECRET, http)
                graph.door = door
                yield Served(parts, graph, door)
    finally:
        await store.close()


@asynccontextmanager
async def _running(parts: Parts) -> AsyncIterator[None]:
    """Take in, send and record; housekeeping is its owner's, whenever time has passed."""
    async with asyncio.TaskGroup() as group:
        running = [
            group.create_task(parts.admitter.run()),
            group.create_task(parts.statuses.run()),
            group.create_task(parts.sender.run()),
        ]
        yield
        for task in running:
            task.cancel()
