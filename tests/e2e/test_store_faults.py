"""When the disk or the database refuses, the door says 503, and nothing is lost."""

import asyncio
import contextlib
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from tests.support.bots import Town, town
from tests.support.waiting import until
from tests.support.webhooks import notification, text

FILE_LIMIT = 400 * 1024  # bytes that any file of the process may have


async def deliver_some(here: Town, first: int, count: int) -> dict[int, bytes]:
    """Greetings of so many new citizens, none of them waiting for an answer; by number, if 200."""
    bodies = {
        n: notification([text(f"9627900{n:05}", "مرحبا", at=time.time(), wamid=f"wamid.{n}")])
        for n in range(first, first + count)
    }
    taken = await asyncio.gather(*(here.deliver(body) for body in bodies.values()))
    return {
        n: body for (n, body), status in zip(bodies.items(), taken, strict=True) if status != 200
    }


async def is_ready(here: Town) -> bool:
    """Whether traffic may come."""
    return (await here.get_json("/readyz"))[0] == 200


async def test_fault_16_a_full_disk_refuses_new_messages_and_recovers_by_itself(
    tmp_path: Path,
) -> None:
    """503 and a red readyz while nothing can be written; then everything is answered once."""
    if not shutil.which("prlimit"):
        pytest.skip("prlimit of util-linux is missing: no disk can be filled safely here")
    async with town(tmp_path) as here:
        here.bot.wrapper = ("prlimit", f"--fsize={FILE_LIMIT}:unlimited")
        await here.bot.start()
        refused: dict[int, bytes] = {}
        for first in range(0, 2_000, 50):
            refused |= await deliver_some(here, first, 50)
            if refused:
                break
        status, told = await here.get_json("/readyz")
        assert refused
        assert (status, told["ready"]) == (503, False)
        assert "database" in told["reason"]

        lift = ["prlimit", f"--pid={here.bot.pid}", "--fsize=unlimited"]
        await (await asyncio.create_subprocess_exec(*lift)).wait()
        await until(lambda: is_ready(here))
        for body in refused.values():
            await here.deliver_until_taken(body)

        async def is_settled() -> bool:
            account = await here.account()
            return account["replied"] == first + 50 and not account["waiting"]

        await until(is_settled)
        citizens = [accepted.identity.phone for accepted in here.graph.accepted]
        assert len(citizens) == len(set(citizens))


async def test_fault_17_a_locked_database_is_waited_for_then_503_then_well_again(
    tmp_path: Path,
) -> None:
    """Another program holds the file: no message is lost or doubled."""
    async with town(tmp_path) as here:
        await here.bot.start()
        body = notification([text("962790000101", "مرحبا", at=time.time())])
        with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            assert await here.deliver(body) == 503
            assert not await is_ready(here)
            other.rollback()
        await here.deliver_until_taken(body)
        await here.graph.until_accepted(1)

        assert len(here.replies_to("962790000101")) == 1


def tracer_of(pid: int) -> str:
    """The process id of who watches a process; 0 while nobody does."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return status.partition("TracerPid:\t")[2]


async def test_fault_15_a_200_comes_only_after_the_disk_has_it(tmp_path: Path) -> None:
    """Traced from outside: a sync of the log file stands before the answer to the webhook."""
    if not shutil.which("strace"):
        pytest.skip("strace is missing: system calls cannot be watched here")
    trace = tmp_path / "trace"
    async with town(tmp_path) as here:
        await here.bot.start()
        watched = "trace=fsync,fdatasync,sendto"
        tracer = await asyncio.create_subprocess_exec(
            "strace", "-f", "-y", "-e", watched, "-s", "40", "-o", str(trace),
            "-p", str(here.bot.pid),
        )  # fmt: skip

        async def is_attached() -> bool:
            return not tracer_of(here.bot.pid).startswith("0")

        await until(is_attached)
        await here.deliver(notification([text("962790000101", "مرحبا", at=time.time())]))
        await here.graph.until_accepted(1)
        tracer.terminate()
        await tracer.wait()

    calls = trace.read_text(encoding="utf-8").splitlines()
    synced = next(n for n, call in enumerate(calls) if "sync(" in call and "bot.db-wal" in call)
    answered = next(n for n, call in enumerate(calls) if "HTTP/1.1 200" in call)
    assert synced < answered
