"""Clocks that are wrong or jump: everybody is answered, and nothing is waited for in vain."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from tests.support.bots import Town, town
from tests.support.reading import body_of, settled
from tests.support.small_flows import write_small_flows
from tests.support.waiting import until
from tests.support.webhooks import notification, tap

CITIZEN = "962790000101"
HOUR = 3600


def faking_library() -> str:
    """The library that tells a process another time; skips the test where it is missing."""
    found = sorted(Path("/usr/lib").glob("**/faketime/libfaketimeMT.so.1"))
    if not found:
        pytest.skip("libfaketime is missing (Debian: faketime): no clock can be moved here")
    return str(found[0])


class Timed:
    """A town whose bot reads a wall clock that the test sets; its steady clock is left alone."""

    def __init__(self, here: Town, control: Path) -> None:
        """The clock is right until it is moved."""
        self.here = here
        self._control = control

    def move(self, offset_s: int) -> None:
        """From now on the bot's wall clock is off by so much."""
        self._control.write_text(f"{offset_s:+d}", encoding="ascii")


@asynccontextmanager
async def timed_town(folder: Path, offset_s: int = 0) -> AsyncIterator[Timed]:
    """A town that is started under a clock which is off by `offset_s`."""
    control = folder / "offset"
    flows = write_small_flows(folder / "flows")
    faking = {
        "LD_PRELOAD": faking_library(),
        "FAKETIME_TIMESTAMP_FILE": str(control),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    plan = StatusPlan(0.0, 0.05, None)
    async with town(folder, plan=plan, BOT_FLOWS=str(flows)) as here:
        here.bot.environment |= faking
        timed = Timed(here, control)
        timed.move(offset_s)
        await here.bot.start()
        yield timed


async def taps(here: Town, *rows: str) -> None:
    """One delivery for each tap, with the true time in it."""
    for row in rows:
        assert await here.deliver(notification([tap(CITIZEN, row, at=time.time())])) == 200


@pytest.mark.parametrize("offset_s", [2 * HOUR, -2 * HOUR])
async def test_fault_57_a_clock_two_hours_off_expires_nothing(
    tmp_path: Path, offset_s: int
) -> None:
    """Wrong from the start: the first answer of the platform tells, and ages are right again."""
    async with timed_town(tmp_path, offset_s) as timed:
        here = timed.here
        await taps(here, "alpha")
        await settled(here)
        await taps(here, "bravo", "charlie", "delta")
        account = await settled(here)

        assert account["replied"] == sum(account.values()) == 4
        bodies = [body_of(message) for message in here.replies_to(CITIZEN)[1:]]
        assert not any(body.startswith("Sorry") for body in bodies), bodies
        assert "the clock of this machine is off" in here.bot.log()
        async with here.http.get(here.bot.url + "/metrics") as response:
            [told] = re.findall(
                r"^bot_clock_off_seconds (\S+)", await response.text(), re.MULTILINE
            )
        assert float(told) == pytest.approx(offset_s, abs=5)  # answers are dated in whole seconds


@pytest.mark.parametrize("jump_s", [2 * HOUR, -2 * HOUR])
async def test_fault_57_a_clock_that_jumps_while_serving_harms_nobody(
    tmp_path: Path, jump_s: int
) -> None:
    """Before, during and after: replies under way arrive, retries wait no longer than ever."""
    async with timed_town(tmp_path) as timed:
        here = timed.here
        await taps(here, "alpha")
        await settled(here)
        timed.move(jump_s)
        await taps(here, "bravo", "alpha/service", "charlie")
        account = await settled(here)
        assert account["replied"] == sum(account.values()) == 4
        timed.move(0)
        await taps(here, "delta")
        account = await settled(here)

        assert account["replied"] == sum(account.values()) == 5
        bodies = [body_of(message) for message in here.replies_to(CITIZEN)]
        assert not any(body.startswith("Sorry") for body in bodies), bodies
        assert (await here.get_json("/readyz"))[0] == 200


@pytest.mark.parametrize("jump_s", [2 * HOUR, -2 * HOUR])
async def test_fault_57_a_restart_under_another_clock_sends_what_waits(
    tmp_path: Path, jump_s: int
) -> None:
    """What an earlier process left is due within seconds, not hours."""
    async with timed_town(tmp_path) as timed:
        here = timed.here
        here.graph.faults.append(Fault("hang"))
        await taps(here, "alpha", "bravo")

        async def is_posted() -> bool:
            return here.graph.counts.posts == 1

        await until(is_posted)
        await here.bot.kill()
        timed.move(jump_s)
        await here.bot.start()
        account = await settled(here)

        assert account["replied"] == sum(account.values()) == 2


@pytest.mark.parametrize(
    "stamp",
    [
        lambda now: str(int(now) + 5 * HOUR),
        lambda now: str(int(now) + 400 * 24 * HOUR),
        lambda now: int(now),
        lambda now: str(int(now * 1000)),
        lambda now: "0",
        lambda now: "-1",
        lambda now: "soon",
        lambda now: "1e400",
        lambda now: "",
        lambda now: None,
        lambda now: {},
    ],
)
async def test_fault_57_odd_times_in_messages_mean_now(tmp_path: Path, stamp: Any) -> None:
    """A future, no or an unreadable time is the platform's mistake, not the citizen's."""
    flows = write_small_flows(tmp_path / "flows")
    async with town(tmp_path, BOT_FLOWS=str(flows)) as here:
        await here.bot.start()
        odd = tap(CITIZEN, "alpha", at=0) | {"timestamp": stamp(time.time())}
        assert await here.deliver(notification([odd])) == 200
        await taps(here, "bravo")
        account = await settled(here)

        assert account["replied"] == sum(account.values()) == 2
        bodies = [body_of(message) for message in here.replies_to(CITIZEN)]
        assert not any(body.startswith("Sorry") for body in bodies), bodies
