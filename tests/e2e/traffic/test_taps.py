"""Taps in haste, taps twice, and taps on lists of long ago."""

import asyncio
import time
from pathlib import Path

from bot.web.faults import Fault
from tests.support.bots import town
from tests.support.reading import body_of, places_of, settled
from tests.support.small_flows import AGENCIES, write_small_flows
from tests.support.webhooks import notification, tap

CITIZENS = [f"9627900001{n:02}" for n in range(8)]
GONE = "The option you chose is no longer available; this is the nearest menu:"


async def test_fault_43_rapid_taps_and_double_taps_are_answered_in_order(tmp_path: Path) -> None:
    """Nobody waits for a reply, every row is tapped twice, and the platform is slow."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        here.graph.faults += [Fault("slow", seconds=0.5)] * len(CITIZENS)
        await here.bot.start()

        async def play(citizen: str) -> None:
            for row in AGENCIES:
                twice = [notification([tap(citizen, row, at=time.time())]) for _ in range(2)]
                assert await asyncio.gather(*map(here.deliver, twice)) == [200, 200]

        await asyncio.gather(*map(play, CITIZENS))
        account = await settled(here)

        expected = [f"Agency {name}" for name in AGENCIES for _ in range(2)]
        assert {c: places_of(here, c) for c in CITIZENS} == dict.fromkeys(CITIZENS, expected)
        assert account["replied"] == sum(account.values()) == len(CITIZENS) * len(expected)


async def test_fault_44_a_row_of_an_old_list_opens_what_it_said(tmp_path: Path) -> None:
    """From another menu, after a restart, after a change; what is gone has a word about it."""
    flows = write_small_flows(tmp_path / "flows")
    citizen = CITIZENS[0]
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        for row in ("alpha", "alpha/service", "bravo/service/fees"):
            await here.deliver(notification([tap(citizen, row, at=time.time())]))
        await settled(here)
        await here.bot.kill()
        _rename_services(flows)
        await here.bot.start()
        for row in ("charlie", "alpha/service/fees", "bravo/service", "bravo", "nobody/nothing"):
            await here.deliver(notification([tap(citizen, row, at=time.time())]))
        account = await settled(here)

        assert places_of(here, citizen)[3:7] == [
            "Agency charlie", "Service alpha: Fees and time", "Agency bravo", "Agency bravo"
        ]  # fmt: skip
        assert [body_of(m).startswith(GONE) for m in here.replies_to(citizen)[3:]] == [
            False, False, True, False, True
        ]  # fmt: skip
        assert account["replied"] == sum(account.values()) == 8


def _rename_services(flows: Path) -> None:
    """The service of alpha is moved and remembers it, that of bravo is another."""
    for name, more in (("alpha", "\n    moved_from: [alpha/service]"), ("bravo", "")):
        path = flows / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("id: service", f"id: other{more}"), encoding="utf-8")
