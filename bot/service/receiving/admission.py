"""From deliveries to durable turns: a group of messages is one transaction."""

import asyncio
import logging
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from bot.clock import Clock
from bot.conversation.engine import apologise, take_turn
from bot.conversation.release import Release
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.errors import StoreRejected
from bot.messages.inbound import Identity, Inbound
from bot.service.grouping import Grouper
from bot.store.citizens import Circle, recognise
from bot.store.protocol import Admission, Admitted, OutboxEntry, Store
from bot.store.pseudonyms import Pseudonyms
from bot.whatsapp.payloads import content_of
from bot.whatsapp.updates import IdentityChange, ReceivedMessage

logger = logging.getLogger(__name__)

Item = ReceivedMessage | IdentityChange

WINDOW_S = 23 * 3600.0  # the platform's 24-hour window, less an hour for clocks and queues
_YIELD_S = 0.005  # turns taken in one go before the loop may serve others
_GROUP = 64  # measured: commits of larger groups gain little and delay the first message


@dataclass(slots=True)
class _Draft:
    """What a group will change, while its turns are taken."""

    circle: Circle
    sessions: dict[bytes, Session]
    seen: set[tuple[bytes, bytes]]
    changed: dict[bytes, Session] = field(default_factory=dict)
    messages: list[Admitted] = field(default_factory=list)
    facts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    forgotten: list[bytes] = field(default_factory=list)

    def as_admission(self) -> Admission:
        circle = self.circle
        return Admission(
            messages=self.messages,
            sessions=self.changed,
            links=circle.links,
            merges=circle.merges,
            facts=self.facts,
            forgotten=self.forgotten,
        )


class Admitter:
    """Takes the turns of admitted messages and commits them, a group at a time.

    `release` gives the flows in force; `on_committed` gets the replies to send once they are
    durable; `on_fate` counts (fate, detail) of every message.
    """

    def __init__(
        self,
        store: Store,
        pseudonyms: Pseudonyms,
        clock: Clock,
        timezone: tzinfo,
        *,
        release: Callable[[], Release],
        on_committed: Callable[[Sequence[OutboxEntry]], None],
        on_fate: Callable[[str, str], None],
    ) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._store = store
        self._pseudonyms = pseudonyms
        self._clock = clock
        self._timezone = timezone
        self._release = release
        self._on_committed = on_committed
        self._on_fate = on_fate
        self._groups: Grouper[Item] = Grouper(self._commit, most=_GROUP)

    def __len__(self) -> int:
        """How many messages wait for their turn."""
        return len(self._groups)

    async def admit(self, items: Sequence[Item]) -> None:
        """Return once all of `items` are durable; raises StoreError or Overloaded."""
        await self._groups.submit(items)

    async def run(self) -> None:
        """Commit groups until cancelled."""
        await self._groups.run()

    async def _commit(self, items: list[Item]) -> None:
        """Commit a group; where a single row is at fault, each item alone."""
        try:
            await self._commit_together(items)
        except StoreRejected:
            logger.exception("a group was rejected; its messages are committed one by one")
            for item in items:
                await self._commit_alone(item)

    async def _commit_alone(self, item: Item) -> None:
        try:
            await self._commit_together([item])
        except StoreRejected:
            logger.exception("a message was rejected; it is accepted without a turn")
            await self._commit_together([item], rejected=True)

    async def _commit_together(self, items: list[Item], *, rejected: bool = False) -> None:
        draft = await self._recall(items)
        since = time.perf_counter()
        for item in items:
            if isinstance(item, ReceivedMessage):
                self._admit_message(draft, item, rejected=rejected)
            if time.perf_counter() - since > _YIELD_S:
                await asyncio.sleep(0)
                since = time.perf_counter()
        await self._store.admit(draft.as_admission())
        for message in draft.messages:
            self._on_fate(message.fate, message.detail)
        self._on_committed([m.entry for m in draft.messages if m.entry])

    async def _recall(self, items: Sequence[Item]) -> _Draft:
        """Who wrote, where they are in the conversation, and what was accepted before."""
        circle = await recognise(self._store, self._pseudonyms, _bearers(items))
        sessions = await self._store.sessions_of(circle.citizens())
        circle.settle_merges(sessions)
        keys = [
            (circle.citizen_of(item.identity), wamid)
            for item in items
            if isinstance(item, ReceivedMessage)
            for wamid in self._pseudonyms.wamids_of(item.wamid)
        ]
        seen = await self._store.seen_among(keys) if keys else set()
        return _Draft(circle, sessions, seen)

    def _admit_message(self, draft: _Draft, message: ReceivedMessage, *, rejected: bool) -> None:
        citizen = draft.circle.citizen_of(message.identity)
        wamids = self._pseudonyms.wamids_of(message.wamid)
        if any((citizen, wamid) in draft.seen for wamid in wamids):
            self._on_fate("duplicate", "")
            return
        draft.seen.add((citizen, wamids[0]))
        now = self._clock.now()
        sent_at = min(message.sent_at, now) if message.sent_at > 0 else now
        if message.said is None:
            admitted = Admitted(citizen, wamids[0], now, "ignored", message.ignored)
        elif now - sent_at > WINDOW_S:
            admitted = Admitted(citizen, wamids[0], now, "expired", "too-old")
        elif rejected:
            admitted = Admitted(citizen, wamids[0], now, "failed", "rejected-by-store")
        else:
            turn = self._take_turn(draft, citizen, message.said, now)
            entry = self._entry(draft, citizen, message, turn, sent_at + WINDOW_S)
            admitted = Admitted(citizen, wamids[0], now, "waiting", "", entry)
        draft.messages.append(admitted)

    def _take_turn(self, draft: _Draft, citizen: bytes, said: Inbound, now: float) -> Turn:
        release = self._release()
        session = draft.sessions.get(citizen) or Session()
        try:
            turn = take_turn(release, session, said, now)
        except Exception as error:  # one citizen's poison must not stop the others
            _log_failed_turn(error)
            turn = apologise(release, session, now)
        moved = replace(turn.session, sequence=session.sequence + 1, seen_at=now)
        draft.sessions[citizen] = draft.changed[citizen] = moved
        if turn.must_forget:
            draft.forgotten.append(citizen)
        day = datetime.fromtimestamp(now, self._timezone).date().isoformat()
        draft.facts.update((day, fact.name, fact.subject) for fact in turn.facts)
        return turn

    def _entry(
        self, draft: _Draft, citizen: bytes, message: ReceivedMessage, turn: Turn, expires_at: float
    ) -> OutboxEntry:
        return OutboxEntry(
            citizen,
            draft.changed[citizen].sequence,
            content_of(turn.reply),
            self._pseudonyms.seal(message.identity, citizen),
            expires_at,
        )


def _bearers(items: Sequence[Item]) -> list[tuple[Identity, ...]]:
    return [
        (item.identity,) if isinstance(item, ReceivedMessage) else (item.old, item.new)
        for item in items
    ]


def _log_failed_turn(error: Exception) -> None:
    """Log where a turn failed, never what the citizen wrote: the error's text may quote it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown"
    logger.error("turn failed", extra={"error": type(error).__name__, "place": place})
