"""The SQLite store keeps each verb's promise."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.session import Session
from bot.errors import StoreRejected
from bot.store.protocol import (
    Admission,
    Admitted,
    Effects,
    OutboxEntry,
    Outcome,
    StatusUpdate,
)
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

CITIZEN = b"citizen-one."
OTHER = b"citizen-two."
NOW = 1_795_420_800.0
DAY = 86_400.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A fresh store in a file."""
    opened = await open_sqlite(tmp_path / "bot.db", SettableClock(NOW))
    yield opened
    await opened.close()


def waiting(number: int, citizen: bytes = CITIZEN) -> Admitted:
    """A message accepted with its reply."""
    entry = OutboxEntry(citizen, number, b'{"type":"text"}', b"sealed", NOW + DAY)
    return Admitted(citizen, b"wamid-%d" % number, NOW, "waiting", "", entry)


async def test_what_is_admitted_is_there_after_the_file_is_opened_again(tmp_path: Path) -> None:
    """Seen mark, session, alias and reply survive the process."""
    path = tmp_path / "bot.db"
    store = await open_sqlite(path, SettableClock(NOW))
    session = Session(state="cspd", language="ar", hits=("a", "b"), sequence=1, seen_at=NOW)
    await store.admit(
        Admission([waiting(1)], sessions={CITIZEN: session}, links=[(b"alias", CITIZEN)])
    )
    await store.close()

    store = await open_sqlite(path, SettableClock(NOW))

    assert await store.citizens_of([b"alias", b"nobody"]) == {b"alias": CITIZEN}
    assert await store.sessions_of([CITIZEN]) == {CITIZEN: session}
    assert await store.seen_among([(CITIZEN, b"wamid-1"), (CITIZEN, b"wamid-2")]) == {
        (CITIZEN, b"wamid-1")
    }
    assert [entry.number for entry in await store.waiting((b"", 0), 10)] == [1]
    await store.close()


async def test_a_group_is_committed_whole_or_not_at_all(store: SqliteStore) -> None:
    """One impossible row takes the whole group back, the remembered session included."""
    await store.admit(Admission(sessions={CITIZEN: Session(state="@main", seen_at=NOW)}))
    twice = [waiting(1), waiting(1)]

    with pytest.raises(StoreRejected):
        await store.admit(Admission(twice, sessions={CITIZEN: Session(state="cspd")}))

    assert (await store.sessions_of([CITIZEN]))[CITIZEN].state == "@main"
    assert await store.waiting((b"", 0), 10) == []


async def test_sessions_handed_out_are_copies(store: SqliteStore) -> None:
    """A turn that moves its session does not move the store's."""
    await store.admit(Admission(sessions={CITIZEN: Session(state="@main")}))
    (await store.sessions_of([CITIZEN]))[CITIZEN].state = "spoiled"

    assert (await store.sessions_of([CITIZEN]))[CITIZEN].state == "@main"


async def test_one_message_can_never_have_two_replies(store: SqliteStore) -> None:
    """The constraint refuses a second row for one inbound message."""
    await store.admit(Admission([waiting(1)]))
    second = Admitted(CITIZEN, b"wamid-1", NOW, "waiting", "", waiting(2).entry)

    with pytest.raises(StoreRejected):
        await store.admit(Admission([second]))


async def test_an_attempt_on_record_without_outcome_is_in_doubt(store: SqliteStore) -> None:
    """What was begun and not ended before a crash is told apart from what never left."""
    await store.admit(Admission([waiting(1), waiting(2)]))
    await store.begin_attempts([(CITIZEN, 1, 1)])

    found = {e.number: (e.attempt, e.in_doubt) for e in await store.waiting((b"", 0), 10)}

    assert found == {1: (1, True), 2: (0, False)}


async def test_a_retry_keeps_its_place_and_may_carry_a_plainer_reply(store: SqliteStore) -> None:
    """An outcome `waiting` sets when to try again, and replaces the content where asked."""
    await store.admit(Admission([waiting(1)]))
    await store.begin_attempts([(CITIZEN, 1, 1)])

    await store.settle(
        [Outcome(CITIZEN, 1, 1, "waiting", "refused: 131009", NOW + 5, content=b"{}")]
    )

    [entry] = await store.waiting((b"", 0), 10)
    assert (entry.due_at, entry.content, entry.in_doubt) == (NOW + 5, b"{}", False)


async def test_every_message_has_exactly_one_fate(store: SqliteStore) -> None:
    """Accepted = replied + expired + ignored + failed + waiting, also after a purge."""
    ignored = Admitted(CITIZEN, b"reaction", NOW, "ignored", "reaction")
    await store.admit(Admission([waiting(1), waiting(2), waiting(3), waiting(4), ignored]))
    await store.settle([Outcome(CITIZEN, 1, 1, "replied"), Outcome(CITIZEN, 2, 1, "failed")])
    await store.settle([Outcome(CITIZEN, 3, 0, "expired")])
    before = await store.account()

    await store.purge(NOW + DAY, 0.0, 100)

    assert before == {"waiting": 1, "replied": 1, "ignored": 1, "expired": 1, "failed": 1}
    assert await store.account() == before


