"""Operators are told once, reminded each hour, and told when it is over; nobody waits for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bench.fast_time import LoopClock, run_fast
from bench.ports import free_port
from bot.service.watching.alarms import Alarms
from bot.service.watching.conditions import AlarmName, Conditions
from bot.service.watching.reasons import Reasons
from tests.support.clocks import SettableClock


class Listener:
    """A real HTTP listener that answers as told, 200 when nothing is."""

    def __init__(self) -> None:
        """Nothing was posted yet."""
        self.posted: list[dict[str, Any]] = []
        self.answers: list[int] = []

    async def take(self, request: web.Request) -> web.Response:
        """Note one alarm."""
        if self.answers:
            return web.Response(status=self.answers.pop(0), headers={"Location": "/elsewhere"})
        self.posted.append(await request.json())
        return web.Response()

    @asynccontextmanager
    async def open(self, port: int) -> AsyncIterator[str]:
        """Listen on a port."""
        app = web.Application()
        app.router.add_post("/alarm", self.take)
        app.router.add_route("*", "/elsewhere", self.take)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield f"http://127.0.0.1:{port}/alarm"
        finally:
            await runner.cleanup()


# The clock runs thousands of times faster than the listener: ten seconds would be milliseconds.
_PATIENCE_S = 100_000.0


class World:
    """Conditions set by hand."""

    def __init__(self, url: str, clock: LoopClock) -> None:
        """All is well."""
        self.reasons: dict[AlarmName, str] = {}
        self.alarms = Alarms(url, "1088", self.now, clock, _PATIENCE_S)

    async def now(self) -> dict[AlarmName, str]:
        """What stands."""
        return self.reasons

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look and post meanwhile."""
        task = asyncio.create_task(self.alarms.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])


def test_an_alarm_is_posted_once_reminded_hourly_and_cleared() -> None:
    """Small JSON: event, state, reason, since, bot."""

    async def scenario() -> None:
        listener, clock = Listener(), LoopClock()
        async with listener.open(free_port()) as url:
            world = World(url, clock)
            async with world.running():
                world.reasons = {"sending-stopped": "refused: 190"}
                await asyncio.sleep(2 * 3600 + 60)
                world.reasons = {}
                await asyncio.sleep(600)
        assert [one["state"] for one in listener.posted] == [
            "raised", "reminder", "reminder", "cleared",
        ]  # fmt: skip
        first = listener.posted[0]
        assert set(first) == {"event", "state", "reason", "since", "bot"}
        assert (first["event"], first["reason"], first["bot"]) == (
            "sending-stopped", "refused: 190", "1088",
        )  # fmt: skip
        assert first["since"].startswith("2026-11-23T08:0")

    run_fast(scenario(), speed=4000)


def test_a_listener_that_is_away_or_refuses_is_tried_again_and_redirects_are_not_followed() -> None:
    """Back-off, then it gets what it missed, in order."""

    async def scenario() -> None:
        listener, clock, port = Listener(), LoopClock(), free_port()
        listener.answers = [500, 302]
        world = World(f"http://127.0.0.1:{port}/alarm", clock)
        async with world.running():
            world.reasons = {"flows-refused": "flows/moj.yaml:3:1: no"}
            await asyncio.sleep(10)
            assert world.alarms.standing()["flows-refused"] == 1
            world.reasons = {}
            async with listener.open(port):
                await asyncio.sleep(120)
        assert [one["state"] for one in listener.posted] == ["raised", "cleared"]

    run_fast(scenario(), speed=100)


def test_what_passes_within_seconds_is_no_alarm() -> None:
    """A store that refuses for a moment; one that refuses longer is told, and its recovery."""
    conditions = Conditions()

    short = [conditions.look({"store-refusing": "full"}, now, now) for now in (0.0, 4.0)]
    short.append(conditions.look({}, 4.5, 4.5))
    long = [conditions.look({"store-refusing": "full"}, now, now) for now in (10.0, 15.0, 20.0)]
    long.append(conditions.look({}, 30.0, 30.0))

    assert short == [[], [], []]
    assert [[told.state for told in step] for step in long] == [[], ["raised"], [], ["cleared"]]
    assert long[1][0].since == 10.0


async def test_a_late_reply_is_an_alarm_only_while_sending_goes_on() -> None:
    """Otherwise the stop is the alarm; a simplified reply stands for an hour."""
    clock = SettableClock()
    stopped, waits_s, simplified = "", 301.0, 0.0

    async def store_fault() -> str:
        return ""

    reasons = Reasons(
        clock, lambda: stopped, store_fault, lambda: "", lambda: waits_s, lambda: simplified
    )
    assert (await reasons.now())["replies-late"] == "a reply has been due for 5 minutes"
    stopped, simplified = "refused: 190", 1.0
    now = await reasons.now()
    assert (now["replies-late"], bool(now["reply-simplified"])) == ("", True)
    clock.move(3601)
    assert not (await reasons.now())["reply-simplified"]
