"""The platform is down, mute or garbled: order is kept, nothing is lost, doubt is told apart."""

import asyncio
from pathlib import Path

import pytest

from bench.fast_time import LoopClock, run_fast
from bench.ports import free_port
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.faults import Fault, FaultKind
from bot.web.statuses import StatusPlan
from tests.support.senders import NUMBER, SILENT, TOKEN, UNLIMITED, Office, office, platform

ONE, OTHER = "962790000101", "962790000102"
AT_ONCE = StatusPlan(0.0, None, None)


async def outcome(
    folder: Path, *faults: Fault, plan: StatusPlan = SILENT, timeout_s: float = 15.0
) -> tuple[Office, dict[str, int]]:
    """Three replies of one citizen with these faults in front of them, until all is settled."""
    clock = LoopClock()
    async with platform(clock, plan=plan) as (graph, url):
        graph.faults.extend(faults)
        async with office(folder, graph, url, clock, timeout_s=timeout_s) as life:
            await life.reply(ONE, "1", "2", "3")
            account = await life.settled()
    return life, account


@pytest.mark.parametrize("code", [131000, 131016, 133004, 2])
@pytest.mark.parametrize("http_status", [500, 503])
def test_fault_22_server_errors_are_tried_again_in_order(
    tmp_path: Path, code: int, http_status: int
) -> None:
    """An error object is surely not sent: back-off, no doubt, order kept."""
    fault = Fault("refuse", code, http_status)

    life, account = run_fast(outcome(tmp_path, fault, fault))

    assert account == {"replied": 3}
    assert life.bodies_to(ONE) == ["1", "2", "3"]
    assert life.events["refused"] == 2
    assert life.events["in_doubt"] == 0


def test_fault_22_a_proxys_page_is_doubt_and_order_is_kept(tmp_path: Path) -> None:
    """502 with HTML tells nothing: a status is waited for, then one further attempt."""
    life, account = run_fast(outcome(tmp_path, Fault("bad-gateway")))

    assert account == {"replied": 3}
    assert life.bodies_to(ONE) == ["1", "2", "3"]
    assert (life.events["in_doubt"], life.events["resent"]) == (1, 1)


def test_fault_23_after_minutes_of_silence_the_backlog_drains_in_order_and_paced(
    tmp_path: Path,
) -> None:
    """Down for five minutes: what grew too old meanwhile is not sent, the rest within a minute."""
    port = free_port()
    citizens = [f"9627900{n:05}" for n in range(20)]

    async def scenario() -> None:
        clock = LoopClock()
        graph = EmulatedGraph(NUMBER, TOKEN, clock, rules=UNLIMITED)
        async with platform(clock) as (doorkeeper, _):
            graph.door = doorkeeper.door
        url = f"http://127.0.0.1:{port}/v25.0"
        async with office(tmp_path, graph, url, clock, allowance=20) as life:
            for citizen in citizens:
                await life.reply(citizen, "1", "2")
            await life.reply(ONE, "too old", age_s=23 * 3600 - 120)
            await asyncio.sleep(300)
            restored_at = clock.now()
            async with serve(graph, port=port):
                account = await life.settled()
            assert account == {"replied": 40, "expired": 1}
            assert life.events["in_doubt"] == 0
            times = sorted(accepted.at for accepted in graph.accepted)
            assert times[-1] - restored_at < 70
            assert _most_within(times, 5.0) <= 5 * 20 + 20
            for citizen in citizens:
                assert life.bodies_to(citizen) == ["1", "2"]
            assert life.bodies_to(ONE) == []

    run_fast(scenario(), speed=60)


