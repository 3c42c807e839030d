"""Waiting for what another process brings about: no longer than needed, never for luck."""

import asyncio
from collections.abc import Awaitable, Callable

_LOOK_S = 0.02


async def until(
    check: Callable[[], Awaitable[bool]], limit_s: float = 30.0, look_s: float = _LOOK_S
) -> None:
    """Look again and again until `check` holds; raises TimeoutError at the limit."""
    async with asyncio.timeout(limit_s):
        while not await check():  # noqa: ASYNC110 - another process cannot set our events
            await asyncio.sleep(look_s)
