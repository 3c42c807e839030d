"""What a change of the flows does to conversations that are under way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Literal

from bot.conversation.screens.shelf import BUILT_IN
from bot.conversation.settling import RETURNING, stand
from bot.flows.library import Library
from bot.flows.when.conditions import (
    AnswerIn,
    AnswerWithin,
    Circumstances,
    Combined,
    Condition,
    HasAnswer,
    Not,
)
from bot.flows.when.sight import Sight
from bot.texts.languages import Language

Effect = Literal["stays", "moves", "falls back"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many conversations are at a state, or at the bot's own screen about a subject."""

    state: str
    subject: str = ""
    language: Language | None = None
    hits: tuple[str, ...] = ()  # of a search, where its results are shown
    count: int = 1


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of them: they stay, move to the heir, or fall back to an ancestor."""

    effect: Effect
    address: str
    leads_to: str
    count: int


def plan_moves(waiting: Iterable[Waiting], library: Library, at: datetime) -> list[Move]:
    """One move an address, what falls back first, then what moves, the fullest first.

    By the rule for a citizen who writes at that time and is not among those invited. What they
    answered is not known here: whatever hangs on it counts as it was.
    """
    counts: Counter[tuple[Effect, str, str]] = Counter()
    for each in waiting:
        counts[_fate(each, library, at)] += each.count
    order: tuple[Effect, ...] = ("falls back", "moves", "stays")
    moves = [Move(*fate, count) for fate, count in counts.items()]
    return sorted(moves, key=lambda move: (order.index(move.effect), -move.count, move.address))


def gone(moves: Iterable[Move], library: Library) -> list[str]:
    """The addresses that make them fall back because nothing is there any more, not even an heir.

    The topmost of each branch: `moved_from` there keeps all below. What is hidden is not gone.
    """
    found: dict[str, None] = {}
    for move in moves:
        if move.effect == "falls back" and not move.address.startswith("@"):
            ids = move.address.split("/")
            above = ("/".join(ids[:end]) for end in range(1, len(ids) + 1))
            found |= dict.fromkeys(islice((at for at in above if not _is_there(at, library)), 1))
    return list(found)


def _is_there(address: str, library: Library) -> bool:
    """Whether it or its heir is in the flows, be it hidden."""
    return library.nearest_living(address, library.nodes.__contains__)[1]


def _fate(each: Waiting, library: Library, at: datetime) -> tuple[Effect, str, str]:
    """What becomes of conversations, the address they are at, and the one it leads to."""
    asks = each.subject if each.state in BUILT_IN else ""  # at an office it is merely the way back
    address = asks or each.state
    sight = _Unanswered(library, Circumstances(at, each.language or "ar"))
    now = stand(library, sight, each.state, each.subject, each.hits)
    if now.is_lost:
        return "falls back", address, now.state
    if each.subject and each.state in RETURNING:
        living, is_same = sight.nearest(each.subject)
        if not is_same:
            return "falls back", address, living
    leads_to = now.subject if asks else now.state
    return "stays" if leads_to == address else "moves", address, leads_to


class _Unanswered(Sight):
    """Sees what hangs on an answer as if that answer had been given."""

    def _holds(self, condition: Condition) -> bool:
        match condition:
            case Combined(parts, how):
                return (all if how == "all" else any)(map(self._holds, parts))
            case Not(part):
                return _asks_answers(part) or not self._holds(part)
        return _asks_answers(condition) or super()._holds(condition)


def _asks_answers(condition: Condition) -> bool:
    """Whether it depends on what the citizen answered."""
    match condition:
        case Combined(parts):
            return any(map(_asks_answers, parts))
        case Not(part):
            return _asks_answers(part)
    return isinstance(condition, HasAnswer | AnswerIn | AnswerWithin)
