"""Makes the incidents of a plan happen, one after the other."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping

import aiohttp

from tests.chaos.script.plan import Incident, IncidentKind, Plan
from tests.chaos.town.deliveries import Deliveries
from tests.chaos.town.lives import Lives
from tests.chaos.town.noise import make_noise
from tests.chaos.town.platform import Platform
from tests.support.commands import run_command

_MOST_HANGING = 3  # POSTs of one outage; each costs its lane half a minute
_LATEST = 40


class Trouble:
    """Whatever lasts goes on beside the incidents that follow."""

    def __init__(
        self,
        plan: Plan,
        lives: Lives,
        platform: Platform,
        deliveries: Deliveries,
        http: aiohttp.ClientSession,
    ) -> None:
        """Know everybody who can get into trouble."""
        self._plan = plan
        self._lives = lives
        self._platform = platform
        self._deliveries = deliveries
        self._http = http
        self._journal = lives.journal
        self._acts: Mapping[IncidentKind, Callable[[Incident], Awaitable[None]]] = {
            "kill": self._kill,
            "restart": self._restart,
            "pause": self._pause,
            "reload": self._reload,
            "faulty-reload": self._reload_faulty,
            "stats": self._stats,
            "backup": self._back_up,
            "vanish": self._vanish,
            "outage": self._worsen,
            "noise": self._make_noise,
        }
        # What is done to the process is waited for; everything else happens beside it.
        self._in_line = (self._kill, self._restart, self._pause)

    async def run(self) -> None:
        """Every incident of the plan; then a last life that does nothing to itself."""
        loop = asyncio.get_running_loop()
        since = loop.time()
        async with asyncio.TaskGroup() as beside:
            for incident in self._plan.incidents:
                await asyncio.sleep(max(0.0, since + incident.at_s - loop.time()))
                act = self._acts[incident.kind]
                happening = beside.create_task(_await(act(incident)))
                if act in self._in_line:
                    await happening
        await self._lives.restart(calm=True)
        await self._deliveries.repeat_latest(_LATEST)

    async def _kill(self, incident: Incident) -> None:
        await self._lives.kill(0.0 if incident.posts % 2 else incident.seconds / 5)
        await self._deliveries.repeat_latest(incident.posts)

    async def _restart(self, incident: Incident) -> None:
        await self._lives.restart()
        await self._deliveries.repeat_latest(incident.posts)

    async def _pause(self, incident: Incident) -> None:
        await self._lives.pause(incident.seconds)

    async def _reload(self, _: Incident) -> None:
        self._journal.note("reload")
        await self._lives.reload()

    async def _reload_faulty(self, incident: Incident) -> None:
        """A file that must be refused whole; it is mended before anything is started again."""
        bot = self._lives.bot
        file = bot.folder / "flows" / "alpha.yaml"
        async with self._lives.in_hand():
            if not bot.is_running:
                return
            self._journal.note("faulty reload")
            whole = file.read_text(encoding="utf-8")
            file.write_text(whole.replace("kind: fees", "kind: nothing-known"), encoding="utf-8")
            bot.signal(signal.SIGHUP)
            await asyncio.sleep(incident.seconds / 8)
            file.write_text(whole, encoding="utf-8")
            if bot.is_running:
                bot.signal(signal.SIGHUP)

    async def _stats(self, _: Incident) -> None:
        await self._command("stats")

    async def _back_up(self, incident: Incident) -> None:
        await self._command("backup", str(self._lives.bot.folder / f"copy-{incident.at_s:.3f}.db"))

    async def _command(self, *words: str) -> None:
        """A command in the middle of it all: it works, or says in one line why not."""
        bot = self._lives.bot
        told = await run_command(bot.folder, bot.environment, *words)
        self._journal.note(words[0], code=told.code, err=told.err[-300:])
        if told.code and len(told.err.strip().splitlines()) != 1:
            self._lives.faults.append(f"{words[0]} ended with {told.code}, said {told.err[:500]!r}")

    async def _vanish(self, incident: Incident) -> None:
        self._journal.note("vanish", seconds=round(incident.seconds, 1))
        await self._platform.vanish()
        await asyncio.sleep(incident.seconds)
        await self._platform.come_back()

    async def _worsen(self, incident: Incident) -> None:
        fault, posts = incident.fault, incident.posts
        if fault.kind in ("hang", "hang-after"):
            posts = min(posts, _MOST_HANGING)
        self._journal.note("outage", kind=fault.kind, code=fault.code, posts=posts)
        self._platform.worsen(fault, posts)

    async def _make_noise(self, incident: Incident) -> None:
        """None of it has an effect; each is refused as it deserves, or taken and left out."""
        self._journal.note("noise")
        for noise in make_noise(incident.at_s, self._plan.seed):
            status = await noise.post(self._http, f"{self._lives.bot.url}/webhook")
            if status not in (0, 503, noise.expected):
                self._lives.faults.append(
                    f"{noise.name} was answered {status}, not {noise.expected}"
                )


async def _await(act: Awaitable[None]) -> None:
    await act
