"""Tells operators what stands and what has passed: as JSON to BOT_ALARM_URL, and in the log."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import aiohttp
import orjson

from bot.clock import Clock
from bot.service.watching.conditions import AlarmName, Conditions, Told

logger = logging.getLogger(__name__)

Reasons = Callable[[], Awaitable[dict[AlarmName, str]]]

_LOOK_S = 5.0  # each look writes to the store, to see that it can
_MOST = 100  # alarms that wait to be posted; beyond that the oldest are dropped
_TRIES = 8
_FIRST_RETRY_S = 1.0
_LONGEST_RETRY_S = 60.0
_REASON_MOST = 300  # characters
_TIMEOUT_S = 10.0


class Alarms:
    """Looks at the conditions again and again; `reasons` tells why each stands, or "".

    Posting has its own queue and its own time limits: a deaf or dead listener delays nothing.
    """

    def __init__(
        self, url: str, bot: str, reasons: Reasons, clock: Clock, timeout_s: float = _TIMEOUT_S
    ) -> None:
        """Stay idle until `run` is awaited by an owner; without a `url` only the log is told."""
        self._url = url
        self._bot = bot
        self._reasons = reasons
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._conditions = Conditions()
        self._queue: deque[Told] = deque(maxlen=_MOST)
        self._news = asyncio.Event()

    def standing(self) -> dict[str, int]:
        """1 for each alarm that stands, 0 for the others."""
        return self._conditions.standing()

    async def run(self) -> None:
        """Look and post until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch())
            if self._url:
                group.create_task(self._post_all())

    async def look(self) -> None:
        """Look once."""
        reasons = await self._reasons()
        for told in self._conditions.look(reasons, self._clock.monotonic(), self._clock.now()):
            logger.warning(
                "alarm %s", told.state, extra={"alarm": told.name, "reason": told.reason}
            )
            self._queue.append(told)
            self._news.set()

    async def _watch(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(_LOOK_S)

    async def _post_all(self) -> None:
        async with aiohttp.ClientSession(timeout=self._timeout, trust_env=False) as http:
            while True:
                await self._news.wait()
                self._news.clear()
                while self._queue:
                    await self._post(http, self._body(self._queue.popleft()))

    async def _post(self, http: aiohttp.ClientSession, body: bytes) -> None:
        wait_s = _FIRST_RETRY_S
        for _ in range(_TRIES):
            if await self._is_taken(http, body):
                return
            await asyncio.sleep(wait_s)
            wait_s = min(_LONGEST_RETRY_S, wait_s * 2)
        logger.error("an alarm could not be posted", extra={"tries": _TRIES})

    async def _is_taken(self, http: aiohttp.ClientSession, body: bytes) -> bool:
        try:
            async with http.post(
                self._url,
                data=body,
                headers={"Content-Type": "application/json"},
                allow_redirects=False,
            ) as response:
                return response.status < 300
        except (aiohttp.ClientError, OSError, ValueError):
            return False  # the address may hold a token, so nothing of the error is logged

    def _body(self, told: Told) -> bytes:
        since = datetime.fromtimestamp(told.since, UTC).isoformat(timespec="seconds")
        return orjson.dumps(
            {
                "event": told.name,
                "state": told.state,
                "reason": told.reason[:_REASON_MOST],
                "since": since,
                "bot": self._bot,
            }
        )
