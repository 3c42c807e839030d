"""Killed at every named point in the middle of traffic: each message is answered once, in order."""

import asyncio
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio

from bot.failpoints import POINTS
from bot.web.statuses import StatusPlan
from tests.support.bots import Town, town
from tests.support.crowds import SCRIPT, Crowd, drained
from tests.support.small_flows import write_small_flows
from tests.support.waiting import until

# The lives of one bot, one after the other; each but the last ends where it says. Those of a
# start begin with a file that is not there yet. "" is a life that is ended from outside.
CHAINS: dict[str, tuple[str, ...]] = {
    "start": (
        "start.locked@1", "start.migrating@1", "start.created@1", "",
        "start.locked@1", "start.migrated@1", "start.recovered@1", "start.recovered@1",
    ),
    "door": ("door.read@9", "door.signed@9", "turn.taken@9", "door.durable@9"),
    "admit": ("admit.begun@4", "admit.written@4", "admit.committed@4"),
    "begin": ("begin.begun@4", "begin.written@4", "begin.committed@4"),
    "settle": ("settle.begun@4", "settle.written@4", "settle.committed@4"),
    "statuses": ("statuses.begun@3", "statuses.written@3", "statuses.committed@3"),
    "purge": ("", "purge.begun@1", "purge.written@1", "purge.committed@1"),
    "post": ("post.begun@9", "post.answered@9", "post.answered@2"),
    "drain": ("drain@1",),
}  # fmt: skip
# The row of the fault matrix (docs/faults.md) that a point stands for.
ROWS = {
    "door.read": "01", "door.signed": "02", "admit.begun": "02", "turn.taken": "05",
    "admit.written": "05", "door.durable": "03", "admit.committed": "03", "begin": "06",
    "post.begun": "06", "post.answered": "09", "settle": "09", "start.recovered": "10",
    "start.migrating": "11",
}  # fmt: skip
_CITIZENS = 5  # at a time
_TOWNS = 3  # at a time: two cores start no more in good time
_SOME = 20  # replies before an end from outside


async def _live(here: Town, crowd: Crowd, ending: str) -> int:
    """Start the bot, let it die where it is told to; returns the exit code."""
    here.bot.environment["BOT_FAILPOINTS"] = ending.replace("@", "=kill@")
    await here.bot.launch()
    if ending and not ending.startswith("drain"):
        return await here.bot.ended()
    before = crowd.answered

    async def is_busy() -> bool:
        return crowd.answered >= before + _SOME

    await until(is_busy)
    here.bot.signal(signal.SIGTERM if ending else signal.SIGKILL)
    return await here.bot.ended()


async def _play(folder: Path, chain: tuple[str, ...]) -> list[str]:
    """One bot and its lives under traffic; returns what is wrong in the end."""
    flows = write_small_flows(folder / "flows")
    async with town(folder, plan=StatusPlan(0.0, 0.05, None), BOT_FLOWS=str(flows)) as here:
        crowd = Crowd(here)
        talking = asyncio.create_task(crowd.go_on(_CITIZENS))
        codes = {ending: await _live(here, crowd, ending) for ending in chain}
        here.bot.environment["BOT_FAILPOINTS"] = ""
        await here.bot.start()
        crowd.stop()
        await talking
        await crowd.play("962791111111")
        account = await drained(here)
    expected = crowd.read["962791111111"]
    faults = crowd.faults(expected)
    faults += [f"{ending}: ended by {code}" for ending, code in codes.items() if code != -9]
    if len(set(expected)) != len(SCRIPT):
        faults.append(f"the fault-free run shows {expected}")
    if account != _all_replied(sum(crowd.said.values())):
        faults.append(f"the account is {account} of {sum(crowd.said.values())}")
    return faults


def _all_replied(messages: int) -> Mapping[str, int]:
    return {"waiting": 0, "replied": messages, "ignored": 0, "expired": 0, "failed": 0}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def faults(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """What is wrong after each chain; they run side by side."""
    places = asyncio.Semaphore(_TOWNS)

    async def play(name: str) -> tuple[str, list[str]]:
        async with places:
            try:
                return name, await _play(tmp_path_factory.mktemp(name), CHAINS[name])
            except (TimeoutError, AssertionError) as error:
                return name, [f"{type(error).__name__}: {error}"]

    return dict(await asyncio.gather(*map(play, CHAINS)))


def _chains_of(point: str) -> Iterator[str]:
    for name, endings in CHAINS.items():
        if any(ending.startswith(f"{point}@") for ending in endings):
            yield name


def _named(point: str) -> str:
    row = ROWS.get(point) or ROWS.get(point.partition(".")[0])
    return f"fault_{row}-{point}" if row else point


@pytest.mark.parametrize("point", POINTS, ids=_named)
def test_fault_01_02_03_05_06_09_10_11_killed_at_a_point_every_message_is_answered_once(
    point: str, faults: Mapping[str, list[str]]
) -> None:
    """Redelivered until 200 and with statuses on: nothing lost, doubled, out of order or half."""
    [chain] = _chains_of(point)

    assert faults[chain] == []
