"""A sender with a real store and an emulated platform, without the rest of the bot."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson

from bot.clock import Clock
from bot.messages.inbound import Identity
from bot.service.receiving.statuses import StatusDesk
from bot.service.sending.events import SendEvent
from bot.service.sending.gate import Gate
from bot.service.sending.pacing import Pacing
from bot.service.sending.sender import Sender
from bot.service.sending.verdicts import DOUBT_S
from bot.store.protocol import Admission, Admitted, OutboxEntry
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import SqliteStore, open_sqlite
from bot.web.allowances import Rules
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.statuses import StatusPlan
from bot.whatsapp.client import GraphClient
from bot.whatsapp.updates import read_delivery

NUMBER, TOKEN = "118822334455667", "token-of-the-test"
UNLIMITED = Rules(messages_per_second=None, pair_burst=None)
SILENT = StatusPlan(None, None, None)
_LOOK_S = 0.5
_PSEUDONYMS = Pseudonyms(["5a" * 32])


class StatusDoor:
    """Where the platform's statuses arrive; shut while there is no desk behind it."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self.desk: StatusDesk | None = None

    async def deliver(self, body: bytes) -> int:
        """Record the statuses of one webhook: 200 once durable, 0 while nobody is there."""
        if self.desk is None:
            return 0
        await self.desk.record(read_delivery(body, NUMBER).statuses)
        return 200


class Office:
    """One life of a sender: what it sends to, what it keeps, what it counted."""

    def __init__(
        self,
        store: SqliteStore,
        graph: EmulatedGraph,
        url: str,
        clock: Clock,
        *,
        allowance: float,
        doubt_s: float,
        timeout_s: float,
        token: str,
    ) -> None:
        """Join the parts; nothing runs yet."""
        self.events: Counter[SendEvent] = Counter()
        self.store = store
        self.graph = graph
        self.clock = clock
        self.gate = Gate(clock)
        self.pacing = Pacing(allowance, clock)
        self.token = token
        self.client = GraphClient(url, NUMBER, lambda: self.token, timeout_s=timeout_s)
        self.sender = Sender(
            store, self.client, _PSEUDONYMS, clock,
            pacing=self.pacing, gate=self.gate, on_event=self._count, doubt_s=doubt_s,
        )  # fmt: skip
        self.desk = StatusDesk(
            store, clock,
            on_effects=self.sender.note, on_failure=self.sender.heed, on_status=lambda _: None,
        )  # fmt: skip
        self._numbers: Counter[str] = Counter()

    def _count(self, event: SendEvent) -> None:
        self.events[event] += 1

    async def reply(
        self, phone: str, *bodies: str, age_s: float = 0.0, content: bytes = b""
    ) -> None:
        """Accept one message of a citizen for each body, and hand the replies to the sender."""
        now = self.clock.now()
        citizen = phone.encode().rjust(12, b"0")
        entries = []
        for body in bodies:
            self._numbers[phone] += 1
            entries.append(
                OutboxEntry(
                    citizen,
                    self._numbers[phone],
                    content or _text(body),
                    _PSEUDONYMS.seal(Identity(phone), citizen),
                    now - age_s + 23 * 3600,
                )
            )
        messages = [
            Admitted(citizen, b"wamid-%d" % next(_wamids), now, "waiting", "", entry)
            for entry in entries
        ]
        await self.store.admit(Admission(messages))
        self.sender.accept(entries)

    async def settled(self, limit_s: float = 300.0) -> dict[str, int]:
        """The account once nothing waits."""

        async with asyncio.timeout(limit_s):
            while (await self.store.account())["waiting"]:  # noqa: ASYNC110 - rows set no event
                await asyncio.sleep(_LOOK_S)
        return {str(fate): count for fate, count in (await self.store.account()).items() if count}

    def bodies_to(self, phone: str) -> list[str]:
        """What the platform accepted for one citizen, in order."""
        return [_body(a.message) for a in self.graph.accepted if a.identity.phone == phone]


_wamids = itertools.count()


def _text(body: str) -> bytes:
    return orjson.dumps({"type": "text", "text": {"body": body, "preview_url": False}})


def _body(message: Any) -> str:
    return str(message["text"]["body"])


@asynccontextmanager
async def platform(
    clock: Clock, rules: Rules = UNLIMITED, plan: StatusPlan = SILENT
) -> AsyncIterator[tuple[EmulatedGraph, str]]:
    """An emulated platform whose statuses go to whoever sends just now; and its address."""
    graph = EmulatedGraph(NUMBER, TOKEN, clock, rules=rules, plan=plan, door=StatusDoor())
    async with serve(graph) as url:
        yield graph, url


@asynccontextmanager
async def office(
    folder: Path,
    graph: EmulatedGraph,
    url: str,
    clock: Clock,
    *,
    allowance: float = 1000.0,
    doubt_s: float = DOUBT_S,
    timeout_s: float = 15.0,
    start_s: float = 0.0,
    token: str = TOKEN,
) -> AsyncIterator[Office]:
    """One life of a sender, which ends as abruptly as the block: nothing is settled at its end.

    `start_s` is how long it takes until its door is open.
    """
    store = await open_sqlite(folder / "bot.db", clock)
    life = Office(
        store, graph, url, clock,
        allowance=allowance, doubt_s=doubt_s, timeout_s=timeout_s, token=token,
    )  # fmt: skip
    door = graph.door
    assert isinstance(door, StatusDoor)
    async with life.client:
        await life.sender.recover()
        running = [asyncio.create_task(part.run()) for part in (life.sender, life.desk)]
        opening = asyncio.create_task(_open(door, life, start_s))
        try:
            yield life
        finally:
            door.desk = None
            for task in (*running, opening):
                task.cancel()
            await asyncio.wait([*running, opening])
            await store.close()
    for task in running:
        if not task.cancelled():
            task.result()  # it ended by itself: only a fault can do that


async def _open(door: StatusDoor, life: Office, start_s: float) -> None:
    await asyncio.sleep(start_s)
    door.desk = life.desk
    life.sender.arrive()
