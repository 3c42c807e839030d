"""What may help a checker: other processors, and what it found before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.flows.checks.warnings.aside import Aside, here

Relied = Mapping[str, str]  # what was read of others → a digest of what stood there


@dataclass(frozen=True, slots=True)
class Finding:
    """What the platform would refuse of one service's screens, and what else these were drawn with.

    `own` is a digest of its nodes. `refused` are addresses of nodes, each with what is wrong; their
    places are not kept, since they move with every line that is written above them. With `missing`
    it could not be drawn to its end, and is never remembered.
    """

    own: str
    refused: tuple[tuple[str, str], ...]
    relied: Relied
    missing: str = ""


Findings = Mapping[str, Finding]  # by the address of the service
Find = Callable[[str], Findings]  # of one agency
Spread = Callable[[Find, Mapping[str, int]], dict[str, Findings]]  # agency → count of its nodes


@dataclass(frozen=True, slots=True)
class Key:
    """An agency with all that its screens are made of beside the agencies' files, and its own."""

    name: str
    file: str  # a digest


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of an agency whose file had this digest."""

    file: str
    findings: Findings


class Memory(Protocol):
    """Findings of earlier runs, by the names of keys."""

    def recall(self, name: str) -> Known | None:
        """What was found last; None where nothing sound is remembered."""

    def remember(self, name: str, known: Known) -> None:
        """Keep findings for later runs, if that is possible."""


def one_by_one(find: Find, nodes: Mapping[str, int]) -> dict[str, Findings]:
    """All in this process."""
    return {agency: find(agency) for agency in nodes}


@dataclass(frozen=True, slots=True)
class Aids:
    """Who shares the work, and what is known already; without either it is done here and anew."""

    spread: Spread = one_by_one
    memory: Memory | None = None
    aside: Aside = here


ALONE = Aids()
