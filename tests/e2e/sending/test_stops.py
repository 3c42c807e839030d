"""Only an operator can help: sending stops, everything is kept, and it goes on by itself."""

import asyncio
from pathlib import Path

import pytest

from bench.fast_time import LoopClock, run_fast
from bot.web.faults import Fault
from tests.support.senders import TOKEN, Office, office, platform

CITIZENS = [f"9627920{n:05}" for n in range(20)]


async def until_stopped(life: Office) -> None:
    """Wait until the gate is shut and what was under way has come back."""
    while not life.gate.reason:  # noqa: ASYNC110 - answers set no event
        await asyncio.sleep(0.1)
    await asyncio.sleep(2)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        *((code, "fault_33") for code in (131048, 368, 131031)),
        *((code, "fault_34") for code in (190, 0, 104)),
        *((code, "fault_35") for code in (10, 200, 230, 299, 3, 131005)),
    ],
)
def test_fault_33_34_35_sending_stops_keeps_everything_and_resumes_by_itself(
    tmp_path: Path, code: int, fault: str
) -> None:
    """One message is tried each half minute; once that is accepted, all of it goes out."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            graph.faults.append(Fault("refuse", code))
            async with office(tmp_path, graph, url, clock) as life:
                await life.reply(CITIZENS[0], "1")
                await until_stopped(life)
                for citizen in CITIZENS[1:]:
                    await life.reply(citizen, "1", "2")
                await asyncio.sleep(20)
                assert graph.counts.posts == 1, fault
                assert life.gate.reason == f"refused: {code}"
                assert (await life.store.account())["waiting"] == 39
                assert await life.settled() == {"replied": 39}
                assert not life.gate.reason
                assert life.events["failed"] == 0

    run_fast(scenario(), speed=40)


def test_fault_34_while_the_token_is_wrong_one_message_knocks_each_half_minute(
    tmp_path: Path,
) -> None:
    """Five minutes of it: ten knocks, none of them lost; a new token and a word resume at once."""

    async def scenario() -> None:
        clock = LoopClock()
        async with (
            platform(clock) as (graph, url),
            office(tmp_path, graph, url, clock, token="expired") as life,
        ):
            await life.reply(CITIZENS[0], "1")
            await until_stopped(life)
            for citizen in CITIZENS[1:]:
                await life.reply(citizen, "1", "2")
            await asyncio.sleep(300)
            assert 10 <= graph.counts.posts <= 12
            assert (await life.store.account())["waiting"] == 39
            life.token = TOKEN
            life.gate.probe_now()
            since = clock.monotonic()
            assert await life.settled() == {"replied": 39}
            assert clock.monotonic() - since < 10

    run_fast(scenario(), speed=60)


@pytest.mark.parametrize("code", [130497, 131030])
def test_a_refusal_that_names_the_recipient_stops_nobody_else(tmp_path: Path, code: int) -> None:
    """A country the account may not write to: that citizen waits, the others are answered."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            graph.faults.append(Fault("refuse", code))
            async with office(tmp_path, graph, url, clock) as life:
                await life.reply(CITIZENS[0], "1")
                while not graph.counts.refused[code]:  # noqa: ASYNC110 - answers set no event
                    await asyncio.sleep(0.1)
                await life.reply(CITIZENS[1], "1", "2")
                await graph.until_accepted(2)
                assert not life.gate.reason
                assert life.bodies_to(CITIZENS[1]) == ["1", "2"]
                assert await life.settled(600) == {"replied": 3}

    run_fast(scenario(), speed=60)
