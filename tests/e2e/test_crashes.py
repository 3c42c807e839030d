"""Whatever kills the process, every accepted message gets its one reply, in order."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.web.door import UNREACHABLE
from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from tests.support.bots import Town, town
from tests.support.waiting import until
from tests.support.webhooks import notification, tap, text

ROWS = ("cspd", "dvld", "psd", "ssc", "istd", "dls", "mol", "moh")


async def drained(here: Town, limit_s: float = 40.0) -> dict[str, int]:
    """The account once nothing waits any more."""

    async def is_settled() -> bool:
        return not (await here.account())["waiting"]

    await until(is_settled, limit_s)
    return await here.account()


def heading_of(message: Mapping[str, Any]) -> str:
    """The body's heading tells which menu it is."""
    return str(message["interactive"]["body"]["text"].splitlines()[0])


async def talk(here: Town, citizen: str) -> None:
    """Eight taps of one citizen, each delivered again until it is taken, one after the other."""
    for number, row in enumerate(ROWS):
        message = tap(citizen, row, at=time.time(), wamid=f"wamid.{citizen}.{number}")
        await here.deliver_until_taken(notification([message]))


async def test_killed_in_the_middle_of_traffic_every_message_is_answered_once(
    tmp_path: Path,
) -> None:
    """Thirty citizens tap on while the process is killed three times."""
    citizens = [f"9627900{n:05}" for n in range(30)]
    async with town(tmp_path, plan=StatusPlan(0.0, 0.05, None)) as here:
        await here.bot.start()
        talking = [asyncio.create_task(talk(here, citizen)) for citizen in citizens]
        for pause_s in (0.3, 0.5, 0.7):
            await asyncio.sleep(pause_s)
            await here.bot.kill()
            await here.bot.start()
        await asyncio.gather(*talking)
        account = await drained(here)

        expected = len(citizens) * len(ROWS)
        headings = {c: [heading_of(m) for m in here.replies_to(c)] for c in citizens}
        assert account == {
            "waiting": 0, "replied": expected, "ignored": 0, "expired": 0, "failed": 0
        }  # fmt: skip
        assert Counter(map(len, headings.values())) == {len(ROWS): len(citizens)}
        assert len({tuple(shown) for shown in headings.values()}) == 1  # the same, in order


async def test_fault_08_killed_after_the_platform_accepted_the_status_settles_it(
    tmp_path: Path,
) -> None:
    """The answer is lost with the process; the status tells, and nothing is sent twice."""
    async with town(tmp_path, plan=StatusPlan(1.5, None, None)) as here:
        here.graph.faults.append(Fault("hang-after", seconds=60))
        await here.bot.start()
        await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))
        await here.graph.until_accepted(1)
        await here.bot.kill()
        await here.bot.start()
        account = await drained(here)

        assert account["replied"] == 1
        assert len(here.replies_to("962790000101")) == 1


async def test_fault_04_killed_just_after_200_the_reply_comes_after_the_restart(
    tmp_path: Path,
) -> None:
    """Answered 200 is a promise: killed at that very moment, five times, nothing is lost."""
    async with town(tmp_path, plan=StatusPlan(0.0, None, None)) as here:
        for number in range(5):
            await here.bot.start()
            body = notification([text(f"96279000020{number}", "مرحبا", at=time.time())])
            assert await here.deliver(body) == 200
            await here.bot.kill()
        await here.bot.start()
        account = await drained(here)

        assert account["replied"] == sum(account.values()) == 5
        assert [len(here.replies_to(f"96279000020{n}")) for n in range(5)] == [1] * 5


async def test_fault_07_killed_before_the_platform_accepted_it_is_sent_after_the_doubt(
    tmp_path: Path,
) -> None:
    """Written but never taken: no status comes, so it is sent again, and read once."""
    async with town(tmp_path, plan=StatusPlan(0.0, None, None)) as here:
        here.graph.faults.append(Fault("hang", seconds=60))
        await here.bot.start()
        await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))

        async def is_posted() -> bool:
            return here.graph.counts.posts == 1

        await until(is_posted)
        await here.bot.kill()
        await here.bot.start()
        account = await drained(here)

        assert account["replied"] == 1
        assert (here.graph.counts.posts, len(here.replies_to("962790000101"))) == (2, 1)


@pytest.mark.parametrize("kind", ["reset", "bad-gateway", "refuse"])
async def test_fault_22_25_31_what_the_platform_never_took_is_sent_again(
    tmp_path: Path, kind: str
) -> None:
    """A reset, a proxy's page, a throttling: later, once, and in order."""
    async with town(tmp_path) as here:
        here.graph.faults.append(Fault(kind, code=130429))  # type: ignore[arg-type]
        await here.bot.start()
        now = time.time()
        for body in ("مرحبا", "2"):
            await here.deliver(notification([text("962790000101", body, at=now)]))
        account = await drained(here)

        assert account["replied"] == 2
        second = here.replies_to("962790000101")[1]
        assert heading_of(second) == "*الأحوال والجوازات*"


async def test_fault_12_sigterm_settles_what_is_under_way_and_exits_zero(tmp_path: Path) -> None:
    """A slow answer is waited for; the next start has nothing in doubt."""
    async with town(tmp_path) as here:
        here.graph.faults.append(Fault("slow", seconds=1.0))
        await here.bot.start()
        await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))
        await here.graph.until_accepted(1)

        assert await here.bot.end(signal.SIGTERM) == 0

        await here.bot.start()
        assert (await here.account())["replied"] == 1
        assert len(here.replies_to("962790000101")) == 1


async def test_fault_13_a_second_sigterm_ends_it_at_once(tmp_path: Path) -> None:
    """An operator who asks twice is not kept waiting."""
    async with town(tmp_path) as here:
        here.graph.faults.append(Fault("hang", seconds=60))
        await here.bot.start()
        await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))

        async def is_posted() -> bool:
            return here.graph.counts.posts == 1

        async def is_closed() -> bool:
            return await here.deliver(b"") == UNREACHABLE

        await until(is_posted)
        here.bot.signal(signal.SIGTERM)
        await until(is_closed)
        since = time.monotonic()

        assert await here.bot.end(signal.SIGTERM) == 1
        assert time.monotonic() - since < 3


async def test_fault_34_a_wrong_token_stops_sending_and_keeps_everything(tmp_path: Path) -> None:
    """Nothing is lost while an operator must act; with the right token it goes on."""
    async with town(tmp_path) as here:
        (tmp_path / "token").write_text("expired")
        del here.bot.environment["WHATSAPP_ACCESS_TOKEN"]
        here.bot.environment["WHATSAPP_ACCESS_TOKEN_FILE"] = str(tmp_path / "token")
        await here.bot.start()
        await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))

        async def is_stopped() -> bool:
            return bool((await here.get_json("/readyz"))[1]["sending_stopped"])

        await until(is_stopped)
        assert (await here.account())["waiting"] == 1

        (tmp_path / "token").write_text("access-token-of-the-test")
        here.bot.signal(signal.SIGHUP)

        assert (await drained(here))["replied"] == 1
        assert "access-token-of-the-test" not in here.bot.log()
