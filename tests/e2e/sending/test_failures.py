"""What the platform will not deliver: given up at once, put more plainly, or sent once more."""

import asyncio
from pathlib import Path

import orjson
import pytest

from bench.fast_time import LoopClock, run_fast
from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from tests.support.senders import SILENT, Office, office, platform

ONE = "962790000101"
TOLD = StatusPlan(1.0, 2.0, None)
_BUTTON = {"type": "reply", "reply": {"id": "moh", "title": "Health"}}
MENU = orjson.dumps(
    {
        "type": "interactive",
        "interactive": {
            "type": "button",
            "body": {"text": "Which one?"},
            "action": {"buttons": [_BUTTON]},
        },
    }
)


async def outcome(
    folder: Path, *faults: Fault, plan: StatusPlan = SILENT, content: bytes = b""
) -> tuple[Office, dict[str, int]]:
    """Two replies, the second after the first is settled; faults meet them in turn."""
    clock = LoopClock()
    async with platform(clock, plan=plan) as (graph, url):
        graph.faults.extend(faults)
        async with office(folder, graph, url, clock) as life:
            await life.reply(ONE, "1", content=content)
            await life.settled()
            await asyncio.sleep(8)  # statuses, and what follows from them
            await life.settled()
            await life.reply(ONE, "2")
            account = await life.settled()
    return life, account


@pytest.mark.parametrize("code", [131026, 131047, 131051, 131062, 130403])
def test_fault_36_what_cannot_be_delivered_fails_at_once_and_the_lane_goes_on(
    tmp_path: Path, code: int
) -> None:
    """No second attempt; the next reply of the same citizen goes out."""
    life, account = run_fast(outcome(tmp_path, Fault("refuse", code)))

    assert account == {"failed": 1, "replied": 1}
    assert (life.bodies_to(ONE), life.graph.counts.posts) == (["2"], 2)
    assert life.events["failed"] == 1


@pytest.mark.parametrize("code", [100, 131009])
def test_fault_37_what_is_refused_for_its_form_goes_out_as_plain_text_and_is_counted(
    tmp_path: Path, code: int
) -> None:
    """Once: the choices stand in the text; a refusal of that too is the end."""
    life, account = run_fast(outcome(tmp_path / "a", Fault("refuse", code), content=MENU))
    twice = [Fault("refuse", code)] * 2
    _, given_up = run_fast(outcome(tmp_path / "b", *twice, content=MENU))

    assert account == {"replied": 2}
    assert "Health" in life.bodies_to(ONE)[0]
    assert life.events["simplified"] == 1
    assert given_up == {"failed": 1, "replied": 1}


@pytest.mark.parametrize("code", [131000, 131016, 131056, 130429, 2])
def test_fault_38_a_late_failure_that_may_pass_is_sent_once_more(tmp_path: Path, code: int) -> None:
    """Taken, then failed: the reply returns, once; the account is whole at every moment."""
    life, account = run_fast(outcome(tmp_path, Fault("fail-later", code), plan=TOLD))

    assert account == {"replied": 2}
    assert life.bodies_to(ONE) == ["1", "1", "2"]
    assert (life.events["late_failed"], life.events["resent_after_failure"]) == (1, 1)
    assert life.events["doubled"] == 0


def test_fault_38_the_second_late_failure_is_the_last(tmp_path: Path) -> None:
    """Two attempts in all."""
    twice = [Fault("fail-later", 131000)] * 2

    life, account = run_fast(outcome(tmp_path, *twice, plan=TOLD))

    assert account == {"failed": 1, "replied": 1}
    assert life.bodies_to(ONE) == ["1", "1", "2"]
    assert (life.events["late_failed"], life.events["resent_after_failure"]) == (2, 1)


@pytest.mark.parametrize("code", [131026, 131047, 131049, 131042, 999])
def test_fault_38_a_late_failure_for_good_is_recorded_and_not_sent_again(
    tmp_path: Path, code: int
) -> None:
    """replied becomes failed; what only an operator can mend also stops the sending."""
    life, account = run_fast(outcome(tmp_path, Fault("fail-later", code), plan=TOLD))

    assert account == {"failed": 1, "replied": 1}
    assert life.bodies_to(ONE) == ["1", "2"]
    assert life.events["resent_after_failure"] == 0


def test_fault_38_a_late_failure_survives_the_process(tmp_path: Path) -> None:
    """Killed between the status and the second attempt: it is made by the next process."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock, plan=TOLD) as (graph, url):
            graph.faults.append(Fault("fail-later", 131000))
            async with office(tmp_path, graph, url, clock) as life:
                await life.reply(ONE, "1")
                while not life.events["resent_after_failure"]:  # noqa: ASYNC110 - a status comes
                    await asyncio.sleep(0.1)
                assert (await life.store.account())["waiting"] == 1
            async with office(tmp_path, graph, url, clock) as life:
                assert await life.settled() == {"replied": 1}
                assert life.bodies_to(ONE) == ["1", "1"]

    run_fast(scenario())


def test_fault_38_a_reply_that_was_overtaken_does_not_come_back(tmp_path: Path) -> None:
    """What the citizen read last must be what the session knows."""

    async def scenario() -> None:
        clock = LoopClock()
        async with platform(clock, plan=StatusPlan(5.0, 6.0, None)) as (graph, url):
            graph.faults.append(Fault("fail-later", 131000))
            async with office(tmp_path, graph, url, clock) as life:
                await life.reply(ONE, "1", "2")
                await graph.until_accepted(2)
                await asyncio.sleep(20)
                assert await life.settled() == {"failed": 1, "replied": 1}
                assert life.bodies_to(ONE) == ["1", "2"]

    run_fast(scenario())
