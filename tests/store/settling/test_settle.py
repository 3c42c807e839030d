"""Outcomes and statuses in the file: what comes back, what is dropped, what is counted in rows."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.store.protocol import Admission, Admitted, OutboxEntry, Outcome, StatusUpdate
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

CITIZEN = b"citizen-one."
NOW = 1_795_420_800.0
FAILED = StatusUpdate(CITIZEN, 1, 1, "failed", "failed: 131000", resend_at=NOW + 5)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A store with two waiting replies of one citizen."""
    opened = await open_sqlite(tmp_path / "bot.db", SettableClock(NOW))
    await opened.admit(Admission([waiting(1), waiting(2)]))
    yield opened
    await opened.close()


def waiting(number: int) -> Admitted:
    """A message accepted with its reply."""
    entry = OutboxEntry(CITIZEN, number, b'{"type":"text"}', b"sealed", NOW + 86_400)
    return Admitted(CITIZEN, b"wamid-%d" % number, NOW, "waiting", "", entry)


async def send(store: SqliteStore, number: int, attempt: int = 1) -> None:
    """An attempt that the platform accepts."""
    await store.begin_attempts([(CITIZEN, number, attempt)])
    await store.settle([Outcome(CITIZEN, number, attempt, "replied")])


def row(folder: Path, columns: str, number: int = 1) -> Any:
    """What the file holds of one reply."""
    with sqlite3.connect(folder / "bot.db") as reader:
        found = reader.execute(f"SELECT {columns} FROM message WHERE number = ?", (number,))  # noqa: S608 - of this test
        values = found.fetchone()
    reader.close()
    return values


async def test_a_late_failure_that_may_pass_brings_the_reply_back_whole(
    store: SqliteStore,
) -> None:
    """Its text and address were kept for that; it waits again, and the account is whole."""
    await send(store, 1)

    effects = await store.record_statuses([FAILED])

    [again] = effects.again
    assert (again.number, again.attempt, again.content) == (1, 1, b'{"type":"text"}')
    assert (again.address, again.due_at, again.in_doubt) == (b"sealed", NOW + 5, False)
    assert set(effects.late_failed) == {(CITIZEN, 1)}
    account = await store.account()
    assert (account["waiting"], account["replied"], account["failed"]) == (2, 0, 0)
    await store.begin_attempts([(CITIZEN, 1, 2)])
    await store.settle([Outcome(CITIZEN, 1, 2, "replied")])
    assert (await store.account())["replied"] == 1


async def test_a_failed_status_told_again_brings_back_again_and_is_news_once(
    store: SqliteStore,
) -> None:
    """Its first commit may have been done although the sender never heard of it."""
    await send(store, 1)
    await store.record_statuses([FAILED])

    told = await store.record_statuses([FAILED])
    await store.begin_attempts([(CITIZEN, 1, 2)])
    late = await store.record_statuses([FAILED])

    assert [(entry.number, entry.due_at) for entry in told.again] == [(1, NOW + 5)]
    assert (told.late_failed, late.again, late.settled) == (frozenset(), (), frozenset())


async def test_what_a_later_reply_has_overtaken_does_not_come_back(store: SqliteStore) -> None:
    """An old menu after a newer one would make the next number mean another service."""
    await send(store, 1)
    await store.begin_attempts([(CITIZEN, 2, 1)])

    effects = await store.record_statuses([FAILED])

    assert list(effects.again) == []
    assert (await store.account())["failed"] == 1


async def test_a_failed_reply_leaves_neither_text_nor_address(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Nothing is kept that will not be sent."""
    await send(store, 1)

    await store.record_statuses([StatusUpdate(CITIZEN, 1, 1, "failed", "failed: 131026")])

    assert row(tmp_path, "fate, detail, content, address") == (
        "failed", "failed: 131026", None, None,
    )  # fmt: skip


async def test_the_answer_to_an_attempt_that_has_failed_changes_nothing(
    store: SqliteStore,
) -> None:
    """The failed status was faster than the 200, the refusal or the silence."""
    await store.begin_attempts([(CITIZEN, 1, 1)])
    await store.record_statuses([FAILED])

    for outcome in (
        Outcome(CITIZEN, 1, 1, "replied"),
        Outcome(CITIZEN, 1, 1, "failed", "refused: 100"),
        Outcome(CITIZEN, 1, 1, "waiting", "in-doubt: reset", NOW + 10, in_doubt=True),
    ):
        await store.settle([outcome])

    [first, _] = await store.waiting((b"", 0), 10)
    assert (first.due_at, first.in_doubt) == (NOW + 5, False)
    await store.settle([Outcome(CITIZEN, 1, 0, "expired", "too-old")])
    assert (await store.account())["expired"] == 1


async def test_the_rows_tell_resends_doubles_and_how_a_doubt_ended(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Counters die with their process; what they count stands in the file."""
    await store.begin_attempts([(CITIZEN, 1, 1), (CITIZEN, 2, 1)])
    await store.doubt_all()
    await store.record_statuses([StatusUpdate(CITIZEN, 2, 1, "sent")])
    await send(store, 1, attempt=2)

    effects = await store.record_statuses([StatusUpdate(CITIZEN, 1, 1, "delivered")])

    assert effects.doubled == 1
    assert row(tmp_path, "resends, is_doubled, detail", 1) == (1, 1, "")
    assert row(tmp_path, "resends, is_doubled, detail", 2) == (0, 0, "reconciled")


async def test_one_attempt_that_is_written_twice_is_no_resend(
    store: SqliteStore, tmp_path: Path
) -> None:
    """The first time it was done, although it was reported as failed."""
    for attempt in (1, 1, 2, 2):
        await store.begin_attempts([(CITIZEN, 1, attempt)])

    assert row(tmp_path, "attempt, resends") == (2, 1)
