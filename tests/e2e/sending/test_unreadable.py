"""A reply whose address cannot be opened ends alone: everybody else is answered."""

import contextlib
import sqlite3
import time
from pathlib import Path

from bot.web.faults import Fault
from tests.support.bots import town
from tests.support.crowds import drained
from tests.support.waiting import until
from tests.support.webhooks import notification, text

HURT, OTHER = "962790000101", "962790000102"


async def test_a_reply_without_a_readable_address_fails_alone(tmp_path: Path) -> None:
    """As after a damaged row, or a dropped key: counted as failed, and nothing else stops."""
    async with town(tmp_path) as here:
        here.graph.faults.append(Fault("refuse", code=131056))
        await here.bot.start()
        await here.deliver(notification([text(HURT, "مرحبا", at=time.time())]))

        async def is_refused() -> bool:
            return here.graph.counts.posts == 1

        await until(is_refused)
        await here.bot.kill()
        with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as database, database:
            database.execute("UPDATE message SET address = x'00'")
        await here.bot.start()
        await here.deliver(notification([text(OTHER, "مرحبا", at=time.time())]))
        account = await drained(here)

    assert (account["replied"], account["failed"], account["waiting"]) == (1, 1, 0)
    assert len(here.replies_to(OTHER)) == 1
    assert here.replies_to(HURT) == []
