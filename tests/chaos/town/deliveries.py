"""The way of messages from the platform to the bot: again until 200, doubled and re-batched."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.web.door import SignedDoor
from tests.chaos.script.citizens import Citizen, Saying
from tests.support.webhooks import notification

_RETRY_S = 0.15
_BUNDLE_S = 0.1
_BUNDLE = 40


@dataclass(slots=True)
class Passage:
    """When a message was first posted, and first answered 200; monotonic seconds."""

    posted_at: float
    taken_at: float = 0.0


@dataclass(slots=True)
class Tally:
    """What became of the POSTs."""

    answers: Counter[int] = field(default_factory=Counter)
    slowest_ack_s: float = 0.0
    duplicates: int = 0


class Deliveries:
    """Brings what citizens say to the bot, as the platform does."""

    def __init__(self, door: SignedDoor) -> None:
        """Everything goes through `door`."""
        self.passages: dict[str, Passage] = {}
        self.tally = Tally()
        self._door = door
        self._at = time.time()
        self._taken: list[Saying] = []
        self._bundle: list[tuple[Saying, asyncio.Event]] = []
        self._duplicates: list[Saying] = []

    async def let_talk(self, citizens: Sequence[Citizen]) -> None:
        """Everybody says everything; returns once all of it was answered 200."""
        async with asyncio.TaskGroup() as group:
            bundling = group.create_task(self._bring_bundles())
            async with asyncio.TaskGroup() as talking:
                for citizen in citizens:
                    talking.create_task(self._talk(citizen))
            bundling.cancel()

    async def post(self, body: bytes) -> int:
        """Post once; the status, 0 when nobody answered."""
        since = time.monotonic()
        status = await self._door.deliver(body)
        self.tally.answers[status] += 1
        if status:
            self.tally.slowest_ack_s = max(self.tally.slowest_ack_s, time.monotonic() - since)
        return status

    async def repeat(self, sayings: Sequence[Saying], at_once: int = 50) -> None:
        """Bring again what was taken already, in batches across citizens, until answered 200."""
        for start in range(0, len(sayings), at_once):
            part = sayings[start : start + at_once]
            self.tally.duplicates += len(part)
            await self._until_taken(self._body(part))

    async def repeat_latest(self, count: int) -> None:
        """Bring the latest messages once more, without caring for the answer."""
        if latest := self._taken[-count:]:
            self.tally.duplicates += len(latest)
            await self.post(self._body(latest))

    async def _talk(self, citizen: Citizen) -> None:
        async with asyncio.TaskGroup() as under_way:
            for saying in citizen.sayings:
                await asyncio.sleep(saying.pause_s)
                bringing = under_way.create_task(self._bring(saying))
                if saying.waits:
                    await bringing
                if saying.copy == "later":
                    under_way.create_task(self._bring_later(saying))

    async def _bring(self, saying: Saying) -> None:
        self.passages[saying.wamid] = Passage(time.monotonic())
        if saying.is_bundled:
            taken = asyncio.Event()
            self._bundle.append((saying, taken))
            await taken.wait()
        else:
            copies = 2 if saying.copy == "inside" else 1
            body = self._body([saying] * copies)
            self.tally.duplicates += copies - 1
            async with asyncio.TaskGroup() as group:
                group.create_task(self._until_taken(body))
                if saying.copy == "twin":
                    self.tally.duplicates += 1
                    group.create_task(self.post(body))
        self._note_taken(saying)

    async def _bring_later(self, saying: Saying) -> None:
        await asyncio.sleep(saying.later_s)
        self.tally.duplicates += 1
        await self.post(self._body([saying]))

    async def _bring_bundles(self) -> None:
        """What waits travels together, and with it copies of what was taken before."""
        while True:
            await asyncio.sleep(_BUNDLE_S)
            bundle, self._bundle = self._bundle[:_BUNDLE], self._bundle[_BUNDLE:]
            if not bundle:
                continue
            copies, self._duplicates = self._duplicates, []
            self.tally.duplicates += len(copies)
            await self._until_taken(self._body([*copies, *(saying for saying, _ in bundle)]))
            for _, taken in bundle:
                taken.set()

    async def _until_taken(self, body: bytes) -> None:
        while await self.post(body) != 200:  # noqa: ASYNC110 - another process cannot set our events
            await asyncio.sleep(_RETRY_S)

    def _note_taken(self, saying: Saying) -> None:
        self.passages[saying.wamid].taken_at = time.monotonic()
        self._taken.append(saying)
        if saying.copy == "batched":
            self._duplicates.append(saying)

    def _body(self, sayings: Sequence[Saying]) -> bytes:
        """One POST; each message in a change of its own, beside its own contact alone."""
        bodies = [
            json.loads(notification([saying.message(self._at)], contacts=[saying.contact]))
            for saying in sayings
        ]
        whole = bodies[0] | {"entry": [entry for body in bodies for entry in body["entry"]]}
        return json.dumps(whole, separators=(",", ":")).encode()
