"""A burst of media gets one reply, a pair two; all of it is accounted for, also after a crash."""

import time
from pathlib import Path
from typing import Any

from tests.e2e.test_age_and_floods import bodies_to, settled
from tests.support.bots import town
from tests.support.webhooks import notification, text

ONE, TWO, THREE, FOUR = (f"96279000020{n}" for n in range(4))


def image(citizen: str, wamid: str = "") -> dict[str, Any]:
    """A picture without a word."""
    message = text(citizen, "", at=time.time(), wamid=wamid)
    del message["text"]
    return message | {"type": "image", "image": {"id": "1", "mime_type": "image/jpeg"}}


async def test_a_burst_gets_one_reply_and_two_media_get_two(tmp_path: Path) -> None:
    """In one delivery or in several; what comes after a burst is answered as ever."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await here.deliver(notification([image(ONE) for _ in range(5)]))
        await here.deliver(notification([image(TWO), image(TWO)]))
        for _ in range(4):
            await here.deliver(notification([image(THREE)]))
        await here.deliver(notification([text(ONE, "menu", at=time.time())]))
        account = await settled(here)

        assert [len(bodies_to(here, citizen)) for citizen in (ONE, TWO, THREE)] == [2, 2, 1]
        assert account == {"waiting": 0, "replied": 5, "expired": 2, "ignored": 5, "failed": 0}


async def test_a_burst_is_known_as_one_across_a_crash(tmp_path: Path) -> None:
    """Killed in the middle of it, and all of it delivered again: one reply."""
    async with town(tmp_path) as here:
        await here.bot.start()
        bodies = [notification([image(FOUR, f"wamid.burst{n}")]) for n in range(4)]
        for body in bodies[:2]:
            await here.deliver(body)
        await here.graph.until_accepted(1)
        await here.bot.kill()
        await here.bot.start()
        for body in bodies:
            await here.deliver_until_taken(body)
        account = await settled(here)

        assert len(bodies_to(here, FOUR)) == account["replied"] <= 2
        assert account["ignored"] == 2
        assert sum(account.values()) == 4
