"""A bot, its platform and its citizens in one process, and how things stand in the end."""

import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from bench.fast_time import LoopClock
from bench.ports import free_port
from bot.conversation.release import Release
from bot.failpoints import Failpoints
from bot.service.app import Run
from bot.settings import Settings, load_settings
from bot.store.sqlite import open_sqlite
from bot.web.allowances import Rules
from bot.web.door import SignedDoor
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.statuses import StatusPlan
from tests.support.bots import APP_SECRET, TOKEN, environment_of
from tests.support.reading import heading_of
from tests.support.small_flows import AGENCIES
from tests.support.waiting import until
from tests.support.webhooks import PHONE_NUMBER_ID, notification, tap

CITIZENS = ("962790000101", "962790000102")
_ROWS = (f"{AGENCIES[0]}/service", *AGENCIES)
_TIMES = frozenset({"seen_at", "flood_at", "flood_level"})  # the fields of a session that pass
SOON = StatusPlan(0.0, 0.5, None)
SPEED = 40.0  # ten seconds of doubt pass in a quarter of one
_LOOK_S = 0.8  # of such seconds, as are all waits here: 20 ms
_LIMIT_S = 600.0

Factory = Callable[..., sqlite3.Connection]


@dataclass(frozen=True, slots=True)
class State:
    """All that may not depend on a fault: what was read, where everybody is, what is on record."""

    read: dict[str, list[str]]
    sessions: list[dict[str, Any]]
    messages: list[tuple[int, str, str]]
    facts: list[tuple[str, str, int]]


class InsideTown:
    """One platform, and one bot after the other on one file."""

    def __init__(
        self,
        settings: Settings,
        release: Release,
        graph: EmulatedGraph,
        http: aiohttp.ClientSession,
    ) -> None:
        """Join them; no bot runs yet."""
        assert settings.sqlite_path
        self.path = settings.sqlite_path
        self.graph = graph
        self.clock = LoopClock()
        self._settings = settings
        self._release = release
        self._http = http
        self._door = self._open_door(settings.port)
        self._read: defaultdict[str, list[str]] = defaultdict(list)
        graph.on_accepted.append(
            lambda taken: self._read[str(taken.identity.phone)].append(heading_of(taken.message))
        )

    async def live(
        self, failpoints: Failpoints | None = None, factory: Factory = sqlite3.Connection
    ) -> None:
        """One life of the bot, until it is cancelled or cannot go on.

        Each listens on a port of its own: one that was cancelled while it opened may hold on to it.
        """
        failpoints = failpoints or Failpoints()
        settings = self._settings.model_copy(update={"port": free_port()})
        self._door = self._open_door(settings.port)
        store = await open_sqlite(self.path, self.clock, failpoints, factory)
        try:
            run = Run(settings, self._release, store, self.clock, failpoints)
            await run.to_the_end(watches=False, announce=lambda _: None)
        finally:
            await store.close()

    def _open_door(self, port: int) -> SignedDoor:
        door = SignedDoor(f"http://127.0.0.1:{port}/webhook", APP_SECRET, self._http)
        self.graph.door = door
        return door

    async def converse(self, bodies: Sequence[bytes]) -> None:
        """Deliver one after the other, each until it is taken; wait until all of it is settled."""
        for body in bodies:

            async def is_taken(body: bytes = body) -> bool:
                return await self._door.deliver(body) == 200

            await until(is_taken, _LIMIT_S, _LOOK_S)

        async def is_settled() -> bool:
            return self._has_settled(len(CITIZENS) * len(bodies))

        await until(is_settled, _LIMIT_S, _LOOK_S)

    def _has_settled(self, expected: int) -> bool:
        """Whether so many messages are answered and their last statuses on record."""
        with closing(sqlite3.connect(self.path)) as reader:
            fates = reader.execute("SELECT fate, status FROM message").fetchall()
        return len(fates) == expected and set(fates) == {("replied", "delivered")}

    def resends(self) -> int:
        """How many attempts were begun while the former one was in doubt."""
        with closing(sqlite3.connect(self.path)) as reader:
            return int(reader.execute("SELECT sum(resends) FROM message").fetchone()[0])

    def state(self) -> State:
        """How things stand."""
        with closing(sqlite3.connect(self.path)) as reader:
            assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            sessions = reader.execute("SELECT memory FROM session").fetchall()
            messages = reader.execute("SELECT number, fate, status FROM message").fetchall()
            facts = reader.execute("SELECT name, subject, count FROM fact").fetchall()
        return State(
            dict(self._read),
            sorted((_lasting(row[0]) for row in sessions), key=str),
            sorted(messages),
            sorted(facts),
        )


def script(now: float, steps: int) -> list[bytes]:
    """Everybody taps on from menu to menu; each delivery holds a message of each."""
    return [
        notification(
            [tap(who, _ROWS[step], at=now, wamid=f"wamid.{who}.{step}") for who in CITIZENS]
        )
        for step in range(steps)
    ]


@asynccontextmanager
async def inside_town(
    folder: Path, flows: Path, release: Release, plan: StatusPlan = SOON
) -> AsyncIterator[InsideTown]:
    """A platform and a bot that is not started yet."""
    clock = LoopClock()
    rules = Rules(messages_per_second=None, pair_burst=None)
    graph = EmulatedGraph(PHONE_NUMBER_ID, TOKEN, clock, rules=rules, plan=plan)
    async with aiohttp.ClientSession() as http, serve(graph) as graph_url:
        environment = environment_of(
            folder / "bot.db", free_port(), graph_url, BOT_FLOWS=str(flows)
        )
        yield InsideTown(load_settings(environment), release, graph, http)


def _lasting(memory: bytes) -> dict[str, Any]:
    return {name: value for name, value in orjson.loads(memory).items() if name not in _TIMES}
