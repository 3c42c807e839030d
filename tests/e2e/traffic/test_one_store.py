"""Two processes on one database: one serves, the other waits for its end."""

import time
from pathlib import Path

from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from tests.support.bots import BotProcess, Town, town
from tests.support.reading import settled
from tests.support.small_flows import write_small_flows
from tests.support.webhooks import notification, tap

CITIZENS = [f"9627900003{n:02}" for n in range(20)]


async def test_fault_45_a_second_process_is_refused_and_the_first_serves_on(tmp_path: Path) -> None:
    """One file has one writer; the second says so and ends with 2, in the middle of traffic."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        second = _beside(here)
        await second.launch()
        for citizen in CITIZENS:
            for row in ("alpha", "bravo"):
                assert await here.deliver(notification([tap(citizen, row, at=time.time())])) == 200
        assert await second.ended() == 2
        account = await settled(here)

        assert "in use by another process" in here.bot.log()
        assert account["replied"] == sum(account.values()) == 2 * len(CITIZENS)
        assert {len(here.replies_to(citizen)) for citizen in CITIZENS} == {2}


async def test_fault_46_when_the_holder_is_killed_the_next_takes_over_at_once(
    tmp_path: Path,
) -> None:
    """No lease has to run out: the lock dies with its holder, and its work is taken up, once."""
    flows = write_small_flows(tmp_path / "flows")
    plan = StatusPlan(0.5, None, None)
    async with town(tmp_path, plan=plan, BOT_FLOWS=str(flows)) as here:
        here.graph.faults += [Fault("hang-after", seconds=60)] * 5
        await here.bot.start()
        for citizen in CITIZENS:
            await here.deliver(notification([tap(citizen, "alpha", at=time.time())]))
        await here.graph.until_accepted(5)
        second = _beside(here)
        await here.bot.kill()
        since = time.monotonic()
        await second.start()
        took_s = time.monotonic() - since
        try:
            there = Town(second, here.graph, here.http)
            account = await settled(there)
        finally:
            await second.kill()
        print(f"took over after {took_s:.1f} s")  # noqa: T201 - a figure of this run

        assert took_s < 10
        assert account["replied"] == sum(account.values()) == len(CITIZENS)
        assert {len(here.replies_to(citizen)) for citizen in CITIZENS} == {1}


def _beside(here: Town) -> BotProcess:
    """Another process with the same settings, at a port of its own."""
    second = BotProcess(here.bot.folder, "")
    second.environment = here.bot.environment | {"BOT_PORT": str(second.port)}
    return second
