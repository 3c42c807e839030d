"""A real bot process with an emulated platform in front of it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from bench.ports import free_port
from bot.clock import SystemClock
from bot.web.allowances import Rules
from bot.web.door import SignedDoor
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.statuses import StatusPlan
from tests.support.waiting import until
from tests.support.webhooks import PHONE_NUMBER_ID

ROOT = Path(__file__).parent.parent.parent
APP_SECRET = "app-secret-of-the-test"
TOKEN = "access-token-of-the-test"
VERIFY_TOKEN = "verify-token-of-the-test"
START_S = 20.0


def environment_of(database: Path, port: int, graph_url: str, **settings: str) -> dict[str, str]:
    """The environment variables of a bot in front of an emulated platform."""
    return {
        "PATH": "/usr/bin:/bin",
        "BOT_PORT": str(port),
        "BOT_DATABASE": f"sqlite:///{database}",
        "BOT_FLOWS": str(ROOT / "flows"),
        "BOT_LOCALES": str(ROOT / "locales"),
        "BOT_PSEUDONYM_KEY": "5a" * 32,
        "BOT_MESSAGES_PER_SECOND": "1000",
        "WHATSAPP_PHONE_NUMBER_ID": PHONE_NUMBER_ID,
        "WHATSAPP_ACCESS_TOKEN": TOKEN,
        "WHATSAPP_APP_SECRET": APP_SECRET,
        "WHATSAPP_VERIFY_TOKEN": VERIFY_TOKEN,
        "WHATSAPP_GRAPH_URL": graph_url,
        **settings,
    }


class BotProcess:
    """One `main.py serve`, started and killed as an operator or a power cut would."""

    def __init__(self, folder: Path, graph_url: str, **settings: str) -> None:
        """Its database and output stand in `folder`; `settings` are environment variables."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.environment = environment_of(folder / "bot.db", self.port, graph_url, **settings)
        self.wrapper: tuple[str, ...] = ()  # a command that runs it, such as one that sets limits
        self.flags: tuple[str, ...] = ()  # of `serve`
        self.log_sink: int | None = None  # where its log goes instead of to the file `log`
        self._process: asyncio.subprocess.Process | None = None

    async def launch(self) -> None:
        """Start and do not wait: it may be told to die before it is ready."""
        with (self.folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.wrapper,
                sys.executable,
                str(ROOT / "main.py"),
                "serve",
                *self.flags,
                cwd=self.folder,
                env=self.environment,
                stdout=asyncio.subprocess.PIPE,
                stderr=log if self.log_sink is None else self.log_sink,
            )

    async def start(self) -> None:
        """Start and wait until it says that it is ready."""
        assert await self.comes_up(), (self.folder / "log").read_text()[-2000:]

    async def comes_up(self) -> bool:
        """Start; whether it says that it is ready before it ends."""
        await self.launch()
        assert self._process
        assert self._process.stdout
        try:
            async with asyncio.timeout(START_S):
                return b"ready" in await self._process.stdout.readline()
        except TimeoutError:
            await self.kill()  # whoever starts it in vain does not come to ending it
            raise

    async def kill(self) -> None:
        """As a power cut: no chance to tidy up."""
        await self.end(signal.SIGKILL)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(number)
        async with asyncio.timeout(START_S):
            return await self._process.wait()

    async def ended(self, limit_s: float = 2 * START_S) -> int:
        """Wait until it ends by itself; returns the exit code, negative for a signal."""
        assert self._process
        async with asyncio.timeout(limit_s):
            return await self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal and do not wait."""
        assert self._process
        self._process.send_signal(number)

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended since."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The process id while it runs."""
        assert self._process
        return self._process.pid

    def log(self) -> str:
        """Everything it logged so far."""
        return (self.folder / "log").read_text(encoding="utf-8")


class Town:
    """A bot, its platform and its citizens."""

    def __init__(self, bot: BotProcess, graph: EmulatedGraph, http: aiohttp.ClientSession) -> None:
        """Join them; the bot is not started yet."""
        self.bot = bot
        self.graph = graph
        self.http = http
        self.door = SignedDoor(f"{bot.url}/webhook", APP_SECRET, http)
        graph.door = self.door

    async def deliver(self, body: bytes) -> int:
        """Post one signed webhook; its HTTP status, 0 when nobody answered."""
        return await self.door.deliver(body)

    async def deliver_until_taken(self, body: bytes, limit_s: float = 30.0) -> None:
        """As the platform does: again until it is answered 200."""

        async def is_taken() -> bool:
            return await self.deliver(body) == 200

        await until(is_taken, limit_s)

    def replies_to(self, citizen: str) -> list[Mapping[str, Any]]:
        """What the platform accepted for one citizen, in order."""
        return [a.message for a in self.graph.accepted if a.identity.phone == citizen]

    async def get_json(self, path: str) -> tuple[int, dict[str, Any]]:
        """Status and JSON of one of the bot's pages."""
        async with self.http.get(self.bot.url + path) as response:
            return response.status, await response.json()

    async def account(self) -> dict[str, int]:
        """The account of messages by fate, from the metrics."""
        async with self.http.get(self.bot.url + "/metrics") as response:
            lines = (await response.text()).splitlines()
        found = (
            line.removeprefix('bot_account{fate="') for line in lines if "bot_account{" in line
        )
        return {fate: int(float(n)) for fate, _, n in (line.partition('"} ') for line in found)}


@asynccontextmanager
async def town(
    folder: Path,
    *,
    rules: Rules | None = None,
    plan: StatusPlan | None = None,
    **settings: str,
) -> AsyncIterator[Town]:
    """A platform without limits unless asked, and a bot that is not started yet."""
    graph = EmulatedGraph(
        PHONE_NUMBER_ID,
        TOKEN,
        SystemClock(),
        rules=rules or Rules(messages_per_second=None, pair_burst=None),
        plan=plan,
    )
    async with aiohttp.ClientSession() as http, serve(graph) as graph_url:
        bot = BotProcess(folder, graph_url, **settings)
        try:
            yield Town(bot, graph, http)
        finally:
            if bot._process is not None:
                await bot.kill()
