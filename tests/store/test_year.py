"""A year of messages in a real file: housekeeping keeps it small, and the account whole."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

from bot.conversation.session import Session
from bot.service.upkeep import Upkeep
from bot.store.protocol import Admission, Admitted
from bot.store.sqlite import SqliteStore, open_sqlite
from tests.support.clocks import SettableClock

DAY_S = 86_400.0
_A_DAY = 60  # messages, of as many citizens
_CIRCLE = 30 * _A_DAY  # citizens in all: each writes once a month
_RETENTION_DAYS = 30
_PLACES = 10


@asynccontextmanager
async def _pausing() -> AsyncIterator[None]:
    yield


def citizen_of(number: int) -> bytes:
    """A citizen's key."""
    return b"citizen-%05d" % (number if number % 10 == 0 else number % _CIRCLE)


def day_of(now: float) -> str:
    """As facts are dated."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")


async def live_a_day(store: SqliteStore, day: int, now: float) -> None:
    """The day's messages, settled at once."""
    numbers = range(day * _A_DAY, (day + 1) * _A_DAY)
    citizens = {n: citizen_of(n) for n in numbers}
    await store.admit(
        Admission(
            [Admitted(c, b"wamid-%d" % n, now, "ignored", "reaction") for n, c in citizens.items()],
            sessions={c: Session(sequence=n, seen_at=now) for n, c in citizens.items()},
            links=[(b"alias-%s" % c, c) for c in citizens.values()],
            facts={(day_of(now), "opened", f"place-{place}"): 1 for place in range(_PLACES)},
        )
    )


async def test_a_year_of_messages_does_not_make_the_file_grow_without_end(tmp_path: Path) -> None:
    """Seen marks live eight days, sessions their retention, facts become months, pages are reused.

    One in ten citizens writes once only: nothing but numbers is left of them.
    """
    clock = SettableClock()
    store = await open_sqlite(tmp_path / "bot.db", clock)
    upkeep = Upkeep(store, clock, _RETENTION_DAYS, _pausing, session_timeout_s=1800.0)
    sizes = []
    for day in range(365):
        await live_a_day(store, day, clock.now())
        clock.move(DAY_S)
        while await upkeep.purge() >= 500:
            pass
        if day % 60 == 59:
            await store.scrub()
            sizes.append((tmp_path / "bot.db").stat().st_size)
    last = 364 * _A_DAY
    kept = await store.seen_among(
        [(citizen_of(n), b"wamid-%d" % n) for n in (last, last - 6 * _A_DAY, last - 9 * _A_DAY)]
    )
    idle = await store.sessions_of([citizen_of(last), citizen_of(last - 29 * _A_DAY)])
    gone = [citizen_of(n) for n in range(0, last - 31 * _A_DAY, 10)]
    with closing(sqlite3.connect(tmp_path / "bot.db")) as reader:
        names = {row[0] for row in reader.execute("SELECT citizen FROM alias")}
        days = {row[0] for row in reader.execute("SELECT DISTINCT day FROM fact")}

    assert max(sizes[1:]) <= 1.2 * sizes[0]
    assert {wamid for _, wamid in kept} == {b"wamid-%d" % last, b"wamid-%d" % (last - 6 * _A_DAY)}
    assert set(idle) == {citizen_of(last), citizen_of(last - 29 * _A_DAY)}
    assert await store.sessions_of(gone) == {}
    assert names.isdisjoint(gone)
    assert len(days) <= 12 + 31 + _RETENTION_DAYS
    assert min(days) == day_of(clock.now() - 365 * DAY_S)[:8] + "01"
    facts = await store.facts_since("")
    assert {fact.count for fact in facts} == {365}
    assert len(facts) == _PLACES
    assert (await store.account())["ignored"] == 365 * _A_DAY
    await store.close()
