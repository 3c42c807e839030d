"""Statuses in any disorder, restarts, stops, jumping clocks: no double that a wait avoids."""

import asyncio
import json
from pathlib import Path

import pytest

from bench.fast_time import FastLoop, LoopClock, run_fast
from bot.web.faults import Fault, FaultKind
from bot.web.statuses import Status, StatusPlan, StatusWord, status_webhook
from tests.support.senders import NUMBER, SILENT, Office, office, platform

ONE, OTHER = "962790000101", "962790000102"


async def tell(life: Office, *told: tuple[int, StatusWord]) -> None:
    """Statuses about accepted messages, by their place among them, in one webhook."""
    accepted = list(life.graph.accepted)
    statuses = [Status(accepted[place], word) for place, word in told]
    assert life.graph.door
    assert await life.graph.door.deliver(status_webhook(statuses, NUMBER, life.clock.now())) == 200


async def until_posted(life: Office, posts: int) -> None:
    """Wait for the platform to have seen so many POSTs."""
    while life.graph.counts.posts < posts:  # noqa: ASYNC110 - POSTs set no event
        await asyncio.sleep(0.2)


def test_fault_39_doubled_reversed_unknown_and_new_statuses_change_nothing(tmp_path: Path) -> None:
    """Recorded upwards alone; names and callbacks that nobody knows are taken and left."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url), office(tmp_path, graph, url, clock) as life:
            await life.reply(ONE, "1")
            await life.settled()
            await tell(life, (0, "read"), (0, "read"), (0, "delivered"), (0, "sent"))
            body = status_webhook([Status(graph.accepted[0], "read")], NUMBER, clock.now())
            document = json.loads(body)
            told = document["entry"][0]["changes"][0]["value"]["statuses"][0]
            for change in (
                {"status": "teleported"},
                {"biz_opaque_callback_data": "AAAA.7.1"},
                {"biz_opaque_callback_data": "nonsense"},
                {"biz_opaque_callback_data": ""},
                {"status": "failed"},
            ):
                told.update(change)
                assert graph.door
                assert await graph.door.deliver(json.dumps(document).encode()) == 200
            assert await life.settled() == {"replied": 1}
            assert (life.events["doubled"], graph.counts.posts) == (0, 1)

    run_fast(scenario())


@pytest.mark.parametrize("word", ["sent", "read"])
def test_fault_39_a_status_before_the_answer_settles_and_the_lane_goes_on(
    tmp_path: Path, word: StatusWord
) -> None:
    """The answer comes five seconds later, or never; there is no second attempt."""
    kinds: tuple[FaultKind, ...] = ("slow", "hang-after")
    for kind in kinds:
        life = run_fast(_told_early(tmp_path / kind, kind, word))

        assert life.bodies_to(ONE) == ["1", "2"]
        assert (life.events["resent"], life.events["doubled"]) == (0, 0)


async def _told_early(folder: Path, kind: FaultKind, word: StatusWord) -> Office:
    clock = LoopClock()
    async with platform(clock) as (graph, url), office(folder, graph, url, clock) as life:
        graph.faults.append(Fault(kind, seconds=5))
        await life.reply(ONE, "1", "2")
        await graph.until_accepted(1)
        await tell(life, (0, word))
        assert await life.settled() == {"replied": 2}
        return life


def test_fault_39_a_status_of_the_former_attempt_while_the_next_is_posted(tmp_path: Path) -> None:
    """Both were taken: a known double, counted once, whichever word comes first or last."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url), office(tmp_path, graph, url, clock) as life:
            graph.faults.extend([Fault("reset-after"), Fault("slow", seconds=5)])
            await life.reply(ONE, "1", "2")
            await graph.until_accepted(2)
            await tell(life, (0, "sent"))
            await tell(life, (0, "delivered"), (1, "sent"), (1, "delivered"))
            assert await life.settled() == {"replied": 2}
            assert life.bodies_to(ONE) == ["1", "1", "2"]
            assert life.events["doubled"] == 1
            assert (life.events["in_doubt"], life.events["resent"]) == (1, 1)

    run_fast(scenario())


