"""Pseudonym keys are changed without losing anybody, and let go of only once nobody needs them."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreRefused
from bot.messages.inbound import Identity
from bot.store.citizens import recognise
from bot.store.protocol import Admission, Admitted
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

OLD, NEW = "0a" * 32, "0b" * 32
BEFORE, BETWEEN, AFTER = Pseudonyms([OLD]), Pseudonyms([NEW, OLD]), Pseudonyms([NEW])
DANA, SAMI = Identity("962790000001", "JO.1111111111"), Identity("962790000002")
DAY = 86_400.0


@pytest.fixture
def clock() -> SettableClock:
    """The store's clock."""
    return SettableClock()


@pytest.fixture
async def store(tmp_path: Path, clock: SettableClock) -> AsyncIterator[SqliteStore]:
    """A store in which two citizens are known under the old key."""
    opened = await open_sqlite(tmp_path / "bot.db", clock)
    await opened.claim_keys(BEFORE.marks)
    for identity in (DANA, SAMI):
        await write(opened, BEFORE, identity)
    yield opened
    await opened.close()


async def write(store: SqliteStore, pseudonyms: Pseudonyms, identity: Identity) -> bytes:
    """A citizen is recognised, and the group committed; returns their key."""
    circle = await recognise(store, pseudonyms, [(identity,)])
    await store.admit(Admission(links=circle.links, outdated=circle.outdated))
    return circle.citizen_of(identity)


def aliases_in(store: SqliteStore) -> set[bytes]:
    """The hashes of names in the file."""
    with closing(sqlite3.connect(store.path)) as reader:
        return {row[0] for row in reader.execute("SELECT alias FROM alias")}


async def test_t14_a_citizen_keeps_their_key_when_the_pseudonym_key_changes(
    store: SqliteStore,
) -> None:
    """Known under the old key, they are found, and from then on the new one alone names them."""
    before = await write(store, BEFORE, DANA)
    assert await store.claim_keys(BETWEEN.marks) == 3

    assert await write(store, BETWEEN, DANA) == before
    assert await write(store, AFTER, DANA) == before
    left = {name[0] for name in BEFORE.aliases_of(DANA)} & aliases_in(store)
    assert left == set()
    assert await store.claim_keys(BETWEEN.marks) == 1


async def test_t14_a_key_under_which_somebody_is_known_cannot_be_left_out(
    store: SqliteStore,
) -> None:
    """Refused with how many, and nothing is changed: a typing error forgets nobody."""
    await store.claim_keys(BETWEEN.marks)
    await write(store, BETWEEN, DANA)

    with pytest.raises(StoreRefused, match="1 names and 0 messages"):
        await store.claim_keys(AFTER.marks)
    with pytest.raises(StoreRefused, match="names"):
        await store.claim_keys(Pseudonyms(["0c" * 32]).marks)

    assert await store.claim_keys(BETWEEN.marks) == 1


async def test_t14_a_key_is_let_go_of_once_everybody_was_seen(store: SqliteStore) -> None:
    """Then the old key may be destroyed; it is not asked for any more."""
    await store.claim_keys(BETWEEN.marks)
    for identity in (DANA, SAMI):
        await write(store, BETWEEN, identity)

    assert await store.claim_keys(AFTER.marks) == 0
    assert await store.claim_keys(AFTER.marks) == 0


async def test_t02_a_key_stays_while_its_messages_may_be_delivered_again(
    store: SqliteStore, clock: SettableClock
) -> None:
    """Without it they would be answered twice; after eight days they are purged."""
    seen = BEFORE.wamids_of("wamid.x")[0]
    dana = await write(store, BEFORE, DANA)
    await store.admit(Admission([Admitted(dana, seen, clock.now(), "ignored", "reaction")]))
    clock.move(1)
    await store.claim_keys(BETWEEN.marks)
    for identity in (DANA, SAMI):
        await write(store, BETWEEN, identity)

    with pytest.raises(StoreRefused, match="0 names and 1 messages"):
        await store.claim_keys(AFTER.marks)
    clock.move(9 * DAY)
    await store.purge(clock.now() - 8 * DAY, 0.0, 10)

    assert await store.claim_keys(AFTER.marks) == 0


async def test_t15_who_is_known_under_a_lost_key_alone_is_forgotten_on_request(
    store: SqliteStore,
) -> None:
    """By no number could they be found or erased later; the others lose nothing."""
    await store.claim_keys(BETWEEN.marks)
    dana = await write(store, BETWEEN, DANA)

    erased = await store.leave_keys(AFTER.marks)

    assert erased.aliases == 1
    assert await store.claim_keys(AFTER.marks) == 0
    assert await write(store, AFTER, DANA) == dana
    assert aliases_in(store) == {name[0] for name in AFTER.aliases_of(DANA)}


async def test_t15_who_never_said_anything_is_forgotten_with_their_last_message(
    store: SqliteStore, clock: SettableClock
) -> None:
    """A reaction makes no session; its sender's name goes when the message does."""
    dana = await write(store, BEFORE, DANA)
    wamid = BEFORE.wamids_of("wamid.x")[0]
    await store.admit(Admission([Admitted(dana, wamid, clock.now(), "ignored", "reaction")]))
    clock.move(9 * DAY)

    await store.purge(clock.now() - 8 * DAY, 0.0, 10)

    assert aliases_in(store) == {BEFORE.aliases_of(SAMI)[0][0]}
