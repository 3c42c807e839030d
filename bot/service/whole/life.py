"""One life of a served bot, by a clock that stands: a webhook goes in, what it led to comes out."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Self

import orjson

from bot.authoring.scripts.playing.outcomes import PHONE_NUMBER_ID, Delivered, Fate, Outcome, Way
from bot.authoring.scripts.playing.screens import Message
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.errors import BotError, UnreadableDelivery
from bot.service.receiving import turns
from bot.service.sending.callbacks import read_callback
from bot.service.whole.serving import STATUSES, serving
from bot.service.whole.standing import StandingClock, StandingLoop
from bot.settings import Settings
from bot.store.ledger import Ledger, Recorded
from bot.web.statuses import BATCH_S, AcceptedMessage
from bot.whatsapp.updates import Delivery, ReceivedMessage, read_delivery

_LOOK_S = 0.0005  # of real time, between two looks at what others are busy with
_LIMIT_S = 120.0  # of real time: a step takes hundredths of a second, also on a busy machine some
_JUST_AFTER_S = 0.01  # a moment is past once time stands clearly behind it
_HOUSEKEEPING_S = 60.0
_TOO_FAST = {130429, 131056}  # of the number, of one citizen: sent again when it is time
_FATES: Mapping[str, Fate] = {"ignored": "ignored", "expired": "expired"}
_NO_DELIVERY = Delivery((), (), (), (), {})

Place = tuple[bytes, int]  # of a reply: whose, and its number


class Life:
    """A running bot, begun by `begin` and ended by `end`; all its verbs belong to one loop."""

    def __init__(self, loop: StandingLoop, settings: Settings, release: Release, now: float):
        """Prepare a bot whose clock shows `now`."""
        assert settings.sqlite_path  # noqa: S101 - the settings are those of scripts
        self._loop = loop
        self._clock = StandingClock(loop, now)
        self._settings = settings
        self._release = release
        self._path = settings.sqlite_path
        self._begun = asyncio.Event()
        self._end = asyncio.Event()
        self._tended_at = now
        self._sent: dict[Place, AcceptedMessage] = {}
        self._held: dict[str, Recorded] = {}  # replies that have not gone out, by message id

    async def begin(self) -> Self:
        """Start the bot. Raises what keeps it from starting."""
        self._task = asyncio.create_task(self._live())
        begun = asyncio.create_task(self._begun.wait())
        await asyncio.wait([self._task, begun], return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            begun.cancel()
            self._task.result()
        self._served.graph.on_accepted.append(self._note)
        self._ledger = Ledger(self._path)
        return self

    async def end(self) -> None:
        """Stop the bot."""
        self._ledger.close()
        self._end.set()
        await self._task

    async def _live(self) -> None:
        async with serving(self._settings, self._release, self._clock) as served:
            self._served = served
            self._begun.set()
            await self._end.wait()

    def take_up(self, release: Release) -> None:
        """Serve other flows from now on."""
        self._served.parts.shelf.release = release

    async def deliver(self, body: bytes, now: float) -> Delivered:
        """Let time pass, post one webhook, and see everything that came of it at once."""
        await self._pass_to(now)
        try:
            delivery = read_delivery(body, PHONE_NUMBER_ID)
        except UnreadableDelivery:
            delivery = _NO_DELIVERY
        known = {record.row for message in delivery.messages for record in self._records(message)}
        for message in delivery.messages:
            self._served.graph.note_inbound(message.identity)
        before = self._served.graph.counts.refused.copy()
        with _listening() as failures:
            status = await self._served.door.deliver(body)
            await self._settle()
        refused = (self._served.graph.counts.refused - before).keys() - _TOO_FAST
        broken = tuple(f"refused with code {code}" for code in sorted(refused))
        outcomes = [self._outcome(message, known, broken) for message in delivery.messages]
        if failures:
            outcomes = [replace(each, fate="failed", detail="turn-failed") for each in outcomes]
        return Delivered(status, tuple(outcomes), self._withdrawn())

    def _records(self, message: ReceivedMessage) -> Sequence[Recorded]:
        """What is on record of a message."""
        wamid = self._served.parts.pseudonyms.wamids_of(message.wamid)[0]
        return self._ledger.messages(wamid)

    def _outcome(
        self, message: ReceivedMessage, known: set[int], broken: tuple[str, ...]
    ) -> Outcome:
        """What became of a message of this webhook; each record is told once."""
        record = next((each for each in self._records(message) if each.row not in known), None)
        if record is None:
            return Outcome(message.wamid, "duplicate")
        known.add(record.row)
        if record.number is None:
            fate = _FATES.get(record.fate, "failed")
            return Outcome(message.wamid, fate, record.detail)
        place = (record.citizen, record.number)
        if record.fate == "waiting":
            self._held[message.wamid] = record
        way = _way_of(self._ledger.session_after(*place))
        if record.fate == "expired":
            return Outcome(message.wamid, "expired", record.detail, way=way)
        return Outcome(
            message.wamid,
            "failed" if record.detail else "replied",
            record.detail,
            self._content(place, record),
            message.identity,
            way,
            broken,
        )

    def _content(self, place: Place, record: Recorded) -> Message | None:
        """What the platform was sent, or what waits to be sent."""
        if sent := self._sent.get(place):
            kind = sent.message["type"]
            return Message({"type": kind, kind: sent.message[kind]})
        return Message(orjson.loads(record.content)) if record.content else None

    def _withdrawn(self) -> frozenset[str]:
        """The messages whose replies were held back and now never go out."""
        now: dict[str, str] = {}
        for wamid, held in self._held.items():
            found = self._ledger.fate_of(held.row)
            if found != "waiting":
                now[wamid] = found
        for wamid in now:
            del self._held[wamid]
        return frozenset(wamid for wamid, fate in now.items() if fate == "expired")

    def _note(self, accepted: AcceptedMessage) -> None:
        """Remember what the platform took, by the reply it is."""
        if place := read_callback(accepted.callback):
            self._sent[place[:2]] = accepted

    async def _pass_to(self, now: float) -> None:
        """Move time on, with a halt wherever a reply falls due."""
        while (due_at := self._ledger.next_due()) is not None and due_at < now:
            await self._move_to(due_at + _JUST_AFTER_S)
            await self._settle()
        await self._move_to(now)

    async def _move_to(self, then: float) -> None:
        """Move time on at once and let what that wakes come to rest; never back."""
        seconds = then - self._clock.now()
        if seconds <= 0:
            return
        graph = self._served.graph
        statuses = STATUSES * graph.counts.accepted
        self._loop.let_pass(seconds)
        if seconds > BATCH_S:
            await self._until(lambda: graph.statuses.posted + graph.statuses.dropped >= statuses)
        if then - self._tended_at >= _HOUSEKEEPING_S:
            self._tended_at = then
            await self._served.parts.upkeep.purge()
            await self._served.parts.upkeep.forget()

    async def _settle(self) -> None:
        """Wait until every reply that is due has been sent and its outcome recorded."""

        def is_settled() -> bool:
            due_at = self._ledger.next_due()
            return due_at is None or due_at > self._clock.now()

        await self._until(is_settled)

    async def _until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what others do; a moment passes for them, as for all that work.

        Raises BotError where that never ends.
        """
        since = time.monotonic()
        while not is_so():
            if self._task.done():
                self._task.result()
            if time.monotonic() - since > _LIMIT_S:
                raise BotError(f"the bot has not come to rest within {_LIMIT_S:.0f} s of a step")
            await asyncio.to_thread(time.sleep, _LOOK_S)
            self._loop.let_pass(_LOOK_S)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What is logged of failed turns: once an apology has gone out, the store tells no more."""
    failures: list[logging.LogRecord] = []

    def is_other(record: logging.LogRecord) -> bool:
        if record.msg == "turn failed":
            failures.append(record)
        return True

    turns.logger.addFilter(is_other)
    try:
        yield failures
    finally:
        turns.logger.removeFilter(is_other)


def _way_of(session: Session | None) -> Way | None:
    """Where the citizen is; None where a later message has led them on already."""
    if session is None:
        return None
    page = f"?page={session.page}" if session.page > 1 else ""
    return Way(f"{session.state}{page}", session.language)
