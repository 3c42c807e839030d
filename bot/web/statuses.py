"""The emulated platform's status webhooks: sent, delivered, read, or failed, in batches."""

import asyncio
import heapq
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from bot.clock import Clock
from bot.messages.inbound import Identity
from bot.web.door import Door
from bot.web.graph_answers import error_entry
from bot.whatsapp import limits

StatusWord = Literal["sent", "delivered", "read", "failed"]
MAX_WAITING = 200_000  # statuses; beyond that they are dropped and counted
BATCH_S = 0.02  # collected that long before a POST, as the platform batches under load
_RETRY_S = (0.25, 0.5, 1.0) + 13 * (2.0,)  # the platform tries for days; a sandbox may give up
_PRICING = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "service"}


@dataclass(frozen=True, slots=True)
class AcceptedMessage:
    """A message that the emulated platform took, as it was posted."""

    wamid: str
    identity: Identity
    message: Mapping[str, Any]
    at: float

    @property
    def callback(self) -> str:
        """What the bot wants to see again in every status."""
        return str(self.message.get("biz_opaque_callback_data", ""))


@dataclass(frozen=True, slots=True)
class StatusPlan:
    """When statuses follow a message, in seconds; None leaves one out."""

    sent_s: float | None = 0.0
    delivered_s: float | None = 0.1
    read_s: float | None = 0.8


@dataclass(frozen=True, slots=True)
class Status:
    """One status of one message; `error_code` belongs to `failed`."""

    message: AcceptedMessage
    word: StatusWord
    error_code: int | None = None


@dataclass(order=True, slots=True)
class _Due:
    at: float
    number: int
    status: Status = field(compare=False)


class StatusPost:
    """Posts statuses when they are due. `run` belongs to one task, whose cancelling ends it."""

    def __init__(self, phone_number_id: str, clock: Clock) -> None:
        """Start with nothing to tell and no door to tell it at."""
        self.door: Door | None = None
        self.posted = 0
        self.dropped = 0
        self._phone_number_id = phone_number_id
        self._clock = clock
        self._due: list[_Due] = []
        self._numbers = count()
        self._news = asyncio.Event()

    def plan(self, status: Status, delay_s: float) -> None:
        """Tell a status after a delay; dropped and counted when there are too many already."""
        if len(self._due) >= MAX_WAITING:
            self.dropped += 1
            return
        at = self._clock.monotonic() + delay_s
        heapq.heappush(self._due, _Due(at, next(self._numbers), status))
        self._news.set()

    def take_due(self) -> list[Status]:
        """Remove and return what is due by now, oldest first, at most one POST full."""
        taken: list[Status] = []
        now = self._clock.monotonic()
        while self._due and self._due[0].at <= now and len(taken) < limits.WEBHOOK_UPDATES:
            taken.append(heapq.heappop(self._due).status)
        return taken

    async def run(self) -> None:
        """Post statuses as they fall due, until cancelled; what is not yet posted is lost then."""
        while True:
            self._news.clear()
            if statuses := self.take_due():
                await self._post(statuses)
            await self._wait()

    async def _wait(self) -> None:
        """Until there is anything to tell, and in any case one batch's time.

        What is planned for later is looked at once a batch: the clock may be a test's.
        """
        if not self._due:
            await self._news.wait()
        await asyncio.sleep(BATCH_S)

    async def _post(self, statuses: list[Status]) -> None:
        if self.door is None:
            return
        body = status_webhook(statuses, self._phone_number_id, self._clock.now())
        for delay_s in (*_RETRY_S, None):
            if await self.door.deliver(body) == 200:
                self.posted += len(statuses)
                return
            if delay_s is not None:
                await asyncio.sleep(delay_s)
        self.dropped += len(statuses)


def status_webhook(statuses: list[Status], phone_number_id: str, now: float) -> bytes:
    """One webhook body with all these statuses."""
    names = {status.message.identity for status in statuses}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "96260000000", "phone_number_id": phone_number_id},
        "contacts": [_contact(identity) for identity in names],
        "statuses": [_status(status, now) for status in statuses],
    }
    return webhook(value)


def webhook(value: Mapping[str, Any]) -> bytes:
    """A webhook body around one change of the field `messages`: compact, non-ASCII escaped."""
    change = {"value": value, "field": "messages"}
    document = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "200000000000000", "changes": [change]}],
    }
    return json.dumps(document, separators=(",", ":")).encode()


def _contact(identity: Identity) -> dict[str, str]:
    named = {"wa_id": identity.phone, "user_id": identity.user_id}
    return {key: name for key, name in named.items() if name}


def _status(status: Status, now: float) -> dict[str, Any]:
    message = status.message
    told: dict[str, Any] = {
        "id": message.wamid,
        "status": status.word,
        "timestamp": str(int(now)),
    }
    if message.identity.phone:
        told["recipient_id"] = message.identity.phone
    if message.identity.user_id:
        told["recipient_user_id"] = message.identity.user_id
    if message.callback:
        told["biz_opaque_callback_data"] = message.callback
    if status.word in ("sent", "delivered"):
        told["pricing"] = _PRICING
    if status.error_code is not None:
        told["errors"] = [error_entry(status.error_code)]
    return told
