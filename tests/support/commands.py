"""Commands run as an operator runs them: in a process of their own."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.bots import ROOT

_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


async def run_command(folder: Path, environment: Mapping[str, str], *words: str) -> Told:
    """Run `main.py` with these words, its standard input being no terminal."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "main.py"),
        *words,
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(_LIMIT_S):
        out, err = await started.communicate()
    assert b"Traceback" not in err, err.decode()
    return Told(started.returncode or 0, out.decode(), err.decode())
