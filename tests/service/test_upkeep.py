"""Housekeeping forgets whom it should, when it may, and nobody else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.conversation.session import Session
from bot.service.upkeep import Upkeep
from bot.store.protocol import Admission, Admitted, OutboxEntry, Outcome
from bot.store.sqlite import open_sqlite
from tests.support.clocks import SettableClock

CITIZEN = b"citizen-one."


async def test_whoever_said_goodbye_is_forgotten_between_two_groups(tmp_path: Path) -> None:
    """Not before the request would be known again as such, and never beside a turn."""
    clock = SettableClock()
    pauses: list[str] = []

    @asynccontextmanager
    async def pausing() -> AsyncIterator[None]:
        pauses.append("begun")
        yield
        pauses.append("ended")

    store = await open_sqlite(tmp_path / "bot.db", clock)
    upkeep = Upkeep(store, clock, 90, pausing, session_timeout_s=1800.0)
    entry = OutboxEntry(CITIZEN, 1, b"{}", b"sealed", clock.now() + 3600)
    message = Admitted(CITIZEN, b"wamid", clock.now(), "waiting", "", entry)
    session = Session(sequence=1, seen_at=clock.now())
    await store.admit(
        Admission(
            [message],
            sessions={CITIZEN: session},
            links=[(b"alias", CITIZEN)],
            forgotten=[(CITIZEN, 1)],
        )
    )
    await store.settle([Outcome(CITIZEN, 1, 1, "replied")])

    await upkeep.forget()
    known_at_first = await store.citizens_of([b"alias"])
    clock.move(600)
    await upkeep.forget()

    assert known_at_first == {b"alias": CITIZEN}
    assert await store.citizens_of([b"alias"]) == {}
    assert await store.sessions_of([CITIZEN]) == {}
    assert pauses == ["begun", "ended"] * 2
    await store.close()
