"""One seed, from the first start to the checks."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.web.door import SignedDoor
from tests.chaos.checks import (
    Seen,
    count_doubles,
    find_faults,
    find_unclear_doubts,
    read_doubts,
)
from tests.chaos.report import Figures
from tests.chaos.script.plan import Plan, make_plan
from tests.chaos.town.deliveries import Deliveries
from tests.chaos.town.lives import Journal, Lives
from tests.chaos.town.platform import Platform, StatusMail, in_background
from tests.chaos.town.trouble import Trouble
from tests.support.bots import APP_SECRET, BotProcess, Town
from tests.support.commands import run_command
from tests.support.crowds import drained
from tests.support.small_flows import write_small_flows
from tests.support.waiting import until

_DRAIN_S = 180.0  # from the end of every fault until nothing waits
_TALK_S = 60.0  # and three times the trouble: who waits for answers is held up by it
_ACTS = ("kill", "died", "died while starting")


@dataclass(frozen=True, slots=True)
class _Scene:
    """The parts of a run, joined."""

    plan: Plan
    folder: Path
    platform: Platform
    mail: StatusMail
    deliveries: Deliveries
    lives: Lives
    town: Town
    trouble: Trouble


async def run_seed(
    seed: int, folder: Path, *, citizens: int = 48, seconds: float = 24.0
) -> Figures:
    """Play a seed in `folder`; what was not as it must be stands in the figures."""
    plan = make_plan(seed, citizens=citizens, seconds=seconds)
    async with _scene(plan, folder) as scene:
        figures = Figures(seed, plan.messages, citizens, has_statuses=plan.has_statuses)
        figures.folder = folder
        try:
            await _play(scene, figures)
        except (TimeoutError, AssertionError, ExceptionGroup) as error:
            figures.faults.append(f"{type(error).__name__}: {_told(error)}")
        _fill_in(figures, scene)
        return figures


def _told(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{error!r}"[:1500]


@asynccontextmanager
async def _scene(plan: Plan, folder: Path) -> AsyncIterator[_Scene]:
    flows = write_small_flows(folder / "flows")
    platform = Platform(plan.weather, has_statuses=plan.has_statuses)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as http, platform.running():
        bot = BotProcess(folder, platform.url, BOT_FLOWS=str(flows))
        lives = Lives(bot, http, plan.lives, Journal(folder))
        town = Town(bot, platform.graph, http)
        door = SignedDoor(f"{bot.url}/webhook", APP_SECRET, http)
        platform.graph.door = mail = StatusMail(door, plan.seed)
        deliveries = Deliveries(door)
        trouble = Trouble(plan, lives, platform, deliveries, http)
        try:
            yield _Scene(plan, folder, platform, mail, deliveries, lives, town, trouble)
        finally:
            if bot.is_running:
                bot.signal(signal.SIGCONT)
                await bot.kill()


async def _play(scene: _Scene, figures: Figures) -> None:
    lives, deliveries = scene.lives, scene.deliveries
    await lives.begin()
    async with in_background(lives.watch(), scene.mail.run()):
        async with asyncio.timeout(_TALK_S + 3 * scene.plan.seconds), asyncio.TaskGroup() as group:
            talking = group.create_task(deliveries.let_talk(scene.plan.citizens))
            group.create_task(scene.trouble.run())
        assert talking.done()
        await scene.platform.mend()
        ended_at = time.monotonic()
        await drained(scene.town, _DRAIN_S)
        figures.drain_s = time.monotonic() - ended_at
        await _come_to_rest(scene, figures)


async def _come_to_rest(scene: _Scene, figures: Figures) -> None:
    """Everything once more, which must change nothing; the last statuses; a clean end."""
    bot = scene.lives.bot
    everything = [s for citizen in scene.plan.citizens for s in citizen.sayings]
    await scene.deliveries.repeat(everything)

    async def has_all_statuses() -> bool:
        return not len(scene.mail)

    await until(has_all_statuses)
    account = await drained(scene.town)
    told = await run_command(scene.folder, bot.environment, "stats")
    if told.code:
        figures.faults.append(f"stats through the server: {told.code} {told.err}")
    async with scene.lives.in_hand():
        await scene.lives.stop()
        figures.faults += find_unclear_doubts(scene.lives.sends)
        seen = Seen(
            scene.plan,
            scene.folder,
            account,
            tuple(scene.platform.shown),
            scene.deliveries.passages,
        )
        figures.faults += await asyncio.to_thread(find_faults, seen)
        figures.doubles = count_doubles(seen.shown)
        figures.settled_by_status, figures.resends = read_doubts(scene.folder / "bot.db")


def _fill_in(figures: Figures, scene: _Scene) -> None:
    lives, tally = scene.lives, scene.deliveries.tally
    counts = lives.journal.counts
    figures.faults += lives.faults
    for status in set(tally.answers) - {0, 200, 503}:
        figures.faults.append(f"{tally.answers[status]} deliveries were answered {status}")
    figures.kills = sum(counts[act] for act in _ACTS)
    figures.pauses = counts["pause"]
    figures.other_faults = scene.platform.graph.counts.faults + sum(
        count for act, count in counts.items() if act not in (*_ACTS, "pause", "start")
    )
    figures.in_doubt = figures.settled_by_status + figures.resends
    figures.webhooks = sum(tally.answers.values())
    figures.slowest_ack_s = tally.slowest_ack_s
    figures.slowest_start_s = lives.slowest_start_s
    figures.peak_mb = lives.peak_mb
    if figures.doubles > (0 if figures.has_statuses else figures.resends):
        figures.faults.append(f"{figures.doubles} doubles, {figures.resends} sent again in doubt")
