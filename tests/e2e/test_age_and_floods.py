"""Late messages and floods: who is answered, who is not, and that all of it is accounted for."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.web.allowances import Rules
from tests.support.bots import Town, town
from tests.support.waiting import until
from tests.support.webhooks import notification, tap, text

CITIZEN, OTHER = "962790000101", "962790000102"
HOUR = 3600


def bodies_to(here: Town, citizen: str) -> list[str]:
    """What a citizen has read so far."""
    return [_body(message) for message in here.replies_to(citizen)]


def _body(message: Mapping[str, Any]) -> str:
    part = message.get("interactive") or message["text"]
    body = part["body"]
    return str(body["text"] if isinstance(body, dict) else body)


async def settled(here: Town) -> dict[str, int]:
    """The account once nothing waits."""

    async def is_settled() -> bool:
        account = await here.account()
        return sum(account.values()) > 0 and not account["waiting"]

    await until(is_settled)
    return await here.account()


async def test_of_several_late_messages_the_newest_is_answered_with_an_apology(
    tmp_path: Path,
) -> None:
    """In whatever order they arrive, in one delivery or in several."""
    async with town(tmp_path) as here:
        await here.bot.start()
        old = time.time() - 2 * HOUR
        first = [tap(CITIZEN, row, at=old + n) for n, row in enumerate(["moh", "dvld", "cspd"])]
        await here.deliver(notification([text(CITIZEN, "السلام عليكم", at=old - 9), *first]))
        await here.deliver(notification([tap(CITIZEN, "ssc", at=old + 60)]))
        await here.deliver(notification([tap(CITIZEN, "moj", at=old + 30)]))
        account = await settled(here)

        [body] = bodies_to(here, CITIZEN)
        assert body.startswith("عذرًا، وصلتنا رسالتك متأخرة.")
        assert "*الضمان الاجتماعي*" in body
        assert (account["replied"], account["expired"]) == (1, 5)


async def test_nothing_is_sent_for_a_message_of_yesterday(tmp_path: Path) -> None:
    """Past the service window the platform would refuse it."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await here.deliver(notification([text(CITIZEN, "مرحبا", at=time.time() - 24 * HOUR)]))
        await here.deliver(notification([text(OTHER, "مرحبا", at=time.time())]))
        account = await settled(here)

        assert bodies_to(here, CITIZEN) == []
        assert (account["replied"], account["expired"]) == (1, 1)


async def test_a_message_of_half_an_hour_ago_is_answered_like_any_other(tmp_path: Path) -> None:
    """Below BOT_STALE_AFTER each gets its reply; odd and future times mean now."""
    async with town(tmp_path) as here:
        await here.bot.start()
        now = time.time()
        odd = text(CITIZEN, "0", at=now) | {"timestamp": "soon"}
        said = [
            text(CITIZEN, "السلام عليكم", at=now - HOUR / 2),
            tap(CITIZEN, "moh", at=now + 5 * HOUR),
            odd,
        ]
        await here.deliver(notification(said))
        account = await settled(here)

        assert account["replied"] == 3
        assert not any(body.startswith("عذرًا") for body in bodies_to(here, CITIZEN))


async def test_fault_51_a_flood_gets_one_notice_and_others_do_not_wait_for_it(
    tmp_path: Path,
) -> None:
    """Five hundred messages of one citizen within seconds; each has its fate."""
    async with town(tmp_path) as here:
        await here.bot.start()
        now = time.time()
        await here.deliver(notification([text(CITIZEN, "السلام عليكم", at=now)]))
        for _ in range(5):
            flood = [tap(CITIZEN, "moh", at=now) for _ in range(100)]
            assert await here.deliver(notification(flood)) == 200
        since = time.monotonic()
        await here.deliver(notification([text(OTHER, "hello", at=now)]))

        async def is_answered() -> bool:
            return len(here.replies_to(OTHER)) == 1

        await until(is_answered)
        took_s = time.monotonic() - since
        account = await settled(here)

        notices = [b for b in bodies_to(here, CITIZEN) if b.startswith("وصلتنا منك رسائل كثيرة")]
        assert len(notices) == 1
        assert account["replied"] + account["ignored"] == 502
        assert account["replied"] >= 42
        assert took_s < 5


async def test_two_messages_a_second_for_a_minute_are_all_answered(tmp_path: Path) -> None:
    """Also when the platform holds the pair to its pace and they have to wait."""
    rules = Rules(messages_per_second=None, pair_burst=45, pair_interval_s=0.05)
    async with town(tmp_path, rules=rules) as here:
        await here.bot.start()
        now = time.time()
        await here.deliver(notification([text(CITIZEN, "السلام عليكم", at=now)]))
        for number in range(4):
            taps = [tap(CITIZEN, "moh" if n % 2 else "cspd", at=now) for n in range(20)]
            assert await here.deliver(notification(taps)) == 200, number
        account = await settled(here)

        assert account["replied"] == 81
