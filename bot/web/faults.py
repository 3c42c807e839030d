"""Faults on request: what the emulated platform does wrong, one POST after the other."""

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

FaultKind = Literal[
    "refuse",  # an error object with `code`
    "refuse-as-200",  # the same with HTTP 200
    "hang",  # no answer, not taken
    "hang-after",  # no answer, although the message was taken
    "reset",  # the connection is reset, not taken
    "reset-after",  # the connection is reset, although the message was taken
    "slow",  # taken and answered after `seconds`
    "broken-json",  # taken, but the answer cannot be read
    "bad-gateway",  # a proxy's HTML page with 502, not taken
    "silent",  # taken and answered; no status ever follows
    "fail-later",  # taken and answered; then a failed status with `code`
    "none",  # nothing goes wrong with this one
]


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one POST.

    `code` and `http_status` belong to refusals and failed statuses, `seconds` to waits.
    """

    kind: FaultKind
    code: int = 131000
    http_status: int | None = None
    seconds: float = 60.0

    @property
    def is_taken(self) -> bool:
        """Whether the message is taken although something goes wrong."""
        return self.kind not in ("refuse", "refuse-as-200", "hang", "reset", "bad-gateway")


NO_FAULT = Fault("none")


async def reset(request: web.Request) -> web.Response:
    """Reset the connection under the client's hands; the answer goes nowhere."""
    transport = request.transport
    if transport is not None:
        raw = transport.get_extra_info("socket")
        # a linger time of zero turns closing into a reset
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()


async def hang(request: web.Request, seconds: float, ended: asyncio.Event) -> web.Response:
    """Say nothing for a time, or until the platform ends; then drop the connection."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), seconds)
    return await reset(request)
