"""When the disk or the database refuses, the door says 503, and nothing is lost."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from bot.web.door import UNREACHABLE
from tests.support.bots import Town, town
from tests.support.waiting import until
from tests.support.webhooks import notification, text

# Root writes whatever the rights of a file say; without these two, it is like anybody else.
_WITHOUT_ROOTS_RIGHTS = (
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
)
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


async def reason_why_not(here: Town) -> str:
    """What `/readyz` says while it is red."""
    status, told = await here.get_json("/readyz")
    assert (status, told["ready"]) == (503, False)
    return str(told["reason"])


async def run_outside(*words: str) -> None:
    """A command of the system; the test is skipped where it is missing or not permitted."""
    if not shutil.which(words[0]):
        pytest.skip(f"{words[0]} is missing")
    started = await asyncio.create_subprocess_exec(*words, stderr=asyncio.subprocess.PIPE)
    _, said = await started.communicate()
    if started.returncode:
        pytest.skip(f"not permitted here: {' '.join(words[:2])}: {said.decode().strip()}")


def greeting(citizen: str, wamid: str = "") -> bytes:
    """One message."""
    return notification([text(citizen, "مرحبا", at=time.time(), wamid=wamid or f"wamid.{citizen}")])


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
            # A log that has just begun anew has room once more: red, it is then green again.
            status, told = await here.get_json("/readyz")
            if status == 503:
                break
        assert refused
        assert "the database refused" in told["reason"]

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
        body = greeting("962790000101")
        with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            told = await here.deliver(body)
            if told == UNREACHABLE:  # another write waited first: the platform gave up, asks again
                told = await here.deliver(body)
            assert told == 503
            assert "database is locked" in await reason_why_not(here)
            other.rollback()
        await until(lambda: is_ready(here))
        await here.deliver_until_taken(body)
        await here.graph.until_accepted(1)

        assert len(here.replies_to("962790000101")) == 1


async def test_fault_16_a_small_volume_is_filled_to_the_brim(tmp_path: Path) -> None:
    """A volume of 4 MiB that other files fill: 503 until they go, and everything answered once."""
    volume = tmp_path / "volume"
    volume.mkdir()
    await run_outside("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(volume))
    try:
        async with town(tmp_path) as here:
            here.bot.environment["BOT_DATABASE"] = f"sqlite:///{volume}/bot.db"
            await here.bot.start()
            await here.deliver_until_taken(greeting("962790000101"))
            with contextlib.suppress(OSError), (volume / "others").open("wb", buffering=0) as file:
                while file.write(bytes(4096)):
                    pass
            refused: dict[int, bytes] = {}
            for first in range(0, 2_000, 50):
                refused |= await deliver_some(here, first, 50)
                if refused:
                    break
            assert refused
            assert "full" in await reason_why_not(here)

            (volume / "others").unlink()
            await until(lambda: is_ready(here))
            for body in refused.values():
                await here.deliver_until_taken(body)

            async def is_settled() -> bool:
                account = await here.account()
                return account["replied"] == first + 51 and not account["waiting"]

            await until(is_settled)
            citizens = [accepted.identity.phone for accepted in here.graph.accepted]
            assert len(citizens) == len(set(citizens))
            await here.bot.end()
    finally:
        await run_outside("umount", str(volume))


async def test_fault_19_a_database_that_cannot_be_written_is_refused_at_the_start(
    tmp_path: Path,
) -> None:
    """Its owner took the right to write away: told plainly; given back, it serves."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await here.deliver_until_taken(greeting("962790000101"))
        await here.bot.end()
        (tmp_path / "bot.db").chmod(0o400)
        if os.geteuid() == 0:
            here.bot.wrapper = ("setpriv", *_WITHOUT_ROOTS_RIGHTS)
            await run_outside(*here.bot.wrapper, "true")
        await here.bot.launch()

        assert await here.bot.ended() != 0
        last = here.bot.log().splitlines()[-1]
        assert "bot.db: cannot be used: Permission denied" in last
        (tmp_path / "bot.db").chmod(0o600)
        await here.bot.start()
        await here.graph.until_accepted(1)
        assert (await here.account())["replied"] == 1


async def test_fault_19_files_that_cannot_be_written_any_more_while_running(tmp_path: Path) -> None:
    """As a volume that turned read-only: 503 and red with the reason, then well by itself."""
    async with town(tmp_path) as here:
        await here.bot.start()
        await here.deliver_until_taken(greeting("962790000101"))
        await here.graph.until_accepted(1)
        log, body = str(tmp_path / "bot.db-wal"), greeting("962790000102")
        await run_outside("chattr", "+i", log)
        try:
            assert await here.deliver(body) == 503
            assert "the database refused" in await reason_why_not(here)
        finally:
            await run_outside("chattr", "-i", log)
        await until(lambda: is_ready(here))
        await here.deliver_until_taken(body)
        await here.graph.until_accepted(2)

        assert len(here.replies_to("962790000102")) == 1


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