async def test_statuses_only_rise(store: SqliteStore) -> None:
    """read, then sent, then a false failure: it stays read and replied, and that is told again."""
    await store.admit(Admission([waiting(1)]))
    await store.begin_attempts([(CITIZEN, 1, 1)])

    settled = await store.record_statuses([StatusUpdate(CITIZEN, 1, 1, "read")])
    again = await store.record_statuses(
        [StatusUpdate(CITIZEN, 1, 1, "sent"), StatusUpdate(CITIZEN, 1, 1, "failed")]
    )

    assert (set(settled.settled), set(again.settled)) == ({(CITIZEN, 1)}, {(CITIZEN, 1)})
    assert (await store.account())["replied"] == 1


async def test_fault_39_a_status_before_the_answer_settles_and_the_answer_changes_nothing(
    store: SqliteStore,
) -> None:
    """A status may come before the answer to the POST, and when that answer is lost."""
    await store.admit(Admission([waiting(1)]))
    await store.begin_attempts([(CITIZEN, 1, 1)])
    await store.record_statuses([StatusUpdate(CITIZEN, 1, 1, "delivered")])

    await store.settle([Outcome(CITIZEN, 1, 1, "waiting", "in-doubt: reset", NOW, in_doubt=True)])

    assert await store.waiting((b"", 0), 10) == []
    assert (await store.account())["replied"] == 1


async def test_a_late_failure_moves_replied_to_failed(store: SqliteStore) -> None:
    """`failed` after the answer is the truth; the account moves."""
    await store.admit(Admission([waiting(1)]))
    await store.settle([Outcome(CITIZEN, 1, 1, "replied")])

    await store.record_statuses([StatusUpdate(CITIZEN, 1, 1, "failed", "failed: 131026")])

    account = await store.account()
    assert (account["replied"], account["failed"]) == (0, 1)


async def test_fault_39_a_status_of_an_unknown_attempt_changes_nothing(store: SqliteStore) -> None:
    """Statuses of other senders or purged rows are survived."""
    assert await store.record_statuses([StatusUpdate(b"stranger", 7, 1, "read")]) == Effects()


async def test_a_merged_citizen_keeps_what_was_seen_under_the_older_key(
    store: SqliteStore,
) -> None:
    """A redelivery after two identities turned out to be one person adds nothing."""
    await store.admit(
        Admission(
            [waiting(1, CITIZEN)],
            sessions={CITIZEN: Session(), OTHER: Session()},
            links=[(b"phone", CITIZEN), (b"user", OTHER)],
        )
    )

    await store.admit(Admission(merges=[(CITIZEN, OTHER)]))

    assert await store.citizens_of([b"phone"]) == {b"phone": OTHER}
    assert await store.seen_among([(OTHER, b"wamid-1")]) == {(OTHER, b"wamid-1")}
    assert await store.sessions_of([CITIZEN]) == {}


async def test_a_reply_that_arrived_leaves_neither_text_nor_address(
    store: SqliteStore, tmp_path: Path
) -> None:
    """Content and address are dropped once the message was delivered."""
    await store.admit(Admission([waiting(1)]))
    await store.settle([Outcome(CITIZEN, 1, 1, "replied")])
    await store.record_statuses([StatusUpdate(CITIZEN, 1, 1, "delivered")])

    with sqlite3.connect(tmp_path / "bot.db") as reader:
        rows = reader.execute("SELECT content, address FROM message").fetchall()
    reader.close()

    assert rows == [(None, None)]


async def test_a_cancelled_verb_leaves_nothing_behind_and_the_store_usable(
    store: SqliteStore,
) -> None:
    """Cancelling at any await takes the transaction back."""
    for delay in range(12):
        task = asyncio.create_task(store.admit(Admission([waiting(100 + delay)])))
        for _ in range(delay):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    numbers = {entry.number for entry in await store.waiting((b"", 0), 100)}
    await store.admit(Admission([waiting(1)]))

    assert {e.number for e in await store.waiting((b"", 0), 100)} == numbers | {1}


async def test_facts_add_up(store: SqliteStore, tmp_path: Path) -> None:
    """Counts of one day, name and subject are summed."""
    fact = ("2026-11-23", "opened", "cspd")
    await store.admit(Admission(facts={fact: 2}))
    await store.admit(Admission(facts={fact: 3}))

    with sqlite3.connect(tmp_path / "bot.db") as reader:
        rows = reader.execute("SELECT day, name, subject, count FROM fact").fetchall()
    reader.close()

    assert rows == [(*fact, 5)]
