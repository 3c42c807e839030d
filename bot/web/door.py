"""How webhooks reach the bot: through its own real door, signed as the platform signs."""

from typing import Protocol

import aiohttp

from bot.whatsapp.signature import SIGNATURE_HEADER, sign

UNREACHABLE = 0
_TIMEOUT = aiohttp.ClientTimeout(total=15)


class Door(Protocol):
    """Where the platform's webhooks are posted."""

    async def deliver(self, body: bytes) -> int:
        """Post one webhook; its HTTP status, or `UNREACHABLE` (0) when nobody answered."""
        ...


class SignedDoor:
    """Posts to a webhook address over HTTP. The session is the caller's to close."""

    def __init__(self, url: str, secret: str, session: aiohttp.ClientSession) -> None:
        """Remember where, and with which app secret to sign."""
        self._url = url
        self._secret = secret
        self._session = session

    async def deliver(self, body: bytes) -> int:
        """Sign these exact bytes and post them."""
        headers = {
            "Content-Type": "application/json",
            SIGNATURE_HEADER: sign(body, self._secret),
        }
        try:
            async with self._session.post(
                self._url, data=body, headers=headers, timeout=_TIMEOUT, allow_redirects=False
            ) as response:
                await response.read()
                return response.status
        except (aiohttp.ClientError, OSError):
            return UNREACHABLE
