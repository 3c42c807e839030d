"""Erasing, scrubbing and copying a store in use keep their promises."""

import asyncio
import secrets
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.session import Session
from bot.errors import StoreRefused
from bot.store.file.preparing import prepare
from bot.store.protocol import Admission, Admitted, Erased, FactCount, OutboxEntry, Outcome
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

NOW = 1_795_420_800.0
DAY = 86_400.0
CITIZEN, OTHER = b"citizen-one.", b"citizen-two."
PHONE, USER = b"hash-of-a-phone.", b"hash-of-user-id."


@pytest.fixture
def clock() -> SettableClock:
    """The store's clock."""
    return SettableClock(NOW)


@pytest.fixture
async def store(tmp_path: Path, clock: SettableClock) -> AsyncIterator[SqliteStore]:
    """A fresh store in a file."""
    opened = await open_sqlite(tmp_path / "bot.db", clock)
    yield opened
    await opened.close()


def waiting(number: int, citizen: bytes = CITIZEN) -> Admitted:
    """A message accepted with its reply."""
    entry = OutboxEntry(citizen, number, b'{"type":"text"}', b"sealed", NOW + DAY)
    return Admitted(citizen, b"wamid-%d" % number, NOW, "waiting", "", entry)


def at(number: int) -> Session:
    """A session after so many replies."""
    return Session(state="cspd", sequence=number, seen_at=NOW)


def bytes_of(folder: Path) -> bytes:
    """Everything that stands in the database and its write-ahead log."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("bot.db*")))


def parts_in(folder: Path) -> list[Path]:
    """What a copy that was given up may have left."""
    return list(folder.glob(".*part*"))


async def talk(store: SqliteStore, *numbers: int, citizen: bytes = CITIZEN) -> None:
    """Messages that are accepted and answered."""
    messages = [waiting(number, citizen) for number in numbers]
    await store.admit(Admission(messages, sessions={citizen: at(numbers[-1])}))
    await store.settle([Outcome(citizen, number, 1, "replied") for number in numbers])


async def test_whoever_is_forgotten_leaves_nothing_but_the_account(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Names, session, messages and waiting replies go; every message keeps its one fate."""
    await store.admit(Admission(links=[(PHONE, CITIZEN), (USER, CITIZEN)]))
    await talk(store, 1, 2)
    await store.admit(Admission([waiting(3)], sessions={CITIZEN: at(3)}))

    erased = await store.forget([USER])
    assert await store.scrub()

    assert erased == Erased((CITIZEN, *sorted([PHONE, USER])), 2, 1, 3, 1)
    account = await store.account()
    assert (account["waiting"], account["replied"], account["expired"]) == (0, 2, 1)
    assert await store.sessions_of([CITIZEN]) == {}
    left = bytes_of(tmp_path)
    assert not [secret for secret in (CITIZEN, PHONE, USER, b"wamid-1") if secret in left]


async def test_who_is_not_known_or_forgotten_already_is_no_fault(store: SqliteStore) -> None:
    """A second time there is nothing left to erase."""
    await store.admit(Admission(links=[(PHONE, CITIZEN)]))
    await store.forget([PHONE])

    assert await store.forget([PHONE, b"nobody"]) == Erased()


