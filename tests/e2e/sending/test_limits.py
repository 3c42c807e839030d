"""Too much for the number, too much for one citizen: slower, later, never lost."""

import asyncio
from pathlib import Path

import pytest

from bench.fast_time import LoopClock, run_fast
from bot.web.allowances import Rules
from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from tests.support.senders import office, platform

ONE = "962790000101"
CITIZENS = [f"9627910{n:05}" for n in range(100)]


def most_within(times: list[float], span_s: float) -> int:
    """The most moments that lie within any span of time."""
    return max(sum(start <= one < start + span_s for one in times) for start in times)


@pytest.mark.parametrize("http_status", [400, 403, 429])
def test_fault_31_130429_as_400_403_and_429_slows_the_whole_number_and_loses_nothing(
    tmp_path: Path, http_status: int
) -> None:
    """Each one halves the speed for everybody; time restores it; nobody is refused for good."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            graph.faults.extend([Fault("refuse", 130429, http_status)] * 3)
            async with office(tmp_path, graph, url, clock, allowance=80) as life:
                for citizen in CITIZENS[:3]:
                    await life.reply(citizen, "1", "2")
                while life.events["throttled"] < 3:  # noqa: ASYNC110 - waits for answers alone
                    await asyncio.sleep(0.05)
                assert life.pacing.rate < 20
                assert await life.settled() == {"replied": 6}
                for citizen in CITIZENS[:3]:
                    assert life.bodies_to(citizen) == ["1", "2"]
                await asyncio.sleep(20)
                assert life.pacing.rate == 80
                assert life.events["in_doubt"] == 0

    run_fast(scenario())


def test_fault_31_a_number_of_twenty_a_second_is_not_overrun(tmp_path: Path) -> None:
    """Set to the platform's own allowance the bot is never refused, and uses most of it."""

    async def scenario() -> None:
        clock = LoopClock()
        rules = Rules(messages_per_second=20, pair_burst=None)
        async with (
            platform(clock, rules) as (graph, url),
            office(tmp_path, graph, url, clock, allowance=20) as life,
        ):
            since = clock.now()
            for citizen in CITIZENS:
                await life.reply(citizen, "1", "2")
            assert await life.settled() == {"replied": 200}
            times = sorted(accepted.at for accepted in graph.accepted)
            assert graph.counts.refused[130429] == 0
            assert most_within(times, 5.0) <= 5 * 20 + 20
            assert times[-1] - since < 1.3 * 200 / 20

    run_fast(scenario(), speed=4)


def test_fault_31_a_number_that_may_less_than_it_is_set_to_finds_its_pace(tmp_path: Path) -> None:
    """Refused now and then, slowed each time: all is sent, nobody out of order."""

    async def scenario() -> None:
        clock = LoopClock()
        rules = Rules(messages_per_second=20, pair_burst=None)
        async with (
            platform(clock, rules) as (graph, url),
            office(tmp_path, graph, url, clock, allowance=80) as life,
        ):
            for citizen in CITIZENS:
                await life.reply(citizen, "1", "2", "3")
            assert await life.settled() == {"replied": 300}
            refused = graph.counts.refused[130429]
            assert 0 < refused < 100
            assert life.events["throttled"] == refused
            assert all(life.bodies_to(citizen) == ["1", "2", "3"] for citizen in CITIZENS)

    run_fast(scenario(), speed=4)


def test_fault_32_131056_parks_that_citizen_for_powers_of_four_and_nobody_else(
    tmp_path: Path,
) -> None:
    """1, 4, 16 s for the one; the others are answered at once."""

    async def scenario() -> None:
        clock = LoopClock()
        posts: list[float] = []
        async with platform(clock) as (graph, url):
            graph.faults.extend([Fault("refuse", 131056)] * 3)
            async with office(tmp_path, graph, url, clock) as life:
                await life.reply(ONE, "1", "2")
                while graph.counts.refused[131056] < 3:
                    posts += [clock.monotonic()] * (graph.counts.posts - len(posts))
                    await asyncio.sleep(0.05)
                posts += [clock.monotonic()] * (graph.counts.posts - len(posts))
                await life.reply(CITIZENS[0], "1", "2")
                await graph.until_accepted(2)
                assert clock.monotonic() - posts[2] < 2
                assert life.bodies_to(ONE) == []
                await graph.until_accepted(3)
                waits = [b - a for a, b in zip(posts, [*posts[1:], clock.monotonic()], strict=True)]
                assert [w >= least for w, least in zip(waits, (1, 4, 16), strict=True)] == [
                    True
                ] * 3
                assert waits[2] < 20
                assert await life.settled() == {"replied": 4}
                assert life.bodies_to(ONE) == ["1", "2"]
                assert life.events["parked"] == 3

    run_fast(scenario())


def test_fault_32_a_burst_beyond_the_pairs_allowance_is_answered_at_its_pace(
    tmp_path: Path,
) -> None:
    """45 at once, then one in six seconds, as the platform allows; all of them in order."""

    async def scenario() -> None:
        clock = LoopClock()
        async with (
            platform(clock, Rules(messages_per_second=None)) as (graph, url),
            office(tmp_path, graph, url, clock) as life,
        ):
            bodies = [str(n) for n in range(50)]
            await life.reply(ONE, *bodies)
            assert await life.settled(600) == {"replied": 50}
            assert life.bodies_to(ONE) == bodies

    run_fast(scenario(), speed=40)


def test_fault_32_a_park_outlives_the_process(tmp_path: Path) -> None:
    """The time is on record: a restart does not knock earlier."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock, plan=StatusPlan(None, None, None)) as (graph, url):
            graph.faults.extend([Fault("refuse", 131056)] * 3)
            async with office(tmp_path, graph, url, clock) as life:
                await life.reply(ONE, "1")
                while graph.counts.refused[131056] < 3:  # noqa: ASYNC110 - answers set no event
                    await asyncio.sleep(0.05)
                parked_at = clock.monotonic()
                await asyncio.sleep(1)
            async with office(tmp_path, graph, url, clock) as life:
                assert await life.settled() == {"replied": 1}
                assert clock.monotonic() - parked_at >= 15

    run_fast(scenario())