@pytest.mark.parametrize("kind", ["hang", "hang-after"])
@pytest.mark.parametrize("start_s", [0.0, 8.0])
def test_fault_07_08_09_10_after_a_restart_the_wait_counts_from_when_statuses_can_be_heard(
    tmp_path: Path, kind: FaultKind, start_s: float
) -> None:
    """Ten seconds from the open door, however long the start took; restarts begin it anew."""

    async def scenario() -> None:
        clock = LoopClock()
        plan = SILENT if kind == "hang" else StatusPlan(0.0, None, None)
        async with platform(clock, plan=plan) as (graph, url):
            graph.faults.append(Fault(kind, seconds=600))
            async with office(tmp_path, graph, url, clock, start_s=1e6) as life:
                await life.reply(ONE, "1", "2")
                await until_posted(life, 1)
            for _ in range(3):  # killed during recovery
                async with office(tmp_path, graph, url, clock, start_s=1e6):
                    await asyncio.sleep(2)
            since = clock.monotonic()
            async with office(tmp_path, graph, url, clock, start_s=start_s) as life:
                assert await life.settled() == {"replied": 2}
                took_s = clock.monotonic() - since
                assert life.bodies_to(ONE) == ["1", "2"]
                if kind == "hang":
                    assert took_s >= start_s + 10
                    assert life.events["resent"] == 1
                else:
                    assert life.events["reconciled"] == 1

    run_fast(scenario())


def test_fault_14_a_process_that_was_stopped_waits_anew_for_statuses(tmp_path: Path) -> None:
    """The monotonic clock went on while nothing could be heard."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url), office(tmp_path, graph, url, clock) as life:
            graph.faults.append(Fault("reset"))
            await life.reply(ONE, "1")
            while not life.events["in_doubt"]:  # noqa: ASYNC110 - answers set no event
                await asyncio.sleep(0.1)
            loop = asyncio.get_running_loop()
            assert isinstance(loop, FastLoop)
            loop.skip(60)
            since = clock.monotonic()
            assert await life.settled() == {"replied": 1}
            assert clock.monotonic() - since >= 10
            assert life.events["resent"] == 1

    run_fast(scenario())


@pytest.mark.parametrize("jump_s", [7200, -7200, 3600, -3600])
def test_fault_57_a_wall_clock_that_jumps_expires_nothing_and_delays_nothing(
    tmp_path: Path, jump_s: float
) -> None:
    """Waiting replies, parked ones and those in doubt go out in their time."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url), office(tmp_path, graph, url, clock) as life:
            graph.faults.extend([Fault("refuse", 131056)] * 2 + [Fault("reset")])
            await life.reply(ONE, "1", "2")
            while graph.counts.refused[131056] < 2:  # noqa: ASYNC110 - answers set no event
                await asyncio.sleep(0.1)
            clock.offset += jump_s
            since = clock.monotonic()
            await life.reply(OTHER, "1")
            assert await life.settled() == {"replied": 3}
            assert clock.monotonic() - since < 20

    run_fast(scenario())


@pytest.mark.parametrize("jump_s", [7200, -7200])
def test_fault_57_a_wall_clock_that_jumps_over_a_restart_costs_minutes_at_most(
    tmp_path: Path, jump_s: float
) -> None:
    """Times on record are wall times: one that seems hours away is cut to the longest wait."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            graph.faults.extend([Fault("refuse", 131056)] * 3)
            async with office(tmp_path, graph, url, clock) as life:
                await life.reply(ONE, "1", "2")
                while graph.counts.refused[131056] < 3:  # noqa: ASYNC110 - answers set no event
                    await asyncio.sleep(0.1)
                await asyncio.sleep(1)
            clock.offset += jump_s
            since = clock.monotonic()
            async with office(tmp_path, graph, url, clock) as life:
                assert await life.settled() == {"replied": 2}
                assert clock.monotonic() - since < 270

    run_fast(scenario(), speed=60)


def test_fault_57_only_a_reply_that_is_nearly_too_old_is_touched_by_two_hours(
    tmp_path: Path,
) -> None:
    """Of 23 hours two are lost at most: what is 22 hours old expires, what is 20 hours old not."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            async with office(tmp_path, graph, url, clock, token="expired") as life:
                await life.reply(ONE, "1", age_s=22 * 3600)
                await life.reply(OTHER, "1", age_s=20 * 3600)
                await asyncio.sleep(5)
            clock.offset += 7200
            async with office(tmp_path, graph, url, clock) as life:
                assert await life.settled() == {"replied": 1, "expired": 1}

    run_fast(scenario())
