"""Bodies of requests: read in time, none too large, and not too much of them at once."""

import asyncio

from aiohttp import web

from bot.errors import BotError
from bot.whatsapp.limits import WEBHOOK_BYTES

DEADLINE_S = 10.0
SMALL_BYTES = 64 * 1024  # as large as notifications are in practice; these always find a place
_TOGETHER_BYTES = 64 * 1024 * 1024  # of what is beyond small, in all bodies that are being read


class BodyRefused(BotError):
    """A body that is not read to its end, with the HTTP status to tell."""

    def __init__(self, status: int, reason: str) -> None:
        """Remember what to tell."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


class BodyReader:
    """Reads bodies whole. Strangers cannot fill the memory: nobody has signed anything yet."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._large_bytes = 0

    async def read(self, request: web.Request) -> bytes:
        """The whole body, or raise BodyRefused: too large 413, too slow 408, too many 503."""
        if (request.content_length or 0) > WEBHOOK_BYTES:
            raise BodyRefused(413, "too-large")
        try:
            async with asyncio.timeout(DEADLINE_S):
                return await self._read_all(request)
        except TimeoutError:
            raise BodyRefused(408, "too-slow") from None

    async def _read_all(self, request: web.Request) -> bytes:
        body = bytearray()
        reserved = 0
        try:
            while chunk := await request.content.readany():
                body += chunk
                if len(body) > WEBHOOK_BYTES:
                    raise BodyRefused(413, "too-large")
                beyond = max(0, len(body) - SMALL_BYTES)
                self._large_bytes += beyond - reserved
                reserved = beyond
                if beyond and self._large_bytes > _TOGETHER_BYTES:
                    raise BodyRefused(503, "too-many-large")
        finally:
            self._large_bytes -= reserved
        return bytes(body)