async def test_the_older_keys_of_a_merged_citizen_go_too(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Two conversations that were found to be one person's are erased by either name."""
    await store.admit(Admission(links=[(PHONE, CITIZEN), (USER, OTHER)]))
    await talk(store, 1, citizen=CITIZEN)
    await talk(store, 1, citizen=OTHER)
    await store.admit(Admission(merges=[(CITIZEN, OTHER)]))

    erased = await store.forget([PHONE])
    await store.scrub()

    assert (erased.messages, set(erased.citizens) >= {CITIZEN, OTHER}) == (2, True)
    left = bytes_of(tmp_path)
    assert not [key for key in (CITIZEN, OTHER, PHONE, USER) if key in left]


async def test_no_stale_copy_of_a_key_stays_in_rearranged_pages(
    store: SqliteStore, tmp_path: Path
) -> None:
    """secure_delete alone leaves some among many; rewriting the file leaves none."""
    keys = [(secrets.token_bytes(12), secrets.token_bytes(16)) for _ in range(3_000)]
    for first in range(0, len(keys), 50):
        group = keys[first : first + 50]
        await store.admit(
            Admission(
                [waiting(1, citizen) for citizen, _ in group],
                sessions={citizen: at(1) for citizen, _ in group},
                links=[(alias, citizen) for citizen, alias in group],
            )
        )
    gone = keys[::10]

    for _, alias in gone:
        await store.forget([alias])
    await store.scrub()

    left = bytes_of(tmp_path)
    assert not [key for pair in gone for key in pair if key in left]


async def test_a_farewell_is_followed_by_forgetting_once_it_is_settled(
    store: SqliteStore, clock: SettableClock, tmp_path: Path
) -> None:
    """Who asked in the chat gets the last reply first; until then duplicates are known."""
    await store.admit(Admission(links=[(PHONE, CITIZEN)]))
    await talk(store, 1)
    ignored = Admitted(CITIZEN, b"reaction", NOW, "ignored", "reaction")
    await store.admit(
        Admission([ignored, waiting(2)], sessions={CITIZEN: at(2)}, forgotten=[(CITIZEN, 2)])
    )
    assert await store.finish_farewells(NOW + 60, 100) == 0
    await store.settle([Outcome(CITIZEN, 2, 1, "replied")])
    assert await store.finish_farewells(NOW, 100) == 0

    assert await store.finish_farewells(NOW + 1, 100) == 1
    clock.move(DAY)
    await store.scrub()

    assert await store.citizens_of([PHONE]) == {}
    assert (await store.account())["replied"] == 2
    assert (await store.account())["ignored"] == 1
    assert not [key for key in (CITIZEN, PHONE, b"wamid-") if key in bytes_of(tmp_path)]
    assert await store.finish_farewells(NOW + DAY, 100) == 0


async def test_who_comes_back_after_a_farewell_keeps_what_came_after(store: SqliteStore) -> None:
    """The place in the new conversation stays, what was before it goes."""
    await store.admit(Admission(links=[(PHONE, CITIZEN)]))
    await talk(store, 1)
    await store.admit(Admission([waiting(2)], sessions={CITIZEN: at(2)}, forgotten=[(CITIZEN, 2)]))
    await store.settle([Outcome(CITIZEN, 2, 1, "replied")])
    await talk(store, 3)

    await store.finish_farewells(NOW + 1, 100)

    assert await store.citizens_of([PHONE]) == {PHONE: CITIZEN}
    assert (await store.sessions_of([CITIZEN]))[CITIZEN].sequence == 3
    seen = await store.seen_among([(CITIZEN, b"wamid-%d" % number) for number in (1, 2, 3)])
    assert seen == {(CITIZEN, b"wamid-3")}
    assert (await store.account())["replied"] == 3


async def test_a_farewell_outlives_the_process(tmp_path: Path, clock: SettableClock) -> None:
    """The wish is on record with the message that told it."""
    path = tmp_path / "bot.db"
    store = await open_sqlite(path, clock)
    await store.admit(Admission([waiting(1)], links=[(PHONE, CITIZEN)], forgotten=[(CITIZEN, 1)]))
    await store.settle([Outcome(CITIZEN, 1, 1, "expired")])
    await store.close()

    store = await open_sqlite(path, clock)

    assert await store.finish_farewells(NOW + 1, 100) == 1
    await store.close()


async def test_fault_21_a_copy_holds_one_moment_and_serves(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Messages and sessions of the copy agree, though writing went on beside it."""
    await store.admit(Admission(links=[(PHONE, CITIZEN)]))

    async def keep_talking() -> None:
        for number in range(2, 200):
            await store.admit(Admission([waiting(number)], sessions={CITIZEN: at(number)}))

    await store.admit(Admission([waiting(1)], sessions={CITIZEN: at(1)}))
    talking = asyncio.create_task(keep_talking())
    size = await store.backup(tmp_path / "copy.db")
    is_beside = not talking.done()
    await talking

    copy = tmp_path / "copy.db"
    assert is_beside
    assert (size, stat.S_IMODE(copy.stat().st_mode)) == (copy.stat().st_size, 0o600)
    assert parts_in(tmp_path) == []
    prepare(copy).close()
    opened = await open_sqlite(copy, SettableClock(NOW))
    numbers = [entry.number for entry in await opened.waiting((b"", 0), 500)]
    session = (await opened.sessions_of([CITIZEN]))[CITIZEN]
    await opened.close()
    assert numbers == list(range(1, session.sequence + 1))
    assert 0 < session.sequence < 200


@pytest.mark.parametrize("name", ["bot.db", "there", "nowhere/copy.db"])
async def test_a_copy_overwrites_nothing_and_leaves_nothing_half(
    store: SqliteStore, tmp_path: Path, name: str
) -> None:
    """A file that is there stays as it is; the reason is one clear line."""
    (tmp_path / "there").write_text("precious")

    with pytest.raises(StoreRefused, match=name):
        await store.backup(tmp_path / name)

    assert (tmp_path / "there").read_text() == "precious"
    assert parts_in(tmp_path) == []


async def test_a_reader_hinders_scrubbing_without_holding_up_the_rest(
    store: SqliteStore, tmp_path: Path
) -> None:
    """While a backup reads, the log cannot be emptied: it is told, and tried again."""
    await store.admit(Admission(links=[(PHONE, CITIZEN)]))
    reader = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM alias").fetchall()
    await store.forget([PHONE])

    hindered = await store.scrub()
    reader.execute("COMMIT")
    reader.close()

    assert not hindered
    assert await store.scrub()
    assert PHONE not in bytes_of(tmp_path)


async def test_facts_are_summed_from_a_day_on(store: SqliteStore) -> None:
    """By name and subject, the most frequent first."""
    days = ("2026-11-22", "2026-11-23", "2026-11-24")
    facts = {(day, "opened", "cspd"): 2 for day in days}
    await store.admit(Admission(facts={**facts, ("2026-11-24", "opened", "moj"): 9}))

    found = await store.facts_since("2026-11-23")

    assert found == [FactCount("opened", "moj", 9), FactCount("opened", "cspd", 4)]
