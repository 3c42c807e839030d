"""The lives of one bot: started, killed, paused, told to reload, and watched."""

import asyncio
import itertools
import json
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bench.programs import peak_mb
from tests.support.bots import BotProcess

_LOOK_S = 0.4
_ANSWER = aiohttp.ClientTimeout(total=0.5)
_TRIES = 8  # starts in a row; some are told to die on the way


class Journal:
    """What happened when: a line of JSON each, beside the log."""

    def __init__(self, folder: Path) -> None:
        """Write into `folder`."""
        self._file = folder / "journal"
        self._since = time.monotonic()
        self.counts: Counter[str] = Counter()

    def note(self, event: str, **fields: object) -> None:
        """Count an event, and write it down with its time."""
        self.counts[event] += 1
        at_s = round(time.monotonic() - self._since, 3)
        wall = time.strftime("%H:%M:%S", time.gmtime())
        line = {"at_s": at_s, "utc": wall, "event": event, **fields}
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


class Lives:
    """Holds the process in one pair of hands, so that no two things are done to it at once."""

    def __init__(
        self, bot: BotProcess, http: aiohttp.ClientSession, orders: Sequence[str], journal: Journal
    ) -> None:
        """`orders` are the failpoints of each life; the last word has `calm`."""
        self.bot = bot
        self.journal = journal
        self.faults: list[str] = []
        self.sends: Counter[str] = Counter()  # `bot_sends_total` of this life, as last read
        self.peak_mb = 0.0
        self.slowest_start_s = 0.0
        self._http = http
        self._orders = itertools.chain(orders, itertools.repeat(""))
        self._is_calm = False
        self._hands = asyncio.Lock()

    @asynccontextmanager
    async def in_hand(self) -> AsyncIterator[None]:
        """Nothing else is done to the process while this lasts."""
        async with self._hands:
            yield

    async def begin(self) -> None:
        """Start for the first time."""
        async with self._hands:
            await self._start()

    async def watch(self) -> None:
        """Until cancelled: start it again when it ends unasked, and read its figures."""
        while True:
            await asyncio.sleep(_LOOK_S)
            async with self._hands:
                if not self.bot.is_running:
                    self.journal.note("died", code=await self.bot.ended())
                    await self._start()
                await self.look()

    async def kill(self, down_s: float = 0.0) -> None:
        """As a power cut; then a new start."""
        async with self._hands:
            if self.bot.is_running:
                await self.look()
                self.journal.note("kill")
                await self.bot.kill()
            await asyncio.sleep(down_s)
            await self._start()

    async def restart(self, *, calm: bool = False) -> None:
        """As an operator does; with `calm` no life does anything to itself any more."""
        async with self._hands:
            await self.stop()
            self._is_calm = self._is_calm or calm
            await self._start()

    async def stop(self) -> None:
        """SIGTERM: it must settle what is under way and exit 0, unless it was told to die."""
        await self.look()
        self.journal.note("restart")
        code = await self.bot.end(signal.SIGTERM)
        orders = self.bot.environment["BOT_FAILPOINTS"]
        if code and not (code == -signal.SIGKILL and "kill" in orders):
            self.faults.append(f"SIGTERM ended it with {code}")

    async def pause(self, seconds: float) -> None:
        """Stopped as by a debugger or a full host, and let go on."""
        async with self._hands:
            if not self.bot.is_running:
                return
            self.journal.note("pause", seconds=round(seconds, 1))
            self.bot.signal(signal.SIGSTOP)
            await asyncio.sleep(seconds)
            self.bot.signal(signal.SIGCONT)

    async def reload(self) -> None:
        """SIGHUP."""
        async with self._hands:
            if self.bot.is_running:
                self.bot.signal(signal.SIGHUP)

    async def look(self) -> None:
        """Read counters and memory of the life that is lived now, if it answers."""
        try:
            text = await self._metrics()
        except (aiohttp.ClientError, OSError):
            return
        for line in text.splitlines():
            if line.startswith("bot_sends_total{"):
                event = line.partition('event="')[2].partition('"')[0]
                self.sends[event] = int(float(line.rpartition(" ")[2]))
        self.peak_mb = max(self.peak_mb, peak_mb(self.bot.pid))

    async def _metrics(self) -> str:
        async with self._http.get(f"{self.bot.url}/metrics", timeout=_ANSWER) as response:
            return await response.text()

    async def _start(self) -> None:
        for _ in range(_TRIES):
            orders = "" if self._is_calm else next(self._orders)
            self.bot.environment["BOT_FAILPOINTS"] = orders
            self.sends.clear()
            since = time.monotonic()
            if await self.bot.comes_up():
                took_s = time.monotonic() - since
                self.slowest_start_s = max(self.slowest_start_s, took_s)
                self.journal.note("start", orders=orders, took_s=round(took_s, 2))
                return
            code = await self.bot.ended()
            self.journal.note("died while starting", orders=orders, code=code)
            if code != -signal.SIGKILL and "raise" not in orders:
                await asyncio.sleep(_LOOK_S)  # a command may hold the store for a moment
        raise AssertionError(f"it did not start in {_TRIES} tries: {self.bot.log()[-600:]}")
