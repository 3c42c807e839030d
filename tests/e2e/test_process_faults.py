"""The process is stopped, blocked, starved or not listened to: it serves on, or again by itself."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import time
from pathlib import Path

import aiohttp
import pytest

from bot.web.faults import Fault
from bot.web.statuses import StatusPlan
from tests.support.bots import Town, town
from tests.support.crowds import drained
from tests.support.waiting import until
from tests.support.webhooks import notification, text

CITIZEN = "962790000101"


def hello(citizen: str = CITIZEN) -> bytes:
    """A greeting."""
    return notification([text(citizen, "hello", at=time.time())])


async def metric(here: Town, name: str) -> float:
    """One figure of the bot's metrics."""
    async with here.http.get(here.bot.url + "/metrics") as response:
        lines = (await response.text()).splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(f"{name} "))


async def test_fault_10_killed_again_and_again_while_it_recovers(tmp_path: Path) -> None:
    """Recovery changes nothing that a second recovery would not find: one reply."""
    async with town(tmp_path, plan=StatusPlan(None, None, None)) as here:
        here.graph.faults.append(Fault("hang", seconds=60))
        await here.bot.start()
        await here.deliver(hello())

        async def is_posted() -> bool:
            return here.graph.counts.posts == 1

        await until(is_posted)
        await here.bot.kill()
        for point in ("start.locked", "start.migrated", "start.recovered", "start.recovered"):
            here.bot.environment["BOT_FAILPOINTS"] = f"{point}=kill"
            await here.bot.launch()
            assert await here.bot.ended() == -signal.SIGKILL
        here.bot.environment["BOT_FAILPOINTS"] = ""
        await here.bot.start()

        assert (await drained(here))["replied"] == 1
        assert len(here.replies_to(CITIZEN)) == 1


async def test_fault_13_the_drain_limit_is_kept_and_what_hangs_is_on_record_as_in_doubt(
    tmp_path: Path,
) -> None:
    """A platform that says nothing holds up the end for ten seconds, not for ever."""
    async with town(tmp_path) as here:
        here.graph.faults.append(Fault("hang", seconds=60))
        await here.bot.start()
        await here.deliver(hello())

        async def is_posted() -> bool:
            return here.graph.counts.posts == 1

        await until(is_posted)
        since = time.monotonic()
        code = await here.bot.end(signal.SIGTERM)
        took_s = time.monotonic() - since
        with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as reader:
            rows = reader.execute("SELECT fate, attempt, is_attempted FROM message").fetchall()

        assert (code, rows) == (0, [("waiting", 1, 1)])
        assert took_s < 13  # the client itself gives up after 15


async def is_red(here: Town) -> bool:
    """Whether `/readyz` keeps traffic away: 503, or no answer within a second."""
    limit = aiohttp.ClientTimeout(total=1)
    try:
        async with (
            aiohttp.ClientSession(timeout=limit) as new,  # as who asks for the first time
            new.get(here.bot.url + "/readyz") as response,
        ):
            return response.status == 503
    except (aiohttp.ClientError, TimeoutError):
        return True


async def is_green(here: Town) -> bool:
    """Whether traffic may come."""
    return not await is_red(here)


async def test_fault_61_without_file_descriptors_it_waits_and_is_well_again(tmp_path: Path) -> None:
    """Silent connections and slow sends take all of them; as they go, all is as before."""
    if not shutil.which("prlimit"):
        pytest.skip("prlimit of util-linux is missing")
    crowd = [text(f"9627900002{n:02}", "hello", at=time.time()) for n in range(60)]
    async with town(tmp_path) as here:
        here.bot.wrapper = ("prlimit", "--nofile=64:64")
        await here.bot.start()
        await here.deliver_until_taken(hello())
        await here.graph.until_accepted(1)
        here.graph.faults.extend([Fault("slow", seconds=2)] * 40)
        with contextlib.ExitStack() as idle:
            for _ in range(100):
                one = idle.enter_context(socket.socket())
                one.setblocking(False)
                one.connect_ex(("127.0.0.1", here.bot.port))
            await here.deliver_until_taken(notification(crowd))
            await until(lambda: is_red(here))
        await until(lambda: is_green(here))
        await here.deliver_until_taken(hello("962790000103"))
        await drained(here)

        phones = [accepted.identity.phone for accepted in here.graph.accepted]
        assert len(phones) == len(set(phones)) == len(crowd) + 2


