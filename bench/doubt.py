"""How long to wait for a status before an attempt in doubt is followed by another one.

The real sender, store and HTTP; only the waits pass faster. A process dies while ten replies are
under way, half of them taken by the platform; the next one finds all ten in doubt.
"""

import asyncio
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.fast_time import LoopClock, run_fast
from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from tests.support.senders import UNLIMITED, office, platform

SEEDS = range(20)
WAITS_S = (0.0, 2.0, 5.0, 10.0, 20.0, 60.0)
STARTS_S = (1.0, 5.0)
STATUSES = ("at once", "0-60 s late", "none")
REPLIES = 10
_SPEED = 20.0
_AT_ONCE = 12  # lives side by side; more, and the loop stalls, which counts as absence
_NEVER_S = 1e6
_LATE_S = 75.0  # by then every status that will come has come


@dataclass(frozen=True, slots=True)
class Case:
    """One life that ends in doubt, and the next."""

    seed: int
    statuses: str
    start_s: float
    wait_s: float


@dataclass(frozen=True, slots=True)
class Found:
    """Of the replies that were taken: how many twice. Of the others: how late, in seconds."""

    taken: int
    doubled: int
    known: int  # doubles that the counter tells of
    late_s: tuple[float, ...]


def cases(statuses: str) -> Iterator[Case]:
    """Every seed under every condition."""
    for start_s in STARTS_S:
        for wait_s in WAITS_S:
            for seed in SEEDS:
                yield Case(seed, statuses, start_s, wait_s)


async def live(case: Case) -> Found:
    """Play one case."""
    chance = random.Random(case.seed)
    clock = LoopClock()
    delay_s = {"at once": 0.0, "0-60 s late": chance.uniform(0, 60), "none": None}[case.statuses]
    faults = [Fault(kind, seconds=600) for kind in ("hang-after", "hang") * (REPLIES // 2)]
    chance.shuffle(faults)
    citizens = [f"9627900{n:05}" for n in range(REPLIES)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with platform(clock, UNLIMITED, StatusPlan(delay_s, None, None)) as (graph, url):
            # this life hears no status: it dies before its door could tell it
            async with office(folder, graph, url, clock, start_s=_NEVER_S) as life:
                graph.faults.extend(faults)
                for citizen in citizens:
                    await life.reply(citizen, "1")
                while graph.counts.faults < REPLIES:  # noqa: ASYNC110 - POSTs set no event
                    await asyncio.sleep(0.5)
                await asyncio.sleep(chance.uniform(0, 2))
                killed_at = clock.now()
            taken = {accepted.identity.phone for accepted in graph.accepted}
            async with office(
                folder, graph, url, clock, doubt_s=case.wait_s, start_s=case.start_s
            ) as life:
                await life.settled(600)
                if case.statuses == "0-60 s late":
                    await asyncio.sleep(max(0.0, killed_at + _LATE_S - clock.now()))
        first = {accepted.identity.phone: accepted.at for accepted in reversed(graph.accepted)}
        counts = [len(life.bodies_to(citizen)) for citizen in citizens if citizen in taken]
        late = [first[citizen] - killed_at for citizen in citizens if citizen not in taken]
    return Found(len(counts), sum(n - 1 for n in counts), life.events["doubled"], tuple(late))


async def measure(statuses: str) -> dict[Case, Found]:
    """All cases with statuses of one kind, so many at a time."""
    places = asyncio.Semaphore(_AT_ONCE)
    found: dict[Case, Found] = {}

    async def play(case: Case) -> None:
        async with places:
            found[case] = await live(case)

    async with asyncio.TaskGroup() as group:
        for case in cases(statuses):
            group.create_task(play(case))
    return found


def report() -> None:
    """Print a table: doubles of what was taken, and how late the rest comes, by wait."""
    print(f"  {len(SEEDS)} seeds, {REPLIES} replies in doubt each, half of them taken")
    for statuses in STATUSES:
        found = run_fast(measure(statuses), _SPEED)
        for start_s in STARTS_S:
            for wait_s in WAITS_S:
                some = [r for c, r in found.items() if (c.start_s, c.wait_s) == (start_s, wait_s)]
                taken, doubled = sum(r.taken for r in some), sum(r.doubled for r in some)
                late = median(s for r in some for s in r.late_s)
                print(
                    f"  statuses {statuses}, start {start_s:.0f} s, wait {wait_s:.0f} s:"
                    f" {doubled} of {taken} sent twice ({sum(r.known for r in some)} known),"
                    f" the others {late:.1f} s after the end",
                    flush=True,
                )
