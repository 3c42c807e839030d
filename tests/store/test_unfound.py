"""Words that no service answers: hashes until five citizens used them, then texts."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.protocol import Admission, FactCount, Unfound
from bot.store.pseudonyms import Pseudonyms
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

NOW = 1_795_420_800.0  # 2026-11-23
DAY = 86_400.0
PSEUDONYMS = Pseudonyms(["ab" * 32])


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A fresh store in a file."""
    opened = await open_sqlite(tmp_path / "bot.db", SettableClock(NOW))
    yield opened
    await opened.close()


def used(word: str, *citizens: int, day: str = "2026-11-23") -> list[Unfound]:
    """That these citizens used a word."""
    hashed = PSEUDONYMS.word_of(word)
    return [Unfound(hashed, word, b"citizen-%04d" % citizen, day) for citizen in citizens]


def bytes_in(folder: Path) -> bytes:
    """All bytes of the database and what stands beside it."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def rows_in(folder: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table."""
    with contextlib.closing(sqlite3.connect(folder / "bot.db")) as reader:
        return reader.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - of this test


async def test_a_word_is_written_down_when_the_fifth_citizen_uses_it(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Before it is in no file at all; after, all its uses count under it."""
    for citizen in (1, 2, 3, 4):
        await store.admit(Admission(unfound=used("تجنيس", citizen)))
    assert "تجنيس".encode() not in bytes_in(tmp_path)
    assert await store.facts_since("") == [FactCount("unfound", "#", 4)]

    await store.admit(Admission(unfound=used("تجنيس", 5)))
    await store.admit(Admission(unfound=used("تجنيس", 5, 6)))

    assert await store.facts_since("") == [FactCount("unfound", "تجنيس", 7)]
    assert rows_in(tmp_path, "seeker") == []


async def test_one_citizen_alone_never_makes_a_word_known(
    store: SqliteStore, tmp_path: Path
) -> None:
    """However often and in however many messages of a group it is used; uses are counted."""
    await store.admit(Admission(unfound=used("أبوخليل", 1, 1, 1, 1, 1, 1)))
    await store.admit(Admission(unfound=used("أبوخليل", 1, 2, 3, 4)))

    assert await store.facts_since("") == [FactCount("unfound", "#", 10)]
    assert "أبوخليل".encode() not in bytes_in(tmp_path)


async def test_days_keep_their_counts_when_a_word_becomes_known(store: SqliteStore) -> None:
    """What was counted under the hash on other days stands under the text on those days."""
    await store.admit(Admission(unfound=used("حج", 1, 2, day="2026-11-01")))
    await store.admit(Admission(unfound=used("حج", 3, 4, 5, 6, day="2026-11-20")))

    assert await store.facts_since("2026-11-02") == [FactCount("unfound", "حج", 4)]
    assert await store.facts_since("") == [FactCount("unfound", "حج", 6)]


async def test_two_keys_of_one_citizen_count_once(store: SqliteStore) -> None:
    """Citizens who are found to be one are one, before and within the group that finds it."""
    await store.admit(Admission(unfound=used("حج", 1, 2, 3)))
    await store.admit(
        Admission(
            merges=[(b"citizen-0002", b"citizen-0001"), (b"citizen-0003", b"citizen-0009")],
            unfound=used("حج", 4, 5),
        )
    )
    assert await store.facts_since("") == [FactCount("unfound", "#", 5)]  # by 1, 4, 5 and 9

    await store.admit(Admission(unfound=used("حج", 6)))

    assert await store.facts_since("") == [FactCount("unfound", "حج", 6)]


async def test_who_is_erased_is_no_longer_among_those_who_used_a_word(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Nothing links an erased citizen to a word; the counts, with nobody in them, stay."""
    citizen = b"citizen-0001"
    await store.admit(Admission(links=[(b"alias", citizen)], unfound=used("حج", 1, 2)))

    await store.forget([b"alias"])

    assert [row[1] for row in rows_in(tmp_path, "seeker")] == [b"citizen-0002"]
    assert await store.facts_since("") == [FactCount("unfound", "#", 2)]


async def test_what_few_used_is_forgotten_after_the_retention(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Hashes and who used their words go; words that became known stay, summed by month."""
    await store.admit(Admission(unfound=used("نادر", 1, day="2026-06-05")))
    await store.admit(Admission(unfound=used("حج", 1, 2, 3, 4, 5, day="2026-06-05")))
    await store.admit(Admission(unfound=used("نادر", 2, day="2026-11-20")))

    while await store.purge(0.0, NOW - 90 * DAY, 10):
        pass

    assert await store.facts_since("") == [
        FactCount("unfound", "حج", 5),
        FactCount("unfound", "#", 1),
    ]
    assert [row[1] for row in rows_in(tmp_path, "seeker")] == [b"citizen-0002"]


def test_a_word_is_hashed_with_a_key() -> None:
    """Without the key nobody can try words; the same key always gives the same hash."""
    assert PSEUDONYMS.word_of("حج") == Pseudonyms(["ab" * 32]).word_of("حج")
    assert PSEUDONYMS.word_of("حج") != Pseudonyms(["cd" * 32]).word_of("حج")
    assert PSEUDONYMS.word_of("حج") != PSEUDONYMS.word_of("جح")
