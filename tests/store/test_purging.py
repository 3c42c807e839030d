"""Housekeeping finds what is past its time in small steps, however much there is."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.session import Session
from bot.store import statements as sql
from bot.store.protocol import Admission, FactCount
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

NOW = 1_795_420_800.0  # 2026-11-23
DAY = 86_400.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A fresh store in a file."""
    opened = await open_sqlite(tmp_path / "bot.db", SettableClock(NOW))
    yield opened
    await opened.close()


def days_in(folder: Path) -> list[tuple[str, str, int]]:
    """Each fact's day, subject and count."""
    with contextlib.closing(sqlite3.connect(folder / "bot.db")) as reader:
        return reader.execute("SELECT day, subject, count FROM fact ORDER BY 1, 2").fetchall()


async def test_whole_months_past_the_retention_are_one_sum(
    store: SqliteStore, tmp_path: Path
) -> None:
    """In as many steps as it takes; what is younger keeps its days, and no count is lost."""
    days = ("2026-07-01", "2026-07-02", "2026-07-31", "2026-08-24", "2026-08-26", "2026-11-23")
    facts = {(day, "opened", place): 1 for day in days for place in ("cspd", "moj")}
    await store.admit(Admission(facts=facts))

    steps = [await store.purge(0.0, NOW - 90 * DAY, 3) for _ in range(3)]
    await store.admit(Admission(facts={("2026-07-05", "opened", "cspd"): 1}))

    assert steps == [3, 1, 0]
    found = days_in(tmp_path)
    assert [row for row in found if row[0] < "2026-07-05"] == [
        ("2026-07-01", "cspd", 3), ("2026-07-01", "moj", 3),
    ]  # fmt: skip
    assert {day for day, _, _ in found} >= {"2026-08-24", "2026-08-26", "2026-11-23"}
    assert await store.facts_since("") == [
        FactCount("opened", "cspd", 7), FactCount("opened", "moj", 6),
    ]  # fmt: skip


async def test_idle_sessions_are_found_in_turn_and_nobody_elses(store: SqliteStore) -> None:
    """A step looks at a part of all; the round begins anew after the last."""
    idle = {b"%03d" % n for n in (*range(1, 20), *range(280, 300))}
    sessions = {
        key: Session(sequence=1, seen_at=NOW - (100 * DAY if key in idle else 0))
        for key in (b"%03d" % n for n in range(300))
    }
    await store.admit(Admission(sessions=sessions))

    for _ in range(12):
        await store.purge(0.0, NOW - 90 * DAY, 5)
    left = await store.sessions_of(list(sessions))
    late = {b"000": Session(sequence=1, seen_at=NOW - 100 * DAY)}
    await store.admit(Admission(sessions=late))
    for _ in range(4):
        await store.purge(0.0, NOW - 90 * DAY, 5)

    assert set(left) == set(sessions) - idle
    assert await store.sessions_of([b"000"]) == {}


async def test_addresses_that_are_kept_too_long_are_found_by_an_index(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Each minute a look at some rows, never at all of them: nobody is served meanwhile."""
    await store.ping()
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as reader:
        plans = {
            statement: str(reader.execute(f"EXPLAIN QUERY PLAN {statement}", given).fetchall())
            for statement, given in (
                (sql.FORGET_ADDRESSES, (NOW, 500)),
                (sql.PURGE, (NOW, 500)),
                (sql.IDLE, (b"", 10_000, NOW, 500)),
            )
        }

    assert "message_addressed" in plans[sql.FORGET_ADDRESSES]
    assert "message_by_age" in plans[sql.PURGE]
    assert "SEARCH session USING PRIMARY KEY" in plans[sql.IDLE]
