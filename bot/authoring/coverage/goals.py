"""What can be covered, as values: a goal has sides, such as languages; a point is one of them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from bot.flows.nodes import Place

Kind = Literal["node", "transition", "page", "word", "when"]
KINDS: tuple[Kind, ...] = get_args(Kind)
BOT = "@bot"  # stands where an agency would, for what belongs to none


class Point(NamedTuple):
    """One side of a goal: `ar` or `en`, and of a `when` that it was `true` or `false`."""

    kind: Kind
    name: str
    side: str


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be covered on each of its sides; `place` is where its author wrote it.

    `name` is an address, `from -> to` of a transition, `cspd?page=2` of a page.
    """

    kind: Kind
    name: str
    sides: tuple[str, ...]
    place: Place
    agency: str

    def point(self, side: str) -> Point:
        """One side of it."""
        return Point(self.kind, self.name, side)


def move_name(source: str, target: str) -> str:
    """The name of a transition."""
    return f"{source} -> {target}"


def agency_in(name: str) -> str:
    """The agency that a goal of this name belongs to."""
    return BOT if name.startswith("@") else name.partition(" ")[0].partition("?")[0].split("/")[0]
