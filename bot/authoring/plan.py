"""What a change of the flows does to conversations that are under way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.flows.library import Library

Effect = Literal["stays", "moves", "falls back"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many conversations are at an address, or at the bot's own screen about it."""

    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of them: they stay, move to the heir, or fall back to an ancestor."""

    effect: Effect
    address: str
    leads_to: str
    count: int


def plan_moves(waiting: Iterable[Waiting], library: Library) -> list[Move]:
    """One move an address, what falls back first, then what moves, the fullest first.

    The same rule as for a citizen whose place is gone: the heir by `moved_from`, else the nearest
    ancestor that still lives.
    """
    counts: Counter[str] = Counter()
    for at in waiting:
        counts[at.address] += at.count
    order: tuple[Effect, ...] = ("falls back", "moves", "stays")
    moves = [_move(address, count, library) for address, count in counts.items()]
    return sorted(moves, key=lambda at: (order.index(at.effect), -at.count, at.address))


def _move(address: str, count: int, library: Library) -> Move:
    if address.startswith("@") or not address:
        return Move("stays", address or "@start", address or "@start", count)
    leads_to, is_same = library.nearest_living(address)
    if not is_same:
        return Move("falls back", address, leads_to, count)
    return Move("stays" if leads_to == address else "moves", address, leads_to, count)
