"""Ports of this machine: a free one, and waiting for one to be served."""

import asyncio
import itertools
import random
import socket

# Below the ports a system takes for outgoing connections, so that none of those is met: at
# another place in each process, and none of a process twice.
_FIRST, _LAST = 10_000, 32_000
_numbers = itertools.count(random.SystemRandom().randrange(_LAST - _FIRST))


def free_port() -> int:
    """A port that nobody listens on, nor is given again by this process for a long time."""
    for number in _numbers:
        port = _FIRST + number % (_LAST - _FIRST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("the numbers never end")


async def listening(port: int, limit_s: float = 30.0) -> None:
    """Return once somebody listens on a port of this machine."""
    async with asyncio.timeout(limit_s):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                await writer.wait_closed()
                return
