"""Two conversations that turn out to be one person's: no reply is lost, doubled or overtaken."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import orjson
import pytest

from bot.conversation.release import Release, load_release
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
from tests.support.bots import ROOT
from tests.support.clocks import SettableClock
from tests.support.crowds import heading_of
from tests.support.small_flows import write_small_flows

PHONE = Identity(phone="962790000001")
USER = Identity(user_id="JO.12345678901234567890")
BOTH = Identity(PHONE.phone, USER.user_id)


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


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The small library."""
    flows = write_small_flows(tmp_path_factory.mktemp("flows"))
    return load_release(flows, ROOT / "locales", session_timeout_s=1800, timezone=UTC)


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
    yield Office(store, admitter, clock)
    running.cancel()
    await asyncio.wait([running])
    await store.close()


async def replies(
    path: Path, release: Release, groups: Sequence[Sequence[tuple[str, Identity, str]]]
) -> list[str]:
    """Headings of the replies after these groups of messages."""
    async with office(path, release) as here:
        for group in groups:
            await here.hears(*group)
        return sorted(await here.headings())


async def test_what_was_said_before_two_were_found_to_be_one_is_answered_where_it_was_said(
    tmp_path: Path, release: Release
) -> None:
    """One commit or several: the replies are the same."""
    before = [("1", PHONE, "English"), ("2", USER, "العربية"), ("3", USER, "Agency bravo")]
    then = [("4", PHONE, "Agency alpha"), ("5", BOTH, "Agency charlie")]

    one_by_one = await replies(tmp_path / "1.db", release, [[one] for one in (*before, *then)])
    together = await replies(tmp_path / "2.db", release, [[one] for one in before] + [then])

    assert "*Agency alpha*" in one_by_one
    assert together == one_by_one


async def test_a_message_that_comes_again_under_more_names_is_known(
    tmp_path: Path, release: Release
) -> None:
    """The second delivery itself shows that two are one; the message still has one reply."""
    said = [[("1", USER, "English")], [("2", PHONE, "English")], [("1", BOTH, "English")]]

    assert len(await replies(tmp_path / "bot.db", release, said)) == 2


async def test_what_waited_under_the_older_key_is_named_to_a_new_process(
    tmp_path: Path, release: Release
) -> None:
    """After a start, too, the older key's replies go first."""
    async with office(tmp_path / "bot.db", release) as here:
        await here.hears(("1", PHONE, "English"))
        await here.hears(("2", USER, "English"))
        assert await here.store.merged_waiting() == []

        await here.hears(("3", BOTH, "menu"))

        [(old, kept)] = await here.store.merged_waiting()
        entries = await here.store.waiting((b"", 0), 100)
        assert sorted((entry.citizen == kept, entry.number) for entry in entries) == [
            (False, 1), (True, 1), (True, 2)
        ]  # fmt: skip
        assert old in {entry.citizen for entry in entries}
