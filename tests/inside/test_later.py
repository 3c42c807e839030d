"""What the platform delivers again days later adds nothing, whatever was tidied up meanwhile."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench.fast_time import run_fast
from bot.conversation.release import load_release
from tests.inside.towns import CITIZENS, SPEED, inside_town, script
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

DAY_S = 86_400.0


@pytest.mark.parametrize("days", [0.01, 7.0, 7.9])
def test_fault_40_delivered_again_days_later_after_a_restart(tmp_path: Path, days: float) -> None:
    """Seen marks outlive the platform's seven days of trying, restarts and housekeeping."""

    async def play() -> None:
        flows = write_small_flows(tmp_path / "flows")
        release = load_release(
            flows, ROOT / "locales", session_timeout_s=1800, timezone=ZoneInfo("Asia/Amman")
        )
        async with inside_town(tmp_path, flows, release) as here:
            bodies = script(here.clock.now(), 2)
            first = asyncio.create_task(here.live())
            await here.converse(bodies)
            first.cancel()
            await asyncio.wait([first])
            before = here.state()

            here.clock.offset += days * DAY_S
            second = asyncio.create_task(here.live())
            await here.converse(bodies)
            second.cancel()
            await asyncio.wait([second])

            assert here.state() == before
            assert here.graph.counts.accepted == len(CITIZENS) * len(bodies)

    run_fast(play(), SPEED)
