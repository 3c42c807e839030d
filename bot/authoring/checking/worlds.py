"""Circumstances to try conditions under: every day, hour, language and answer that tells apart.

Conditions ask of few things, and each changes at few points: the first and last day of a span, the
minute of opening, the bounds of a range. Trying all of them beside each other is a proof.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime, time
from itertools import islice, product

from bot.flows.asking import TODAY, accepts
from bot.flows.library import Library
from bot.flows.nodes import Ask
from bot.flows.when.conditions import (
    AnswerIn,
    AnswerWithin,
    Between,
    Bound,
    Circumstances,
    Combined,
    Condition,
    HasAnswer,
    InSeason,
    IsOpen,
    Not,
)
from bot.texts.languages import LANGUAGES

Conditions = tuple[Condition, ...]

_MOST_TRIED = 10_000  # more than any flow so far needs by far; beyond, nothing is claimed
_SOME_DAY = date(2027, 6, 1)
_LAST_DAY = date.max.toordinal()
_YEARS = frozenset(range(MINYEAR, MAXYEAR + 1))


def questions_in(library: Library) -> dict[str, Ask]:
    """Every question that is asked, by its address."""
    nodes = library.nodes.items()
    return {address: node.content for address, node in nodes if isinstance(node.content, Ask)}


def may_be(
    holding: Conditions, lacking: Iterable[Conditions], questions: Mapping[str, Ask]
) -> bool:
    """Whether `holding` may hold while each of `lacking` does not; True where that is not known.

    `questions` by address: their answers fit them. Whoever is invited sees all stages.
    """
    apart = tuple(lacking)
    if not holding and not apart:
        return True
    atoms = frozenset(_atoms((*holding, *(part for each in apart for part in each))))
    tried = 0
    for now in islice(_worlds(atoms, questions), _MOST_TRIED):
        tried += 1
        if _hold(holding, now) and not any(_hold(each, now) for each in apart):
            return True
    return tried == _MOST_TRIED


def _hold(conditions: Conditions, now: Circumstances) -> bool:
    return all(condition.holds(now) for condition in conditions)


def _atoms(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        if isinstance(condition, Combined):
            yield from _atoms(condition.parts)
        elif isinstance(condition, Not):
            yield from _atoms((condition.part,))
        else:
            yield condition


def _worlds(atoms: frozenset[Condition], questions: Mapping[str, Ask]) -> Iterator[Circumstances]:
    asked = sorted(
        {
            atom.question
            for atom in atoms
            if isinstance(atom, AnswerIn | AnswerWithin | HasAnswer) and atom.question in questions
        }
    )
    for at in _moments(atoms):
        today = at.date()
        answers = [_answers(each, questions[each], atoms, today) for each in asked]
        for given in product(*answers):
            said = dict(zip(asked, given, strict=True))
            for language in LANGUAGES:
                yield Circumstances(at, language, said, is_invited=True)


def _moments(atoms: frozenset[Condition]) -> Iterator[datetime]:
    """Local times: at the ends of all spans, and through a week of opening hours from there."""
    days = set(_ends_of_spans(atoms))
    days |= set(_ends_of_seasons(atoms, {day.year for day in days} or {_SOME_DAY.year}))
    openings = {atom.opening for atom in atoms if isinstance(atom, IsOpen)}
    minutes = {0} | {
        minute % (24 * 60)
        for opening in openings
        for span in opening.spans
        for minute in (span.opens, span.closes)
    }
    week = range(7) if openings else range(1)
    every = {_later(day, by) for day in days or {_SOME_DAY} for by in week}
    for day in sorted(every):
        for minute in sorted(minutes):
            yield datetime.combine(day, time(minute // 60, minute % 60))


def _ends_of_spans(atoms: Iterable[Condition]) -> Iterator[date]:
    for atom in atoms:
        if isinstance(atom, Between):
            yield from _around(atom.first, atom.last)
        elif isinstance(atom, IsOpen):
            for span in atom.opening.closed:
                yield from _around(span.first, span.last)


def _around(first: date | None, last: date | None) -> Iterator[date]:
    if first is not None:
        yield from (first, _later(first, -1))
    if last is not None:
        yield from (last, _later(last, 1))


def _later(day: date, by: int) -> date:
    """So many days after a day, or before it, as far as the calendar goes."""
    return date.fromordinal(min(max(1, day.toordinal() + by), _LAST_DAY))


def _ends_of_seasons(atoms: Iterable[Condition], years: set[int]) -> Iterator[date]:
    """Of the years in question and those beside them, for a span may reach from one to the next."""
    near = {year + by for year in years for by in (-1, 0, 1)} & _YEARS
    for atom in atoms:
        if isinstance(atom, InSeason):
            for year in near:
                yield from _around(_day_in(year, *atom.first), _day_in(year, *atom.last))


def _day_in(year: int, month: int, day: int) -> date:
    """A day of a year; the one after where the year has no 29 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return _later(date(year, month, day - 1), 1)


def _answers(question: str, ask: Ask, atoms: Iterable[Condition], today: date) -> list[str]:
    """Answers that fit a question: those at the ends of what is asked of them, or any."""
    if ask.type == "choice":
        return [choice.id for choice in ask.choices]
    if ask.type == "text":
        return ["…"]
    ends: list[Bound] = [ask.least, ask.most, today if ask.type == "date" else 0]
    for atom in atoms:
        if isinstance(atom, AnswerWithin) and atom.question == question:
            ends += (atom.first, atom.last)
    near = {value for end in ends for value in _beside(today if end == TODAY else end)}
    return sorted(value for value in near if accepts(ask, value, today))


def _beside(end: Bound) -> tuple[str, ...]:
    """An end and what lies on both sides of it, as answers are kept."""
    if isinstance(end, date):
        return tuple(_later(end, by).isoformat() for by in (-1, 0, 1))
    return tuple(str(end + by) for by in (-1, 0, 1)) if isinstance(end, int) else ()
