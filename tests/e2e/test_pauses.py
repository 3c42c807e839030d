"""The process is stopped and continued: nothing is lost, doubled or out of order."""

import asyncio
import contextlib
import signal
import sqlite3
from pathlib import Path

import pytest

from bot.service.sending.verdicts import DOUBT_S
from bot.web.faults import Fault
from bot.web.statuses import Status, StatusPlan
from tests.e2e.test_process_faults import hello
from tests.support.bots import Town, town
from tests.support.crowds import SCRIPT, Crowd, drained
from tests.support.small_flows import write_small_flows
from tests.support.waiting import until


@pytest.mark.parametrize("seconds", [3, 16])
async def test_fault_14_stopped_and_continued_in_the_middle_of_traffic(
    tmp_path: Path, seconds: int
) -> None:
    """Longer than a send may take, too: nothing lost, doubled or out of order."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, plan=StatusPlan(0.0, 0.05, None), BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        crowd = Crowd(here)
        talking = asyncio.create_task(crowd.go_on(5))

        async def is_busy() -> bool:
            return crowd.answered >= 20

        await until(is_busy)
        here.bot.signal(signal.SIGSTOP)
        await asyncio.sleep(seconds)
        here.bot.signal(signal.SIGCONT)
        crowd.stop()
        await talking
        await crowd.play("962791111111")
        account = await drained(here)

        expected = crowd.read["962791111111"]
        assert len(set(expected)) == len(SCRIPT)
        assert crowd.faults(expected) == []
        assert account["replied"] == sum(crowd.said.values())
        assert "event loop was blocked" in here.bot.log()


async def test_fault_14_a_doubt_that_ran_out_while_stopped_waits_for_its_status(
    tmp_path: Path,
) -> None:
    """Who was absent could not hear the status: its time begins anew."""
    async with town(tmp_path, plan=StatusPlan(None, None, None)) as here:
        here.graph.faults.append(Fault("reset-after"))
        await here.bot.start()
        await here.deliver(hello())
        await here.graph.until_accepted(1)
        await until(lambda: is_in_doubt(here))
        here.bot.signal(signal.SIGSTOP)
        await asyncio.sleep(DOUBT_S + 1)
        here.bot.signal(signal.SIGCONT)
        here.graph.statuses.plan(Status(here.graph.accepted[0], "sent"), 1.0)
        account = await drained(here)

        assert account["replied"] == here.graph.counts.posts == 1


async def is_in_doubt(here: Town) -> bool:
    """Whether a send of unknown outcome is on record."""
    with contextlib.closing(sqlite3.connect(here.bot.folder / "bot.db")) as reader:
        found = reader.execute("SELECT 1 FROM message WHERE detail LIKE 'in-doubt%'").fetchall()
    return bool(found)
