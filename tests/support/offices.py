"""The receiving half of a bot in tests: an admitter over a real store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import orjson

from bot.conversation.release import Release
from bot.failpoints import Failpoints
from bot.messages.inbound import Identity, Text
from bot.service.receiving.admission import Admitter
from bot.service.receiving.turns import TurnTaker
from bot.service.sending.gate import Gate
from bot.service.sending.pacing import Pacing
from bot.service.sending.sender import Sender
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import SqliteStore, open_sqlite
from bot.whatsapp.client import GraphClient
from bot.whatsapp.updates import ReceivedMessage
from tests.support.clocks import SettableClock
from tests.support.reading import heading_of


@dataclass(frozen=True)
class Office:
    """An admitter over a store; nothing is sent."""

    store: SqliteStore
    admitter: Admitter
    clock: SettableClock

    async def hears(self, *said: tuple[str, Identity, str]) -> None:
        """One group of messages: (wamid, who, words) each."""
        self.clock.move(1)
        await self.admitter.admit(
            [ReceivedMessage(id_, who, self.clock.now(), Text(words)) for id_, who, words in said]
        )

    async def headings(self) -> list[str]:
        """The first lines of all replies that wait, in no order."""
        entries = await self.store.waiting((b"", 0), 100)
        return [heading_of(orjson.loads(entry.content)) for entry in entries]


@asynccontextmanager
async def office(path: Path, release: Release, **bounds: int) -> AsyncIterator[Office]:
    """The receiving half of a bot."""
    clock = SettableClock()
    store = await open_sqlite(path, clock)
    pseudonyms = Pseudonyms(["5a" * 32])
    sender = Sender(
        store,
        GraphClient("http://127.0.0.1:1/v25.0", "1", lambda: ""),
        pseudonyms,
        clock,
        pacing=Pacing(80, clock),
        gate=Gate(clock),
        on_event=lambda _: None,
    )
    turns = TurnTaker(
        pseudonyms, clock, UTC,
        stale_after_s=3600, release=lambda: release, waiting_of=sender.waiting_of,
        clock_off_s=lambda: 0.0,
        failpoints=Failpoints(),
    )  # fmt: skip
    admitter = Admitter(store, pseudonyms, turns, sender, lambda *_: None, **bounds)
    running = asyncio.create_task(admitter.run())
    try:
        yield Office(store, admitter, clock)
    finally:
        running.cancel()
        await asyncio.wait([running])
        await store.close()
