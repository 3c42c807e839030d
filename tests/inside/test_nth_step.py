"""The n-th step fails, for every n until a life has no n-th step: nothing is lost, doubled or half.

After each, a new life on the same file finds everything as a life without faults leaves it.
"""

import asyncio
import contextlib
import gc
import itertools
import tempfile
import warnings
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench.fast_time import run_fast
from bot.conversation.release import Release, load_release
from bot.errors import StoreError
from bot.failpoints import Failpoints, Order
from bot.service.sending.verdicts import DOUBT_S
from bot.web.faults import Fault, FaultKind
from bot.web.statuses import StatusPlan
from tests.inside.faults import AwaitFault, DatabaseFault, counting_task, watched
from tests.inside.towns import SOON, SPEED, InsideTown, State, inside_town, script
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

_AT_ONCE = 4
_SEND_S = 15.0  # until a send without an answer is given up

# Plays one life in which the n-th step fails; says whether there was such a step.
Life = Callable[[InsideTown, list[bytes], int], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where towns are built."""

    folder: Path
    flows: Path
    release: Release


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A folder and small flows, loaded once."""
    folder = tmp_path_factory.mktemp("inside")
    flows = write_small_flows(folder / "flows")
    release = load_release(
        flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
    )
    return Place(folder, flows, release)


async def _play(
    place: Place, steps: int, life: Life, number: int, plan: StatusPlan
) -> tuple[bool, State]:
    """A life with a fault, then one without that is told everything twice more."""
    folder = Path(tempfile.mkdtemp(dir=place.folder))
    async with inside_town(folder, place.flows, place.release, plan) as here:
        bodies = script(here.clock.now(), steps)
        has_struck = await life(here, bodies, number)
        second = asyncio.create_task(here.live())
        await here.converse(bodies)
        await here.converse(bodies)
        await _end(second)
        return has_struck, here.state()


async def _end(life: "asyncio.Task[None]") -> None:
    if not life.cancelling():  # a second time would break off the tidying up
        life.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await life


async def _play_each(place: Place, steps: int, life: Life, plan: StatusPlan) -> None:
    """Life after life until one has no n-th step; each ends like one without a fault."""
    asyncio.get_running_loop().set_task_factory(counting_task)
    _, expected = await _play(place, steps, _without_fault, 0, plan)
    for first in itertools.count(1, _AT_ONCE):
        numbers = range(first, first + _AT_ONCE)
        played = await asyncio.gather(*(_play(place, steps, life, n, plan) for n in numbers))
        for number, (_, state) in zip(numbers, played, strict=True):
            assert state == expected, f"step {number}"
        if not all(has_struck for has_struck, _ in played):
            print(f"{sum(struck for struck, _ in played) + first - 1} steps failed, one a life")  # noqa: T201 - the figure of this run
            return


async def _without_fault(here: InsideTown, bodies: list[bytes], _: int) -> bool:
    return False


async def _live_on(
    here: InsideTown, bodies: list[bytes], life: "asyncio.Task[None]", longer_s: float = 0.0
) -> None:
    """All is settled by the very life that met the fault, or it could not start at all.

    It goes on for `longer_s` after.
    """
    talking = asyncio.create_task(here.converse(bodies))
    await asyncio.wait([talking, life], return_when=asyncio.FIRST_COMPLETED)
    if life.done():
        assert isinstance(life.exception(), StoreError)
        talking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await talking
        return
    await talking
    await asyncio.sleep(longer_s)
    await _end(life)


def play_each(place: Place, steps: int, life: Life, plan: StatusPlan = SOON) -> None:
    """Play on a loop whose waits are short."""
    run_fast(_play_each(place, steps, life, plan), SPEED)


@pytest.mark.parametrize(
    ("reason", "calls", "is_done"),
    [
        ("database is locked", 1, False),
        ("disk I/O error", 3, False),  # the rollback fails as well
        ("disk I/O error", 1, True),  # of unknown outcome: it was done
    ],
)
def test_the_nth_call_of_the_database_fails(
    place: Place, reason: str, calls: int, *, is_done: bool
) -> None:
    """Told 503, the platform delivers again; the life that met the fault settles everything."""

    async def life(here: InsideTown, bodies: list[bytes], number: int) -> bool:
        fault = DatabaseFault(number, calls, reason, is_done=is_done)
        living = asyncio.create_task(here.live(factory=fault.connect))
        await _live_on(here, bodies, living)
        return fault.has_struck

    play_each(place, 2, life)


def test_fault_67_an_answer_is_lost_and_a_commit_is_of_unknown_outcome(place: Place) -> None:
    """Then a status alone can settle the doubt, and it is taken at the second telling as well."""

    async def life(here: InsideTown, bodies: list[bytes], number: int) -> bool:
        here.graph.faults.append(Fault("reset-after"))
        fault = DatabaseFault(number, 1, "disk I/O error", is_done=True)
        living = asyncio.create_task(here.live(factory=fault.connect))
        await _live_on(here, bodies, living, longer_s=DOUBT_S + 1)
        here.graph.faults.clear()
        return fault.has_struck

    play_each(place, 1, life)


@pytest.mark.parametrize("kind", ["reset", "reset-after", "hang", "hang-after", "bad-gateway"])
def test_the_nth_call_of_the_platform_fails(place: Place, kind: FaultKind) -> None:
    """Broken off or silent, with the message taken or not: each reply is accepted once.

    Statuses come later than what was surely not sent would be tried again.
    """

    async def life(here: InsideTown, bodies: list[bytes], number: int) -> bool:
        here.graph.faults.extend([Fault("none")] * (number - 1) + [Fault(kind, seconds=1000)])
        living = asyncio.create_task(here.live())
        await _live_on(here, bodies, living, longer_s=_SEND_S + DOUBT_S + 1)
        has_struck = not here.graph.faults
        here.graph.faults.clear()
        return has_struck

    play_each(place, 3, life, StatusPlan(3.0, 3.5, None))


def test_the_nth_call_to_the_platform_is_not_even_written(place: Place) -> None:
    """Refused connections are tried again without a doubt."""

    async def life(here: InsideTown, bodies: list[bytes], number: int) -> bool:
        failpoints = Failpoints([Order("post.begun", "raise", number)])
        await _live_on(here, bodies, asyncio.create_task(here.live(failpoints)))
        assert here.resends() == 0
        return number <= here.graph.counts.posts

    play_each(place, 3, life)


def test_fault_66_a_life_is_cancelled_at_its_nth_await(place: Place) -> None:
    """Every task is cancelled where it stands: all or nothing of each turn, commit and send."""

    async def life(here: InsideTown, bodies: list[bytes], number: int) -> bool:
        fault = AwaitFault(number)
        watched.set(fault)
        living = asyncio.create_task(here.live())
        watched.set(None)
        talking = asyncio.create_task(here.converse(bodies))
        striking = asyncio.create_task(fault.struck.wait())
        await asyncio.wait([talking, striking], return_when=asyncio.FIRST_COMPLETED)
        await _end(living)
        for task in (talking, striking):
            task.cancel()
        await asyncio.wait([talking, striking])
        return fault.struck.is_set()

    with warnings.catch_warnings():
        # Cancelled inside `create_server`, asyncio itself leaves a socket behind.
        warnings.simplefilter("ignore", ResourceWarning)
        play_each(place, 1, life)
        gc.collect()
