"""The whole `check` of changed files before they are served, in a process of its own.

Loading refuses what cannot be served; only `check` draws every screen. It would take the
interpreter from who is serving, for seconds where a ministry has thousands of services.
"""

import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

import orjson

from bot.environment import read_environment
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.settings import Settings

_PROGRAM = Path(__file__).parents[3] / "main.py"
_NICE = 10  # behind who serves and who loads
_LIMIT_S = 300.0
_KEPT = ("PATH", "HOME", "XDG_CACHE_HOME", "LANG", "LC_ALL", "TMPDIR")  # no secret is handed on
_MISTAKES = 1  # the exit code where there are some


async def check_wholly(settings: Settings) -> str:
    """The mistakes that `check` tells of flows and locales, without warnings, a line each.

    "" for none. Where it cannot be run or does not end, that is the mistake.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            code = await _run(settings, out, err)
        except OSError as error:
            return f"the files could not be checked: {error.strerror}"
        except TimeoutError:
            return f"the files could not be checked within {_LIMIT_S:.0f} s"
        if code == 0:
            return ""
        if code == _MISTAKES:
            return await asyncio.to_thread(_mistakes, out)
        err.seek(0)
        told = err.read().decode(errors="replace").strip().splitlines()
        return f"the files could not be checked: {told[-1] if told else f'exit code {code}'}"


async def _run(settings: Settings, out: IO[bytes], err: IO[bytes]) -> int:
    environment = {name: at for name, at in read_environment().items() if name in _KEPT}
    words = ("check", "--format", "json", str(settings.flows))
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, str(_PROGRAM), *words),
        env=environment | {"BOT_LOCALES": str(settings.locales)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=out,
        stderr=err,
    )
    try:
        with suppress(OSError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, running.pid, _NICE)
        async with asyncio.timeout(_LIMIT_S):
            return await running.wait()
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()


def _mistakes(out: IO[bytes]) -> str:
    out.seek(0)
    faults = [
        Fault(Place(each["file"], each["line"], each["column"]), each["code"], each["message"])
        for each in orjson.loads(out.read())
        if each["severity"] == "error"
    ]
    return "\n".join(map(str, faults))