async def test_fault_61_with_no_memory_left_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """Told 503, cut off or ended and started again: each message is answered once."""
    if not shutil.which("prlimit"):
        pytest.skip("prlimit of util-linux is missing")
    bodies = [
        notification([text(f"9627901{n:02}{m:03}", "x" * 4000, at=time.time()) for m in range(30)])
        for n in range(30)
    ]
    async with town(tmp_path, plan=StatusPlan(0.0, 0.05, None)) as here:
        await here.bot.start()
        await here.deliver_until_taken(hello())
        await here.graph.until_accepted(1)
        await limit_memory(here.bot.pid, f"{size_of(here.bot.pid) + 1_000_000}")
        taken = await asyncio.gather(*(here.deliver(body) for body in bodies))
        while not await is_green(here):
            if here.bot.is_running:
                await limit_memory(here.bot.pid, "unlimited")
            else:
                await here.bot.start()
        put_off = [body for body, status in zip(bodies, taken, strict=True) if status != 200]
        for body in put_off:
            await here.deliver_until_taken(body)
        await drained(here)
        answered = len(here.graph.accepted)
        for body in bodies:
            await here.deliver_until_taken(body)
        await drained(here)

        phones = [accepted.identity.phone for accepted in here.graph.accepted]
        assert set(taken) <= {0, 200, 503}
        assert put_off
        assert answered == len(phones) == len(set(phones)) == 30 * len(bodies) + 1


def size_of(pid: int) -> int:
    """Address space of a process, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmSize:")[2].split()[0]) * 1024


async def limit_memory(pid: int, limit: str) -> None:
    """What a running process may take from now on."""
    words = f"--pid={pid}", f"--as={limit}:unlimited"
    limiting = await asyncio.create_subprocess_exec(
        "prlimit", *words, stderr=asyncio.subprocess.DEVNULL
    )
    await limiting.wait()


async def _refuse_much(here: Town, count: int) -> None:
    """Unsigned deliveries: a log line each."""
    async with asyncio.timeout(60):
        for _ in range(count):
            async with here.http.post(here.bot.url + "/webhook", data=b"{}") as response:
                assert response.status == 401


async def test_fault_62_a_log_that_nobody_reads_holds_up_nothing(tmp_path: Path) -> None:
    """A full pipe on standard error: served on, lines are dropped, the end comes in time."""
    reading, writing = os.pipe()
    try:
        async with town(tmp_path) as here:
            here.bot.log_sink = writing
            await here.bot.start()
            await _refuse_much(here, 1_000)
            await here.deliver_until_taken(hello())
            await here.graph.until_accepted(1)
            since = time.monotonic()

            assert await here.bot.end(signal.SIGTERM) == 0
            assert time.monotonic() - since < 8
            assert os.read(reading, 10_000).count(b'"delivery refused"') > 10
    finally:
        os.close(reading)
        os.close(writing)


async def test_fault_62_a_full_disk_of_logs_holds_up_nothing(tmp_path: Path) -> None:
    """Every write of the log fails: served on, and counted."""
    sink = os.open("/dev/full", os.O_WRONLY)
    try:
        async with town(tmp_path) as here:
            here.bot.log_sink = sink
            await here.bot.start()
            await _refuse_much(here, 3)
            await here.deliver_until_taken(hello())
            await here.graph.until_accepted(1)

            assert await metric(here, "bot_log_lines_dropped") >= 3
            assert await here.bot.end(signal.SIGTERM) == 0
    finally:
        os.close(sink)


async def test_fault_64_a_blocked_event_loop_is_told_of_and_loses_nothing(tmp_path: Path) -> None:
    """For how long and where, in the log and as a metric."""
    async with town(tmp_path, BOT_FAILPOINTS="door.signed=block:5@1") as here:
        await here.bot.start()
        await asyncio.gather(
            *(here.deliver_until_taken(hello(f"9627900001{n:02}")) for n in range(10))
        )
        account = await drained(here)

        told = [line for line in here.bot.log().splitlines() if "event loop was blocked" in line]
        assert account["replied"] == here.graph.counts.accepted == 10
        assert len(told) == 1
        assert "failpoints.py:" in told[0]
        assert 4 < await metric(here, "bot_loop_lag_seconds") < 8


async def test_fault_52_a_backlog_of_seven_days_is_expired_at_once(tmp_path: Path) -> None:
    """None of it is answered, all of it is accounted for."""
    async with town(tmp_path) as here:
        await here.bot.start()
        now = time.time()
        since = time.monotonic()
        for first in range(0, 2_000, 100):
            old = [
                text(f"9627900{n:05}", "hello", at=now - 86_400 * (1 + 6 * n / 2_000))
                for n in range(first, first + 100)
            ]
            await here.deliver_until_taken(notification(old))
        took_s = time.monotonic() - since
        account = await here.account()

        assert account == {
            "waiting": 0, "replied": 0, "ignored": 0, "expired": 2_000, "failed": 0
        }  # fmt: skip
        assert here.graph.counts.posts == 0
        assert took_s < 20
