"""A real process tells a real listener that sending stopped and that it goes on."""

import time
from pathlib import Path
from typing import Any

from aiohttp import web

from bench.ports import free_port
from bot.web.faults import Fault
from tests.support.bots import town
from tests.support.waiting import until
from tests.support.webhooks import notification, text


async def test_fault_34_a_stop_is_posted_and_so_is_its_end(tmp_path: Path) -> None:
    """Without a citizen in it; the next knock is accepted and ends it."""
    posted: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        posted.append(await request.json())
        return web.Response()

    app = web.Application()
    app.router.add_post("/alarm", take)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()

    async def are_told(count: int) -> bool:
        return len(posted) == count

    try:
        async with town(
            tmp_path, BOT_ALARM_URL=f"http://127.0.0.1:{port}/alarm?key=hidden"
        ) as here:
            here.graph.faults.append(Fault("refuse", 190))
            await here.bot.start()
            await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))
            await until(lambda: are_told(1))
            async with here.http.get(here.bot.url + "/metrics") as page:
                assert 'bot_alarm{name="sending-stopped"} 1.0' in await page.text()
            await until(lambda: are_told(2), 60)
            log = here.bot.log()
    finally:
        await runner.cleanup()

    assert [(one["event"], one["state"]) for one in posted] == [
        ("sending-stopped", "raised"), ("sending-stopped", "cleared"),
    ]  # fmt: skip
    assert "962790000101" not in str(posted)
    assert "hidden" not in log
