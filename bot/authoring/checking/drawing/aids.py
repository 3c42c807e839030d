"""What may help a checker: other processors, and what it found before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.flows.parts.part import Make, Part, Wanted

_Found = TypeVar("_Found")

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


class PartMemory(Protocol):
    """Parts of agencies that earlier runs made, by the names of their files."""

    def recall(self, name: str, digest: str) -> Part | None:
        """The part of a file, if it was made of just what the digest names; else None."""

    def remember(self, name: str, digest: str, part: Part) -> None:
        """Keep a part for later runs, if that is possible."""


class Spread(Protocol):
    """Whoever shares the work on agencies out, given about how many nodes each has."""

    def __call__(
        self, find: Callable[[str], _Found], nodes: Mapping[str, int]
    ) -> dict[str, _Found]:
        """What is found of each."""


def one_by_one(find: Callable[[str], _Found], nodes: Mapping[str, int]) -> dict[str, _Found]:
    """All in this process."""
    return {agency: find(agency) for agency in nodes}


@dataclass(frozen=True, slots=True)
class Aids:
    """Who shares the work, and what is known already; without either it is done here and anew."""

    spread: Spread = one_by_one
    memory: Memory | None = None
    parts: PartMemory | None = None

    def make_parts(self, make: Make, wanted: Mapping[str, Wanted]) -> dict[str, Part]:
        """The parts of agencies: known ones, and others made by whoever is free, who keeps them."""
        memory = self.parts
        if memory is None:
            return self.spread(make, {name: of.nodes for name, of in wanted.items()})
        known = {
            name: part
            for name, (digest, _) in wanted.items()
            if (part := memory.recall(name, digest)) is not None
        }

        def make_and_keep(name: str) -> Part:
            part = make(name)
            memory.remember(name, wanted[name].digest, part)
            return part

        unknown = {name: of.nodes for name, of in wanted.items() if name not in known}
        return known | self.spread(make_and_keep, unknown)


ALONE = Aids()
