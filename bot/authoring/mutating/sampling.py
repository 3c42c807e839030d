"""Which of all mutants are tried: of each kind so many that make a difference."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bot.authoring.mutating.mutant import KINDS, Mutant
from bot.authoring.mutating.trying import Tried

_DRAWN = 4  # times as many are drawn at most: of some kinds nearly all are refused, or idle

Shuffle = Callable[[list[Mutant]], None]
TryAll = Callable[[Sequence[Mutant]], Iterable[Tried]]  # in their order


def try_some(
    mutants: Sequence[Mutant], count: int, shuffle: Shuffle, try_all: TryAll
) -> list[Tried]:
    """About so many of them, of each kind alike as far as there are.

    Those that are refused or idle are not counted, and others drawn instead. The results come in
    the order of files and lines.
    """
    piles = {kind: [mutant for mutant in mutants if mutant.kind == kind] for kind in KINDS}
    piles = {kind: pile for kind, pile in piles.items() if pile}
    each = -(-count // max(1, len(piles)))
    for pile in piles.values():
        shuffle(pile)
        del pile[_DRAWN * each :]
    tried: list[Tried] = []
    counted: Counter[str] = Counter()
    while True:
        batch = [m for kind, pile in piles.items() for m in pile[: each - counted[kind]]]
        if not batch:
            return sorted(tried, key=_order)
        for kind, pile in piles.items():
            del pile[: each - counted[kind]]
        latest = list(try_all(batch))
        tried += latest
        counted.update(one.mutant.kind for one in latest if one.is_counted)


def _order(tried: Tried) -> tuple[str, int, str]:
    return tried.mutant.file, tried.mutant.start, tried.mutant.kind
