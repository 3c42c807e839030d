"""What may help a checker: other processors, and what it found before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.flows.faults import Fault

Relied = Mapping[str, str]  # what was read of other files → a digest of what stood there


@dataclass(frozen=True, slots=True)
class Finding:
    """The faults of one agency's screens, and what of other agencies they were drawn with.

    One that is not `is_whole` could not be drawn to its end, and is never remembered.
    """

    faults: tuple[Fault, ...]
    relied: Relied
    is_whole: bool = True


Find = Callable[[str], Finding]
Spread = Callable[[Find, Mapping[str, int]], dict[str, Finding]]  # agency → count of its nodes


class Memory(Protocol):
    """Findings of earlier runs, by a key that names all that one agency's own files say."""

    def recall(self, key: str, file: str) -> Finding | None:
        """What was found, as faults of `file`; None where nothing sound is remembered."""

    def remember(self, key: str, finding: Finding) -> None:
        """Keep a finding for later runs, if that is possible."""


def one_by_one(find: Find, nodes: Mapping[str, int]) -> dict[str, Finding]:
    """All in this process."""
    return {agency: find(agency) for agency in nodes}


@dataclass(frozen=True, slots=True)
class Aids:
    """Who shares the work, and what is known already; without either it is done here and anew."""

    spread: Spread = one_by_one
    memory: Memory | None = None


ALONE = Aids()
