"""Messages at a rate that does not ask whether anybody answers, as a country writes them."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from bench.programs import NUMBER
from bench.turn_first.poisoned_bot import POISONED_ROW, POISONED_TURN
from bot.web.door import Door

CITIZENS = 2_000
FREE_TEXT = 0.3
WORDS = ("1", "٢", "3", "٤", "القائمة", "رجوع", "menu", "back", "المزيد", "السلام عليكم", "شكرا")
TYPED_WORDS = 0.3  # numbers and words known everywhere; the rest are taps
POISON_EVERY = 500  # a turn that raises and a row that is refused, by turns: each every 1,000
BATCHES = (1, 1, 1, 1, 1, 1, 2, 4)  # messages in a webhook; the platform may send up to 1,000
_AGAIN_S = (1.0, 2.0, 4.0)  # between deliveries of one webhook, the last for ever
_LONGER_S = 25.0  # after the last message; what was not taken by then is given up and told


@dataclass(slots=True)
class Webhook:
    """One webhook's way to its 200; times are of `time.perf_counter`."""

    due: float
    answers: Counter[str]  # replies that it will have, by citizen
    began: float = 0.0  # of the try that was answered 200
    taken: float = 0.0
    tries: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether it was answered 200 in the end."""
        return self.taken > 0

    @property
    def ack_s(self) -> float:
        """From the moment it was due, or tried again, to its 200."""
        return self.taken - (self.due if self.tries == 1 else self.began)


@dataclass(slots=True)
class Traffic:
    """Delivers messages to a door until it takes them; knows what each citizen must be answered."""

    door: Door
    rows: Sequence[str]
    queries: Sequence[str]
    chance: Random = field(default_factory=lambda: Random(1))
    webhooks: list[Webhook] = field(default_factory=list)
    expected: Counter[str] = field(default_factory=Counter)  # replies to what was taken
    poisoned_rows: int = 0
    refusals: Counter[int] = field(default_factory=Counter)  # HTTP statuses but 200; 0: no answer
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def play(self, rate: float, seconds: float, said: asyncio.Event | None = None) -> None:
        """So many messages a second, at times of their own; returns when all were taken, or late.

        `said` is set when the last one was delivered for the first time.
        """
        try:
            async with asyncio.timeout(seconds + _LONGER_S):
                await self._play(rate, seconds, said)
        except TimeoutError:
            return

    async def _play(self, rate: float, seconds: float, said: asyncio.Event | None) -> None:
        every_s = sum(BATCHES) / len(BATCHES) / rate
        due = time.perf_counter()
        end = due + seconds
        async with asyncio.TaskGroup() as group:
            while (due := due + self.chance.expovariate(1 / every_s)) < end:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                size = self.chance.choice(BATCHES)
                webhook = Webhook(due, Counter())
                body = webhook_of([self._message(webhook) for _ in range(size)])
                self.webhooks.append(webhook)
                group.create_task(self._deliver(webhook, body))
            if said:
                said.set()

    async def _deliver(self, webhook: Webhook, body: bytes) -> None:
        while True:
            webhook.began = time.perf_counter()
            webhook.tries += 1
            status = await self.door.deliver(body)
            if status == 200:
                webhook.taken = time.perf_counter()
                self.expected += webhook.answers
                return
            self.refusals[status] += 1
            await asyncio.sleep(_AGAIN_S[min(webhook.tries, len(_AGAIN_S)) - 1])

    def _message(self, webhook: Webhook) -> dict[str, Any]:
        number = next(self._numbers)
        citizen = f"96279{self.chance.randrange(CITIZENS):07}"
        poison, rest = divmod(number, POISON_EVERY)
        draw = self.chance.random()
        if rest == 0:
            said = _text(POISONED_TURN if poison % 2 else POISONED_ROW)
        elif draw < FREE_TEXT:
            said = _text(self.chance.choice(self.queries))
        elif draw < FREE_TEXT + TYPED_WORDS:
            said = _text(self.chance.choice(WORDS))
        else:
            said = _tap(self.chance.choice(self.rows))
        if said == _text(POISONED_ROW):
            self.poisoned_rows += 1
        else:
            webhook.answers[citizen] += 1
        wamid = f"wamid.bench{number}"
        return {"from": citizen, "id": wamid, "timestamp": str(int(time.time())), **said}


def webhook_of(messages: Sequence[dict[str, Any]]) -> bytes:
    """A webhook's body, with the contact of each message as the platform adds it."""
    writers = {message["from"] for message in messages}
    contacts = [{"profile": {"name": "Citizen"}, "wa_id": writer} for writer in sorted(writers)]
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "96264001199", "phone_number_id": NUMBER},
        "contacts": contacts,
        "messages": messages,
    }
    change = {"value": value, "field": "messages"}
    entry = {"id": "214365870912345", "changes": [change]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def _text(body: str) -> dict[str, Any]:
    return {"type": "text", "text": {"body": body}}


def _tap(row: str) -> dict[str, Any]:
    reply = {"type": "list_reply", "list_reply": {"id": row, "title": "row"}}
    return {"type": "interactive", "interactive": reply}
