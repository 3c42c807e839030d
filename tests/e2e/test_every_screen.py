"""The project's own flows, walked whole: every screen, each class of message, both languages."""

import asyncio
import sys

from tests.support.bots import ROOT

LIMIT_S = 900.0  # not how long it takes, but how long a machine may be slow


async def test_the_projects_own_flows_hold_every_promise() -> None:
    """Every screen of all agencies, in both languages, with every class of message."""
    walk = await asyncio.create_subprocess_exec(
        sys.executable, "main.py", "walk", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(LIMIT_S):
        out, _ = await walk.communicate()

    assert out.decode().endswith("\n\neverything holds\n"), out.decode()
    assert walk.returncode == 0