@pytest.mark.parametrize("broken", ["refused", "name", "tls"])
def test_fault_24_without_a_connection_nothing_is_in_doubt(tmp_path: Path, broken: str) -> None:
    """Refused, no such name, no TLS: surely not sent, and tried again when it is well."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            port = url.rpartition(":")[2].partition("/")[0]
            bad = {
                "refused": f"http://127.0.0.1:{free_port()}/v25.0",
                "name": "https://graph.invalid/v25.0",
                "tls": f"https://127.0.0.1:{port}/v25.0",
            }[broken]
            async with office(tmp_path, graph, bad, clock) as life:
                await life.reply(ONE, "1", "2")
                while not life.events["unsent"]:  # noqa: ASYNC110 - real connections set no event
                    await asyncio.sleep(0.5)
                assert (await life.store.account())["waiting"] == 2
                assert life.events["in_doubt"] == 0
            async with office(tmp_path, graph, url, clock) as life:
                assert await life.settled() == {"replied": 2}
                assert life.bodies_to(ONE) == ["1", "2"]
                assert life.events["in_doubt"] == 0

    run_fast(scenario())


@pytest.mark.parametrize(
    ("kind", "plan", "posts", "ended"),
    [
        ("reset", AT_ONCE, 4, "resent"),
        ("reset-after", AT_ONCE, 3, "reconciled"),
        ("reset-after", SILENT, 4, "resent"),
        ("hang-after", AT_ONCE, 3, "reconciled"),
        ("broken-json", AT_ONCE, 3, "reconciled"),
        ("broken-json", SILENT, 4, "resent"),
    ],
    ids=[
        "fault_25_reset_before_acceptance",
        "fault_26_reset_after_acceptance_with_a_status",
        "fault_26_reset_after_acceptance_without_one",
        "fault_08_accepted_and_no_answer",
        "fault_29_broken_json_with_a_status",
        "fault_29_broken_json_without_one",
    ],
)
def test_fault_25_26_29_doubt_ends_by_a_status_or_by_one_further_attempt(
    tmp_path: Path, kind: FaultKind, plan: StatusPlan, posts: int, ended: str
) -> None:
    """Never sent again while a status may still come; the order is kept either way."""
    life, account = run_fast(outcome(tmp_path, Fault(kind, seconds=60), plan=plan))

    assert account == {"replied": 3}
    assert life.graph.counts.posts == posts
    assert life.events["in_doubt"] == 1
    assert {event: life.events[event] for event in ("resent", "reconciled")} == {
        "resent": int(ended == "resent"),
        "reconciled": int(ended == "reconciled"),
    }
    unique = list(dict.fromkeys(life.bodies_to(ONE)))
    assert unique == ["1", "2", "3"]


def test_fault_25_a_resend_waits_its_ten_seconds(tmp_path: Path) -> None:
    """Counted from the attempt; the lane's later replies wait behind it."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            graph.faults.append(Fault("reset"))
            async with office(tmp_path, graph, url, clock) as life:
                await asyncio.sleep(15)  # the door has been open for longer than that
                since = clock.monotonic()
                await life.reply(ONE, "1", "2")
                await life.settled()
                assert clock.monotonic() - since >= 10
                assert life.bodies_to(ONE) == ["1", "2"]

    run_fast(scenario())


def test_fault_27_a_hanging_platform_holds_one_lane_for_fifteen_seconds(tmp_path: Path) -> None:
    """Then it is in doubt; others are answered meanwhile."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock) as (graph, url):
            graph.faults.append(Fault("hang", seconds=600))
            async with office(tmp_path, graph, url, clock) as life:
                since = clock.monotonic()
                await life.reply(ONE, "1")
                while not graph.counts.faults:  # noqa: ASYNC110 - waits for the POST alone
                    await asyncio.sleep(0.1)
                await life.reply(OTHER, "1", "2")
                await graph.until_accepted(2)
                assert clock.monotonic() - since < 5
                assert life.bodies_to(OTHER) == ["1", "2"]
                assert life.events["in_doubt"] == 0
                assert await life.settled() == {"replied": 3}
                assert 25 <= clock.monotonic() - since < 30
                assert (life.events["in_doubt"], life.events["resent"]) == (1, 1)

    run_fast(scenario())


def test_fault_28_a_slow_answer_within_the_limit_is_no_doubt(tmp_path: Path) -> None:
    """Twelve seconds are slow, not lost: no second attempt."""
    life, account = run_fast(outcome(tmp_path, Fault("slow", seconds=12)))

    assert account == {"replied": 3}
    assert life.graph.counts.posts == 3
    assert life.events["in_doubt"] == 0


def test_fault_30_an_error_object_with_http_200_is_an_error(tmp_path: Path) -> None:
    """By its code: tried again where that helps, given up where not, never counted as sent."""
    later, again = run_fast(outcome(tmp_path / "a", Fault("refuse-as-200", 131016)))
    never, given_up = run_fast(outcome(tmp_path / "b", Fault("refuse-as-200", 131026)))

    assert (again, later.bodies_to(ONE)) == ({"replied": 3}, ["1", "2", "3"])
    assert given_up == {"replied": 2, "failed": 1}
    assert never.bodies_to(ONE) == ["2", "3"]


def _most_within(times: list[float], span_s: float) -> int:
    """The most moments that lie within any span of time."""
    return max(sum(start <= one < start + span_s for one in times) for start in times)
