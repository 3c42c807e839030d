"""How many mutants were noticed, by whom, of which kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.authoring.mutating.mutant import KINDS
from bot.authoring.mutating.trying import Tried

_NONE = "(of no agency)"


@dataclass(frozen=True, slots=True)
class Tally:
    """Mutants of one kind, of one agency, or all; percentages in tenths, rounded down."""

    name: str
    count: int
    refused: int  # not counted: their flows could not be used
    idle: int  # nor these: search words without which the same is answered
    by_hand: int
    by_generated: int
    by_walk: int
    walked: int  # so many a walk was asked about
    noticed: int

    def percent(self, part: int) -> float:
        """How much a part of them is; 100 of nothing."""
        return part * 1000 // self.count / 10 if self.count else 100.0


def tally(name: str, tried: Iterable[Tried]) -> Tally:
    """Count mutants, and by whom those were noticed that make a difference."""
    every = list(tried)
    used = [each for each in every if each.is_counted]
    return Tally(
        name,
        len(used),
        refused=sum(each.is_refused for each in every),
        idle=sum(each.is_idle for each in every),
        by_hand=sum(each.by_hand for each in used),
        by_generated=sum(each.by_generated for each in used),
        by_walk=sum(bool(each.by_walk) for each in used),
        walked=sum(each.by_walk is not None for each in used),
        noticed=sum(each.is_noticed for each in used),
    )


def by_kind(tried: Sequence[Tried]) -> Iterator[Tally]:
    """A tally of each kind there is a mutant of."""
    return _grouped(tried, KINDS, lambda each: each.mutant.kind)


def by_agency(tried: Sequence[Tried]) -> Iterator[Tally]:
    """A tally of each agency, in the order of their names; files of none come first."""
    names = sorted({each.mutant.agency or _NONE for each in tried})
    return _grouped(tried, names, lambda each: each.mutant.agency or _NONE)


def survivors(tried: Iterable[Tried]) -> list[Tried]:
    """Those that nothing noticed, though they make a difference."""
    return [each for each in tried if each.is_counted and not each.is_noticed]


def _grouped(
    tried: Sequence[Tried], names: Sequence[str], name_of: Callable[[Tried], str]
) -> Iterator[Tally]:
    for name in names:
        own = tally(name, [each for each in tried if name_of(each) == name])
        if own.count or own.refused or own.idle:
            yield own
