"""From deliveries to durable turns: a group of messages is one transaction."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from bot.errors import StoreError, StoreRejected
from bot.messages.inbound import Identity
from bot.service.grouping import Grouper, Overloaded
from bot.service.receiving.draft import Draft
from bot.service.receiving.turns import TurnTaker
from bot.service.sending.sender import Sender
from bot.store.citizens import recognise
from bot.store.protocol import Store
from bot.store.pseudonyms import Pseudonyms
from bot.whatsapp.updates import IdentityChange, ReceivedMessage

logger = logging.getLogger(__name__)

Item = ReceivedMessage | IdentityChange

_YIELD_S = 0.005  # turns taken in one go before the loop may serve others
_GROUP = 64  # measured: commits of larger groups gain little and delay the first message
_CAPACITY = 2_000  # about four seconds of turns; more is told to come back later
_BACKLOG = 100_000  # replies waiting, 4 kB each as measured; the platform keeps what is beyond it
_PATIENCE_S = 3.0  # the platform is taken to give up after five; a 503 in time beats that


class Admitter:
    """Takes the turns of admitted messages and commits them, a group at a time.

    Replies go to the sender once they are durable; `on_fate` counts (fate, detail) of messages.
    """

    def __init__(
        self,
        store: Store,
        pseudonyms: Pseudonyms,
        turns: TurnTaker,
        sender: Sender,
        on_fate: Callable[[str, str], None],
        backlog: int = _BACKLOG,
    ) -> None:
        """Stay idle until `run` is awaited by an owner."""
        self._store = store
        self._pseudonyms = pseudonyms
        self._turns = turns
        self._sender = sender
        self._on_fate = on_fate
        self._backlog = backlog
        self._turnstile = asyncio.Lock()
        self._is_unsure = False  # a commit failed, or was only said to
        self._groups: Grouper[Item] = Grouper(
            self._commit, most=_GROUP, capacity=_CAPACITY, patience_s=_PATIENCE_S
        )

    def __len__(self) -> int:
        """How many messages wait for their turn."""
        return len(self._groups)

    async def admit(self, items: Sequence[Item]) -> None:
        """Return once all of `items` are durable; raises StoreError or Overloaded."""
        if items and len(self._sender) >= self._backlog:
            raise Overloaded(f"{len(self._sender)} replies wait already")
        await self._groups.submit(items)

    async def run(self) -> None:
        """Commit groups until cancelled."""
        await self._groups.run()

    @asynccontextmanager
    async def pausing(self) -> AsyncIterator[None]:
        """Between two groups while this lasts: none has read what is being erased."""
        async with self._turnstile:
            yield

    async def _commit(self, items: list[Item]) -> None:
        """Commit a group; where a single row is at fault, each item alone."""
        async with self._turnstile:
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
        """One transaction; two, where an item in the middle finds two citizens to be one.

        What comes before it was said in a conversation of its own, and is answered there.
        """
        draft = await self._recall(items)
        if cut := draft.circle.cut:
            await self._commit_together(items[:cut], rejected=rejected)
            await self._commit_together(items[cut:], rejected=rejected)
            return
        since = time.perf_counter()
        for item in items:
            if isinstance(item, ReceivedMessage) and not self._turns.deal_with(
                draft, item, rejected=rejected
            ):
                self._on_fate("duplicate", "")
            if time.perf_counter() - since > _YIELD_S:
                await asyncio.sleep(0)
                since = time.perf_counter()
        ended = await self._admit(draft)
        self._sender.follow(draft.circle.merges)
        self._sender.accept(draft.entries_but(ended))
        self._sender.withdraw(ended)
        for message in draft.messages:
            self._on_fate(message.fate, message.detail)
        for _ in ended:
            self._on_fate("expired", "superseded")

    async def _admit(self, draft: Draft) -> set[tuple[bytes, int]]:
        """Commit; after a failure, first take up what the failed commit may have left after all.

        Its messages are then known as seen, and nobody else would send their replies.
        """
        if self._is_unsure:
            await self._sender.take_up()
            self._is_unsure = False
        try:
            return await self._store.admit(draft.as_admission())
        except StoreError as error:
            self._is_unsure = error.retryable
            raise

    async def _recall(self, items: Sequence[Item]) -> Draft:
        """Who wrote, where they are in the conversation, and what was accepted before."""
        circle = await recognise(self._store, self._pseudonyms, _bearers(items))
        sessions = await self._store.sessions_of(circle.citizens())
        circle.settle_merges(sessions)
        keys = [
            (key, wamid)
            for item in items
            if isinstance(item, ReceivedMessage)
            for key in circle.keys_of(item.identity)
            for wamid in self._pseudonyms.wamids_of(item.wamid)
        ]
        found = await self._store.seen_among(keys) if keys else set()
        seen = {(circle.root(key), wamid) for key, wamid in found}
        return Draft(circle, sessions, seen)


def _bearers(items: Sequence[Item]) -> list[tuple[Identity, ...]]:
    return [
        (item.identity,) if isinstance(item, ReceivedMessage) else (item.old, item.new)
        for item in items
    ]
