"""What cannot work is told in one clear line, exit code 2, and nothing is half done."""

import asyncio
import contextlib
import shutil
import socket
import sqlite3
import sys
from pathlib import Path

import pytest

from bot.store.file.preparing import prepare
from tests.support.bots import ROOT


async def refusal(folder: Path, *words: str, **settings: str) -> str:
    """Run `main.py serve`, which must refuse: what it says on standard error."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "BOT_FLOWS": str(ROOT / "flows"),
        "BOT_LOCALES": str(ROOT / "locales"),
        "BOT_PORT": "0",
        "BOT_DATABASE": f"sqlite:///{folder / 'bot.db'}",
        **settings,
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "main.py"),
        "serve",
        *words,
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(30):
        out, told = await started.communicate()
    assert (started.returncode, out) == (2, b""), told.decode()
    assert b"Traceback" not in told
    return told.decode().strip()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"BOT_PORT": "abc"}, "BOT_PORT=abc does not fit; it takes a port, 0 to 65535"),
        ({"WHATSAPP_ACCESS_TOKEN": "x"}, "missing: WHATSAPP_PHONE_NUMBER_ID"),
        ({"BOT_DATABASE": "sqlite:////proc/none/bot.db"}, "/proc/none/bot.db: cannot be used"),
        ({"BOT_DATABASE": "postgresql://u:p@h/d"}, "PostgreSQL is not supported yet"),
        ({"BOT_FLOWS": "nowhere"}, "nowhere"),
        ({"BOT_LOCALES": "nowhere"}, "nowhere"),
        ({"BOT_HOST": "256.1.1.1"}, "cannot listen on 256.1.1.1"),
    ],
)
async def test_settings_that_cannot_work(
    tmp_path: Path, settings: dict[str, str], expected: str
) -> None:
    """Named, with what would fit."""
    told = await refusal(tmp_path, **settings)

    assert expected in told
    assert "u:p@" not in told


async def test_a_port_in_use(tmp_path: Path) -> None:
    """Which one, and that it is taken."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        told = await refusal(tmp_path, BOT_PORT=str(port))

    assert f"cannot listen on 127.0.0.1:{port}" in told


async def test_fault_56_a_broken_flow_file_at_start(tmp_path: Path) -> None:
    """Every mistake with its place, a line each; no database is made for it."""
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    broken = tmp_path / "flows" / "moj.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("hotline:", "hotlin:", 1))

    told = await refusal(tmp_path, "--flows", str(tmp_path / "flows"))

    assert "moj.yaml:" in told
    assert 'Did you mean "hotline"?' in told
    assert not (tmp_path / "bot.db").exists()


async def test_a_database_that_another_process_uses(tmp_path: Path) -> None:
    """Two processes on one file would answer twice."""

    with contextlib.closing(prepare(tmp_path / "bot.db")):
        told = await refusal(tmp_path)

    assert "in use by another process" in told


async def test_a_foreign_database(tmp_path: Path) -> None:
    """It is refused and left as it is."""
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as foreign:
        foreign.execute("CREATE TABLE theirs (x)")
    before = (tmp_path / "bot.db").read_bytes()

    told = await refusal(tmp_path)

    assert "not one of this bot" in told
    assert (tmp_path / "bot.db").read_bytes() == before
