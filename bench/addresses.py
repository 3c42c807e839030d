"""Addresses for ever: pairs of catalogues, and whatever citizens of the old write to the new.

Every row that was ever shown is tapped, every number and label typed, and much else. One line a
broken promise, and the shares of what old rows opened.
"""

import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.pairs.playing import CITIZENS, Round, changes_by, play

PAIRS = 1000


def report(first: int = 0, pairs: int = PAIRS) -> None:
    """Play so many pairs, beginning with the seed `first`, and print the counts."""
    tally: Counter[str] = Counter()
    broken: list[str] = []
    began = time.perf_counter()
    seeds = range(first, first + pairs)
    with ProcessPoolExecutor() as processors:
        for seed, played in zip(seeds, processors.map(_play, seeds, chunksize=5), strict=True):
            tally += played.tally
            broken += [f"seed {seed}: {what}" for what in played.broken]
    print(f"  {pairs} pairs, {CITIZENS} citizens each, {time.perf_counter() - began:.0f} s")
    for what, count in sorted(tally.items(), key=lambda each: -each[1]):
        print(f"  {what}: {count}")
    print(f"  promises broken: {len(broken)}")
    for each in broken:
        print(f"    {each}")


def _play(seed: int) -> Round:
    return play(seed, changes_by(seed))
