"""Citizens who tap their way through the menus while the bot is killed, and what they must read."""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Sequence

from bot.web.statuses import AcceptedMessage
from tests.support.bots import Town
from tests.support.reading import heading_of
from tests.support.small_flows import AGENCIES
from tests.support.waiting import until
from tests.support.webhooks import notification, tap

SCRIPT = (*AGENCIES, *(f"{name}/service" for name in AGENCIES))
_BURST = 3  # messages a citizen sends before looking at the replies
_PATIENCE_S = 1.0  # then the next citizen takes the turn; replies may come later
_TAKEN_S = 60.0  # a delivery is repeated so long, as the platform does for days


class Crowd:
    """Plays one citizen after the other, several at a time; knows what was taken and what came."""

    def __init__(self, here: Town, script: Sequence[str] = SCRIPT) -> None:
        """Watch the platform from now on."""
        self.read: defaultdict[str, list[str]] = defaultdict(list)
        self.said: dict[str, int] = {}
        self.slowest_ack_s = 0.0
        self._here = here
        self._script = script
        self._numbers = itertools.count(962_790_000_000)
        self._stopped = asyncio.Event()
        here.graph.on_accepted.append(self._note)

    def _note(self, accepted: AcceptedMessage) -> None:
        self.read[str(accepted.identity.phone)].append(heading_of(accepted.message))

    @property
    def answered(self) -> int:
        """How many replies the platform has accepted."""
        return sum(map(len, self.read.values()))

    def stop(self) -> None:
        """Whoever is speaking finishes; nobody new begins."""
        self._stopped.set()

    async def go_on(self, at_once: int) -> None:
        """So many citizens at a time, one after the other, until stopped."""
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(self._talk_in_turn())

    async def _talk_in_turn(self) -> None:
        while not self._stopped.is_set():
            await self.play(str(next(self._numbers)))

    async def play(self, citizen: str) -> None:
        """One citizen's whole script, in bursts; every third message is delivered twice."""
        self.said[citizen] = len(self._script)
        for number, row in enumerate(self._script, start=1):
            wamid = f"wamid.{citizen}.{number}"
            body = notification([tap(citizen, row, at=time.time(), wamid=wamid)])
            await self._here.deliver_until_taken(body, _TAKEN_S)
            if number % 3 == 0:
                await self._here.deliver(body)
            if number % _BURST == 0:
                await self._look(citizen, number)

    async def _look(self, citizen: str, number: int) -> None:
        async def has_come() -> bool:
            return len(self.read[citizen]) >= number

        try:
            await until(has_come, _PATIENCE_S)
        except TimeoutError:
            return

    def faults(self, expected: Sequence[str]) -> list[str]:
        """Whoever did not read exactly what a fault-free run shows, once and in order."""
        return [
            f"{citizen}: {shown}"
            for citizen in self.said
            if (shown := self.read[citizen]) != list(expected)
        ]


async def drained(here: Town, limit_s: float = 60.0) -> dict[str, int]:
    """The account once nothing waits any more."""

    async def is_settled() -> bool:
        return not (await here.account())["waiting"]

    await until(is_settled, limit_s)
    return await here.account()
