"""Works through the outbox: in order per citizen, paced, retried by the class of each error."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from bot.clock import Clock
from bot.errors import StoreError
from bot.service.grouping import Grouper
from bot.service.sending.callbacks import callback_of
from bot.service.sending.events import SendEvent
from bot.service.sending.gate import Gate
from bot.service.sending.lanes import Lanes, begun
from bot.service.sending.pacing import Pacing
from bot.service.sending.presence import Presence
from bot.service.sending.verdicts import DOUBT_S, LONGEST_WAIT_S, Effect, Verdict, judge
from bot.store.protocol import Effects, OutboxEntry, Outcome, Store
from bot.store.pseudonyms import Pseudonyms
from bot.whatsapp.client import Accepted, GraphClient, Refused
from bot.whatsapp.payloads import address_message

logger = logging.getLogger(__name__)

_Item = TypeVar("_Item")

_PARALLEL = 200  # POSTs under way: 500 replies/s at 200 ms need 100
_STORE_RETRY_S = 1.0
_PAGE = 1_000  # waiting replies read at a time when starting


class Sender:
    """Posts what waits in the outbox. `on_event` counts named events for the operators."""

    def __init__(
        self,
        store: Store,
        client: GraphClient,
        pseudonyms: Pseudonyms,
        clock: Clock,
        *,
        pacing: Pacing,
        gate: Gate,
        on_event: Callable[[SendEvent], None],
        doubt_s: float = DOUBT_S,
    ) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._store = store
        self._client = client
        self._pseudonyms = pseudonyms
        self._clock = clock
        self._pacing = pacing
        self._gate = gate
        self._on_event = on_event
        self._doubt_s = doubt_s
        self._presence = Presence(clock)
        self._lanes = Lanes()
        self._changed = asyncio.Event()
        self._places = asyncio.Semaphore(_PARALLEL)
        self._begun: Grouper[tuple[bytes, int, int]] = Grouper(store.begin_attempts, most=256)
        self._ended: Grouper[Outcome] = Grouper(self._settle, most=256)
        self._posting: set[asyncio.Task[None]] = set()
        self._is_stopping = False

    def __len__(self) -> int:
        """How many replies wait or are under way."""
        return len(self._lanes)

    def longest_waiting_s(self) -> float:
        """For how long any reply has been due and is not settled, at most."""
        return max(0.0, self._lanes.longest_s(self._clock.monotonic()))

    def waiting_of(self, citizen: bytes) -> int:
        """How many replies of one citizen wait or are under way."""
        return self._lanes.length(citizen)

    def accept(self, entries: Iterable[OutboxEntry]) -> None:
        """Take replies that are durable now; one that is held is due at its own time."""
        wall, now = self._clock.now(), self._clock.monotonic()
        for entry in entries:
            self._lanes.add(entry, now + max(0.0, entry.due_at - wall))
        self._changed.set()

    def follow(self, merges: Iterable[tuple[bytes, bytes]]) -> None:
        """Of each (old, kept) who are one, finish with the older key's replies first."""
        for old, kept in merges:
            self._lanes.follow(old, kept)

    def withdraw(self, keys: Iterable[tuple[bytes, int]]) -> None:
        """Give up replies that the store has ended before an attempt was begun."""
        for citizen, number in keys:
            self._lanes.withdraw(citizen, number, self._clock.monotonic())
        self._changed.set()

    def drop(self, citizens: Iterable[bytes]) -> None:
        """Give up everything for citizens whom the store has erased."""
        for citizen in citizens:
            self._lanes.drop(citizen)
        self._changed.set()

    def note(self, effects: Effects) -> None:
        """Take note of what statuses or answers led to, so that lanes go on or replies return."""
        wall, now = self._clock.now(), self._clock.monotonic()
        for citizen, number in effects.settled:
            if self._lanes.note_settled(citizen, number, now):
                self._on_event("reconciled")
        for entry in effects.again:
            if self._lanes.bring_back(entry, now + max(0.0, entry.due_at - wall)):
                self._on_event("reconciled")
            if (entry.citizen, entry.number) in effects.late_failed:
                self._on_event("resent_after_failure")
        counts: tuple[tuple[SendEvent, int], ...] = (
            ("doubled", effects.doubled),
            ("late_failed", len(effects.late_failed)),
            ("failed_after_delivery", effects.failed_after_delivery),
        )
        for event, count in counts:
            for _ in range(count):
                self._on_event(event)
        self._changed.set()

    def heed(self, effect: Effect, reason: str) -> None:
        """Stop or slow down for the whole number."""
        if effect == "stop":
            self._gate.shut(reason)
        elif effect == "slow-down":
            self._pacing.slow_down()

    async def recover(self) -> int:
        """Take up what an earlier process left; returns how many replies.

        One whose attempt is on record without an outcome waits for its status first.
        """
        await self._store.doubt_all()
        return await self.take_up()

    async def take_up(self) -> int:
        """Take up what waits in the store and in no lane; returns how many replies."""
        after, found = (b"", 0), 0
        while page := await self._store.waiting(after, _PAGE):
            # What was settled since this page was read is still in its lane: nobody ran meanwhile.
            missed = [entry for entry in page if not self._lanes.holds(entry)]
            now = self._clock.monotonic()
            for entry in missed:
                wait_s = self._doubt_s if entry.in_doubt else entry.due_at - self._clock.now()
                # a clock set back since must not hold a reply for hours
                self._lanes.add(entry, now + min(max(0.0, wait_s), LONGEST_WAIT_S))
                self._on_event("in_doubt" if entry.in_doubt else "recovered")
            after, found = (page[-1].citizen, page[-1].number), found + len(missed)
        self.follow(await self._store.merged_waiting())
        self._changed.set()
        return found

    def arrive(self) -> None:
        """The door for statuses is open: from now on their absence means something."""
        self._presence.arrive()

    async def run(self) -> None:
        """Send until cancelled; what is being posted then is left in doubt on record."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._begun.run())
            tasks.create_task(self._ended.run())
            tasks.create_task(self._presence.watch())
            while True:
                await self._next_due()
                await self._gate.pass_through()
                await self._places.acquire()
                await self._pace()
                due_at = self._lanes.next_due()
                if self._is_stopping or due_at is None or due_at > self._clock.monotonic():
                    self._places.release()  # settled by a status while this waited
                    continue
                task = tasks.create_task(self._post(self._lanes.take()))
                self._posting.add(task)
                task.add_done_callback(self._posting.discard)

    async def drain(self, limit_s: float) -> None:
        """Begin nothing more and settle what is being posted, within `limit_s` seconds."""
        self._is_stopping = True
        if self._posting:
            await asyncio.wait(set(self._posting), timeout=limit_s)

    async def _next_due(self) -> None:
        while True:
            due_at = None if self._is_stopping else self._lanes.next_due()
            wait_s = None if due_at is None else due_at - self._clock.monotonic()
            if wait_s is not None and wait_s <= 0:
                return
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), wait_s)
            except TimeoutError:
                continue

    async def _pace(self) -> None:
        while wait_s := self._pacing.wait_s():  # noqa: ASYNC110 - a token comes by time alone
            await asyncio.sleep(wait_s)

    async def _post(self, waiting: OutboxEntry) -> None:
        try:
            if waiting.expires_at <= self._clock.now():
                event: SendEvent = "expired_in_doubt" if waiting.in_doubt else "expired"
                await self._give_up(waiting, Verdict("expired", "too-old", events=(event,)))
                return
            if self._lanes.is_overtaken(waiting):
                verdict = Verdict("failed", "overtaken", events=("failed",))
                await self._give_up(waiting, verdict)
                return
            now = self._clock.monotonic()
            doubted_until = self._presence.since + self._doubt_s
            if waiting.in_doubt and now < doubted_until:
                self._lanes.postpone(waiting, doubted_until, now)
                return
            entry = begun(waiting)
            await self._retry_store(self._begun, (entry.citizen, entry.number, entry.attempt))
            if self._lanes.is_void(entry.citizen):
                if waiting.in_doubt:
                    self._on_event("reconciled")
                self._lanes.advance(entry.citizen, self._clock.monotonic())
                return
            if waiting.in_doubt:
                self._on_event("resent")
            await self._conclude(entry, await self._attempt(entry))
        finally:
            self._places.release()
            self._changed.set()

    async def _attempt(self, entry: OutboxEntry) -> Verdict:
        try:
            body = self._body(entry)
        except (StoreError, ValueError) as error:  # a damaged row, or a key that was dropped
            logger.error("a reply has no address any more", extra={"error": type(error).__name__})
            return Verdict("failed", "unreadable-address", events=("failed",))
        outcome = await self._client.send(body)
        parks = 0
        if isinstance(outcome, Accepted):
            self._gate.report_success()
            self._lanes.unpark(entry.citizen)
        elif isinstance(outcome, Refused) and outcome.error_class == "retry-later-for-this-user":
            parks = self._lanes.park(entry.citizen)
        jitter = random.random()  # noqa: S311 - spreads retries
        return judge(outcome, entry, jitter, parks=parks, doubt_s=self._doubt_s)

    async def _give_up(self, waiting: OutboxEntry, verdict: Verdict) -> None:
        """End a reply without another attempt."""
        await self._conclude(replace(waiting, attempt=0), verdict)

    def _body(self, entry: OutboxEntry) -> bytes:
        to = self._pseudonyms.open(entry.address, entry.citizen)
        return address_message(entry.content, to, callback_of(entry))

    async def _conclude(self, entry: OutboxEntry, verdict: Verdict) -> None:
        self.heed(verdict.effect, verdict.detail)
        for event in verdict.events:
            self._on_event(event)
        outcome = Outcome(
            entry.citizen,
            entry.number,
            entry.attempt,
            verdict.fate,
            verdict.detail,
            self._clock.now() + verdict.retry_s,
            verdict.in_doubt,
            verdict.content,
        )
        await self._retry_store(self._ended, outcome)
        now = self._clock.monotonic()
        if verdict.fate == "waiting":
            again = replace(entry, in_doubt=verdict.in_doubt)
            again = replace(again, content=verdict.content or entry.content)
            is_postponed = self._lanes.postpone(again, now + verdict.retry_s, now)
            if verdict.in_doubt and not is_postponed:
                self._on_event("reconciled")
        else:
            self._lanes.advance(entry.citizen, now)

    async def _settle(self, outcomes: list[Outcome]) -> None:
        self.note(await self._store.settle(outcomes))

    async def _retry_store(self, grouper: Grouper[_Item], item: _Item) -> None:
        """Write until the store takes it: an outcome in memory alone must not be lost.

        Told once for each record: hundreds may wait, and each tries again every second.
        """
        is_told = False
        while True:
            try:
                await grouper.submit([item])
            except StoreError as error:
                if not is_told:
                    logger.warning("store refused a sender's record", extra={"error": str(error)})
                is_told = True
                await asyncio.sleep(_STORE_RETRY_S)
            else:
                return
