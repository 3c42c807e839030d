"""Programs of ours that a bench runs beside itself, and what they cost."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
NUMBER, TOKEN, SECRET = "118822334455667", "bench-token", "bench-secret"


def bot_settings(port: int, folder: str, graph_url: str) -> dict[str, str]:
    """The environment of a bot that answers at `port` and sends to an emulated platform."""
    return {
        "BOT_PORT": str(port),
        "BOT_DATABASE": f"sqlite:///{folder}/bot.db",
        "BOT_PSEUDONYM_KEY": "5a" * 32,
        "BOT_MESSAGES_PER_SECOND": "1000",
        "WHATSAPP_PHONE_NUMBER_ID": NUMBER,
        "WHATSAPP_ACCESS_TOKEN": TOKEN,
        "WHATSAPP_APP_SECRET": SECRET,
        "WHATSAPP_VERIFY_TOKEN": "bench-verify",
        "WHATSAPP_GRAPH_URL": graph_url,
    }


async def start(*words: str, **environment: str) -> asyncio.subprocess.Process:
    """Start one of our programs; its standard output can be read."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


@asynccontextmanager
async def process(*words: str, **environment: str) -> AsyncIterator[int]:
    """Run one of our programs beside this one; yields its process id."""
    running = await start(*words, **environment)
    try:
        yield running.pid
    finally:
        running.terminate()
        await running.communicate()


def cpu_s(pid: int) -> float:
    """Processor time of a process so far, in seconds; user and system together."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Resident memory of a process, in megabytes."""
    return _memory_mb(pid, "VmRSS:")


def peak_mb(pid: int) -> float:
    """The most memory that a process has had resident, in megabytes."""
    return _memory_mb(pid, "VmHWM:")


def _memory_mb(pid: int, field: str) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    told = status.partition(field)[2].split()  # nothing of one that has just died
    return int(told[0]) / 1024 if told else 0.0
