"""Ten thousand citizens at once: answered in time or told to come back, and nobody is lost."""

import asyncio
import time
from pathlib import Path

import aiohttp

from bench.programs import memory_mb
from bot.web.door import SignedDoor
from bot.web.statuses import StatusPlan
from tests.support.bots import APP_SECRET, town
from tests.support.waiting import until
from tests.support.webhooks import notification, text

CITIZENS = 10_000
CONNECTIONS = 400
ACK_S = 5.0  # no webhook waits longer than this for a 200 or a 503
MEMORY_MB = 400


async def test_fault_50_ten_thousand_citizens_at_once(tmp_path: Path) -> None:
    """Everybody writes at the same moment; the platform asks again where it is told 503."""
    started = time.monotonic()
    bodies = [
        notification([text(f"96279{n:07}", "السلام عليكم", at=time.time())])
        for n in range(CITIZENS)
    ]
    slowest, refused = 0.0, 0
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    async with (
        town(tmp_path, plan=StatusPlan(None, None, None)) as here,
        aiohttp.ClientSession(connector=connector) as http,
    ):
        await here.bot.start()
        door = SignedDoor(f"{here.bot.url}/webhook", APP_SECRET, http)
        places = asyncio.Semaphore(CONNECTIONS)

        async def deliver(body: bytes) -> None:
            nonlocal slowest, refused
            while True:
                async with places:
                    since = time.monotonic()
                    status = await door.deliver(body)
                    slowest = max(slowest, time.monotonic() - since)
                if status == 200:
                    return
                assert status == 503
                refused += 1
                await asyncio.sleep(0.2)

        await asyncio.gather(*map(deliver, bodies))

        async def is_settled() -> bool:
            account = await here.account()
            return account["replied"] == CITIZENS and not account["waiting"]

        await until(is_settled, 90)
        used_mb = memory_mb(here.bot.pid)
        print(  # noqa: T201 - the figures of this run
            f"{CITIZENS} citizens in {time.monotonic() - started:.0f} s, slowest answer to a"
            f" webhook {slowest:.1f} s, {refused} told to come back, {used_mb:.0f} MB"
        )
        assert here.graph.counts.accepted == CITIZENS
        assert slowest < ACK_S
        assert used_mb < MEMORY_MB
