"""An emulated platform that can vanish, and whose statuses come in every disorder."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web

from bot.clock import SystemClock
from bot.service.sending.callbacks import read_callback
from bot.web.allowances import Rules
from bot.web.door import SignedDoor
from bot.web.emulated_graph import EmulatedGraph
from bot.web.faults import Fault
from bot.web.statuses import AcceptedMessage, StatusPlan, webhook
from tests.support.bots import TOKEN
from tests.support.webhooks import PHONE_NUMBER_ID

_HOST = "127.0.0.1"
_STOP_S = 1.0
_LATEST_S = 2.5  # a status comes within this; with a pause on top still before doubt ends
_RETRY_S = 0.3
_TOGETHER_S = 0.03  # statuses of this time travel in one POST


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that the platform took: which reply of the bot's it is, and its words."""

    key: tuple[bytes, int]  # lane and number
    attempt: int
    to: str  # phone number or user id
    content: dict[str, Any]


class Platform:
    """The emulated Graph API at one address, which it may leave and take again."""

    def __init__(self, weather: Iterable[Fault], *, has_statuses: bool) -> None:
        """`weather` is what goes wrong with the POSTs to come, one after the other."""
        plan = StatusPlan(0.0, 0.05, 0.1) if has_statuses else StatusPlan(None, None, None)
        self.graph = EmulatedGraph(
            PHONE_NUMBER_ID,
            TOKEN,
            SystemClock(),
            rules=Rules(messages_per_second=None, pair_burst=None),
            plan=plan,
        )
        self.graph.faults.extend(weather)
        self.shown: list[Shown] = []
        self.graph.on_accepted.append(self._note)
        self._runner = web.AppRunner(
            self.graph.application(), access_log=None, shutdown_timeout=_STOP_S
        )
        self._site: web.TCPSite | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """Where it is, or will be again."""
        return f"http://{_HOST}:{self._port}/v25.0"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve while this lasts."""
        await self._runner.setup()
        posting = asyncio.create_task(self.graph.run())
        try:
            await self.come_back()
            yield
        finally:
            self.graph.end_hanging()
            posting.cancel()
            await asyncio.wait([posting])
            await self._runner.cleanup()

    async def vanish(self) -> None:
        """Drop every connection and refuse new ones."""
        if self._site is None or self._runner.server is None:
            return
        await self._site.stop()
        self._site = None
        for connection in self._runner.server.connections:
            connection.force_close()

    async def come_back(self) -> None:
        """Listen again, at the same port as before."""
        if self._site is None:
            self._site = web.TCPSite(self._runner, _HOST, self._port)
            await self._site.start()
            self._port = self._runner.addresses[0][1]

    def worsen(self, fault: Fault, posts: int) -> None:
        """The next `posts` POSTs all meet one fault."""
        self.graph.faults.extendleft([fault] * posts)

    async def mend(self) -> None:
        """Nothing goes wrong any more."""
        self.graph.faults.clear()
        self.graph.end_hanging()
        await self.come_back()

    def _note(self, accepted: AcceptedMessage) -> None:
        named = read_callback(accepted.callback)
        assert named, f"a message without our callback: {accepted.callback!r}"
        to = accepted.identity.phone or accepted.identity.user_id or ""
        content = {
            k: v for k, v in accepted.message.items() if k in ("type", "text", "interactive")
        }
        self.shown.append(Shown((named[0], named[1]), named[2], to, content))


class StatusMail:
    """A door for statuses: it doubles, delays and disorders them, and adds foreign ones."""

    def __init__(self, door: SignedDoor, seed: int) -> None:
        """Statuses reach the bot through `door`; chance comes from the seed."""
        self._door = door
        self._chance = random.Random(f"{seed}/statuses")
        self._waiting: list[tuple[float, int, dict[str, Any]]] = []
        self._numbers = itertools.count()

    def __len__(self) -> int:
        """How many statuses are not yet answered 200."""
        return len(self._waiting)

    async def deliver(self, body: bytes) -> int:
        """Take what the emulated platform tells; it is told the bot later."""
        value = orjson.loads(body)["entry"][0]["changes"][0]["value"]
        now = asyncio.get_running_loop().time()
        for status in value["statuses"]:
            for _ in range(2 if self._chance.random() < 0.2 else 1):
                self._put(now, status)
            if self._chance.random() < 0.05:
                foreign = {"id": f"wamid.foreign{next(self._numbers)}"}
                self._put(now, status | foreign | {"biz_opaque_callback_data": self._foreign()})
        return 200

    async def run(self) -> None:
        """Bring statuses until cancelled, each until it is answered 200."""
        while True:
            await asyncio.sleep(_TOGETHER_S)
            now = asyncio.get_running_loop().time()
            due = [one for one in self._waiting if one[0] <= now]
            if due and await self._door.deliver(_statuses([status for _, _, status in due])) == 200:
                brought = {number for _, number, _ in due}
                self._waiting = [one for one in self._waiting if one[1] not in brought]
            elif due:
                await asyncio.sleep(_RETRY_S)

    def _put(self, now: float, status: dict[str, Any]) -> None:
        at = now + self._chance.uniform(0, _LATEST_S)
        self._waiting.append((at, next(self._numbers), status))

    def _foreign(self) -> str:
        return self._chance.choice(("AAAAAAAAAAAAAAAA.1.1", "nothing of ours", "....", ""))


def _statuses(statuses: list[dict[str, Any]]) -> bytes:
    metadata = {"display_phone_number": "96260000000", "phone_number_id": PHONE_NUMBER_ID}
    return webhook({"messaging_product": "whatsapp", "metadata": metadata, "statuses": statuses})


@asynccontextmanager
async def in_background(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run endless works beside a block; one that ends with an error ends the block."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work) for work in works]
        yield
        for task in tasks:
            task.cancel()
