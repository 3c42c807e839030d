"""The immutable library: every agency's nodes by address, and what became of old addresses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from bot.flows.nodes import MAIN, Agency, Ask, Emergencies, Kind, Node, Settings

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Shows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Library:
    """All that authors wrote, compiled once and shared by every conversation.

    `digest` names the release: equal files give an equal digest.
    """

    digest: str
    nodes: Mapping[str, Node]
    agencies: Mapping[str, Agency]
    kinds: Mapping[str, Kind]
    moved: Mapping[str, str]  # old address → heir, from `moved_from`
    settings: Settings
    shows_drafts: bool = False
    emergencies: Emergencies = field(default_factory=Emergencies)

    def node(self, address: str) -> Node:
        """The node at an address. Raises KeyError when there is none."""
        return self.nodes[address]

    def menu_above(self, node: Node) -> Node:
        """The menu a node stands in: what follows a question stands in the menu of that."""
        above = self.nodes[node.parent or MAIN]
        while isinstance(above.content, Ask):
            above = self.nodes[above.parent]
        return above

    def agency_of(self, address: str) -> Agency:
        """The agency a content address belongs to. Raises KeyError for built-in addresses."""
        return self.agencies[address.partition("/")[0]]

    def former(self) -> Iterator[tuple[str, str]]:
        """Every address there was before something moved, what stood inside it too, and its heir.

        `moved` tells of the top alone: where a service moved, its questions moved with it.
        """
        for old, heir in self.moved.items():
            yield old, heir
            inside = f"{heir}/"
            yield from ((old + at[len(heir) :], at) for at in self.nodes if at.startswith(inside))

    def every_address(self) -> Iterator[str]:
        """Every address there is or was: what lives, then what moved, then what is retired."""
        yield from (address for address in self.nodes if address != MAIN)
        yield from (old for old, _ in self.former())
        yield from self.settings.retired

    def nearest_living(self, address: str, shows: Shows | None = None) -> tuple[str, bool]:
        """Where an address leads today, and whether that is what it always meant.

        The address itself, or its heir by `moved_from` (also of an ancestor), is `True`; else the
        nearest ancestor that still lives, the main menu at last, with `False`. Drafts do not live.
        `shows` tells what lives for one citizen; without it, what everybody may see at some time.
        """
        lives = shows or self.is_living
        if lives(address):  # as nearly all do
            return address, True
        for candidate in self._heirs(address):
            if lives(candidate):
                return candidate, True
        for end in _prefix_ends(address):
            for candidate in self._heirs(address[:end]):
                if lives(candidate):
                    return candidate, False
        return MAIN, False

    def _heirs(self, address: str) -> Iterator[str]:
        """The address, what took its place, what took the place of that, and so on.

        Something may have moved more than once, and what it stood in as well. It ends: no part of
        an heir's own address has moved, so each step has less left that may have.
        """
        heirs = [address]
        for each in heirs:
            yield each
            for end in _prefix_ends(each):
                heir = self.moved.get(each[:end])
                if heir is not None and heir + each[end:] not in heirs:
                    heirs.append(heir + each[end:])

    def is_living(self, address: str) -> bool:
        """Whether every citizen may at some time be shown the node at this address."""
        node = self.nodes.get(address)
        return node is not None and self.is_public(node) and node.stage != "invited"

    def is_public(self, node: Node) -> bool:
        """Whether citizens may see a node at all: drafts are for their authors."""
        return node.stage != "draft" or self.shows_drafts


def _prefix_ends(address: str) -> list[int]:
    """Ends of an address's prefixes, longest first: `a/b/c` gives those of it, `a/b` and `a`."""
    return [len(address), *(at for at in range(len(address) - 1, 0, -1) if address[at] == "/")]


def frozen(mapping: dict[_Key, _Value]) -> Mapping[_Key, _Value]:
    """A read-only view that nobody else holds the writable side of."""
    return MappingProxyType(dict(mapping))
