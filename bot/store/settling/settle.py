"""Outcomes and statuses written down, within the transaction of the caller."""

from collections import Counter
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from bot.store.file.access import listed
from bot.store.protocol import Effects, OutboxEntry, Outcome, StatusUpdate
from bot.store.settling import statements as sql
from bot.store.settling.standing import Key, Standing, apply


class Database(Protocol):
    """What is needed of a connection."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Awaitable[Any]:
        """Run one statement for each row of parameters."""
        ...

    def execute_fetchall(
        self, sql: str, parameters: Iterable[Any] = ..., /
    ) -> Awaitable[Iterable[Any]]:
        """Run one query and read all its rows."""
        ...


async def settle(database: Database, outcomes: Sequence[Outcome], now: float) -> Effects:
    """Record what became of attempts; an accepted one is known like one with a status `sent`."""
    kept = [_kept_row(o) for o in outcomes if o.fate == "waiting"]
    ended = [_ended_row(o, now) for o in outcomes if o.fate not in ("waiting", "replied")]
    if kept:
        await database.executemany(sql.KEEP_WAITING, kept)
    if ended:
        await database.executemany(sql.END, ended)
    accepted = [
        StatusUpdate(o.citizen, o.number, o.attempt, "sent", o.detail)
        for o in outcomes
        if o.fate == "replied"
    ]
    return await record(database, accepted, now)


async def record(database: Database, updates: Sequence[StatusUpdate], now: float) -> Effects:
    """Apply statuses to the rows they name."""
    if not updates:
        return Effects()
    current = await _standings(database, updates)
    progress = apply(current, updates)
    rows = [_stand_row(key, standing, now) for key, standing in progress.changed.items()]
    if rows:
        await database.executemany(sql.STAND, rows)
    counts = Counter(event for event, _ in progress.events)
    standings = {**current, **progress.changed}
    return Effects(
        frozenset(key for key, standing in standings.items() if standing.fate != "waiting"),
        await _returning(database, standings),
        frozenset(key for event, key in progress.events if event == "late_failed"),
        counts["doubled"],
        counts["failed_after_delivery"],
    )


async def _standings(database: Database, updates: Sequence[StatusUpdate]) -> dict[Key, Standing]:
    keys = {(update.citizen, update.number) for update in updates}
    rows = await _rows(database, sql.STANDING_OF, keys)
    passing = {(u.citizen, u.number) for u in updates if u.resend_at is not None}
    overtaken = (
        {(row[0], row[1]) for row in await _rows(database, sql.OVERTAKEN, passing)}
        if passing
        else set()
    )
    return {
        (row[0], row[1]): Standing(
            fate=row[2],
            detail=row[3],
            status=row[4],
            attempt=row[5],
            accepted=row[6],
            failed=row[7],
            is_doubled=bool(row[8]),
            may_return=bool(row[9]) and (row[0], row[1]) not in overtaken,
        )
        for row in rows
    }


async def _returning(
    database: Database, standings: Mapping[Key, Standing]
) -> tuple[OutboxEntry, ...]:
    keys = {key for key, standing in standings.items() if standing.has_come_back}
    rows = await _rows(database, sql.RETURNING, keys) if keys else ()
    return tuple(OutboxEntry(*row) for row in rows)


async def _rows(database: Database, statement: str, keys: Iterable[Key]) -> list[Any]:
    flat = [part for key in keys for part in key]
    asked = listed(statement, "(?,?)", len(flat) // 2)
    return list(await database.execute_fetchall(asked, flat))


def _kept_row(outcome: Outcome) -> tuple[Any, ...]:
    change = (outcome.due_at, int(outcome.in_doubt), outcome.detail, outcome.content)
    return (*change, outcome.citizen, outcome.number, outcome.attempt)


def _ended_row(outcome: Outcome, now: float) -> tuple[Any, ...]:
    change = (outcome.fate, outcome.detail, now)
    return (*change, outcome.citizen, outcome.number, outcome.attempt)


def _stand_row(key: Key, standing: Standing, now: float) -> tuple[Any, ...]:
    return (
        standing.fate, standing.detail, standing.status, standing.accepted, standing.failed,
        int(standing.is_doubled), standing.due_at, now, *key,
    )  # fmt: skip
