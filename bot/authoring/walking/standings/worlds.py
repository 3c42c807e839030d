"""In which worlds flows are walked: at which moments, and by whom."""

from calendar import isleap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from bot.conversation.release import Release
from bot.conversation.turn import Turn
from bot.flows.library import Library
from bot.flows.nodes import Node, choices_of
from bot.flows.when.conditions import (
    Between,
    Circumstances,
    Combined,
    Condition,
    InSeason,
    IsOpen,
    Not,
)

# A Monday at noon: any moment would do for flows without conditions; a fixed one gives the same
# report tomorrow.
_ORDINARY = datetime(2026, 11, 23, 12, 0)
_DAY = timedelta(days=1)

TakeTurn = Callable[..., Turn]  # `take_turn` of the engine


@dataclass(frozen=True, slots=True)
class World:
    """A moment in Unix seconds, and whether the citizen is one of those invited."""

    now: float
    is_invited: bool
    name: str


def worlds_of(release: Release) -> tuple[World, ...]:
    """So many moments that each condition on time holds in one and fails in another, for each kind
    of citizen that the flows tell apart. The ordinary moment comes first.
    """
    library = release.library
    has_guests = any(node.stage == "invited" for node in library.nodes.values())
    kinds = (False, True) if has_guests and not library.shows_drafts else (False,)
    moments = _moments(tuple(timed_conditions(library)), release.timezone)
    return tuple(
        World(moment.timestamp(), invited, f"{moment:%Y-%m-%d %H:%M}{', invited' * invited}")
        for invited in kinds
        for moment in moments
    )


def timed_conditions(library: Library) -> Iterator[Condition]:
    """Every condition on the time that any flow names."""
    for condition in all_conditions(library):
        if isinstance(condition, Between | InSeason | IsOpen):
            yield condition


def all_conditions(library: Library) -> Iterator[Condition]:
    """Every condition that any flow names, those inside of others too; each once."""
    told: set[Condition] = set()
    for node in library.nodes.values():
        for condition in _spread(_conditions_of(node)):
            if condition not in told:
                told.add(condition)
                yield condition


def _conditions_of(node: Node) -> Iterator[Condition]:
    yield from node.when
    for choice in choices_of(node):
        yield from choice.when


def _spread(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        yield condition
        if isinstance(condition, Combined):
            yield from _spread(condition.parts)
        elif isinstance(condition, Not):
            yield from _spread((condition.part,))


def _moments(timed: tuple[Condition, ...], zone: tzinfo) -> list[datetime]:
    """The ordinary moment, and then whichever shows most that no moment before has shown."""
    first = _ORDINARY.replace(tzinfo=zone)
    chosen, shown = [first], _shown_at(first, timed)
    candidates = sorted({at for condition in timed for at in _edges(condition, first)})
    while candidates:
        best = max(candidates, key=lambda at: (len(_shown_at(at, timed) - shown), -at.timestamp()))
        gained = _shown_at(best, timed) - shown
        if not gained:
            break
        chosen.append(best)
        shown |= gained
    return chosen


def _shown_at(moment: datetime, timed: tuple[Condition, ...]) -> set[tuple[Condition, bool]]:
    now = Circumstances(moment, "ar")
    return {(condition, condition.holds(now)) for condition in timed}


def _edges(condition: Condition, first: datetime) -> Iterator[datetime]:
    """Moments at which a condition begins or ceases to hold, and one on either side."""
    match condition:
        case Between(first=low, last=high):
            for day in (low, high):
                if day is not None:
                    yield from _around(day, first)
        case InSeason(first=low, last=high):
            for month, number in (low, high):
                yield from _around(_day_of(month, number, first.year), first)
        case IsOpen(opening=opening):
            days = [first.date() + _DAY * at for at in range(7)]
            days += [span.first for span in opening.closed]
            minutes = {at for span in opening.spans for at in (span.opens, span.closes)}
            for day in days:
                for minute in sorted(minutes):
                    at = datetime.combine(day, time(), first.tzinfo)
                    yield from (at + timedelta(minutes=minute + step) for step in (-1, 0))
        case _:
            return


def _day_of(month: int, number: int, year: int) -> date:
    """A day of this year, or of the next that has it: not every year has a 29 February."""
    while (month, number) == (2, 29) and not isleap(year):
        year += 1
    return date(year, month, number)


def _around(day: date, first: datetime) -> Iterator[datetime]:
    for at in (day - _DAY, day, day + _DAY):
        yield datetime.combine(at, time(12), first.tzinfo)
