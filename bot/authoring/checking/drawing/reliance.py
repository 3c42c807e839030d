"""What one service's screens read of all else: noted while they are drawn, compared later."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from typing import NoReturn, TypeVar

from bot.authoring.checking.drawing.aids import Finding, Relied
from bot.conversation.release import Release
from bot.conversation.screens.shelf import Shelf
from bot.flows.library import Library
from bot.flows.nodes import Agency, Choice, Menu, MenuRole, Node, Place

_Value = TypeVar("_Value")
_NOWHERE = Place("")
_NODE, _MENU, _AGENCY = "node ", "menu ", "agency "  # of a menu all but its choices


class _Watched(dict[str, _Value]):
    """What is a service's own; what else is asked for comes from the others and is noted.

    A dict, since the same is asked for millions of times and costs no call then. It cannot be
    walked through: what is made of everything would rely on everything.
    """

    def __init__(
        self, own: Mapping[str, _Value], find_other: Callable[[str], _Value | None]
    ) -> None:
        super().__init__(own)
        self.relied: dict[str, _Value | None] = {}
        self._find_other = find_other

    def __missing__(self, name: str) -> _Value:
        found = self.relied[name] = self._find_other(name)
        if found is None:
            raise KeyError(name)
        self[name] = found
        return found

    def get(self, name: str, default: object = None) -> _Value | None:  # type: ignore[override]
        try:
            return self[name]
        except KeyError:
            return None

    def __contains__(self, name: object) -> bool:
        return self.get(str(name)) is not None

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("a screen must not be drawn from all there is")

    __iter__ = __len__ = keys = values = items = _refuse


class _Glimpsed(Menu):
    """A menu beside or above a service; `is_read` says that somebody looked at its choices.

    Most screens show its title alone, and are the same whatever is added to it.
    """

    __slots__ = ("_menu", "is_read")

    def __init__(self, menu: Menu) -> None:
        self._menu = menu
        self.is_read = False

    @property
    def choices(self) -> tuple[Choice, ...]:
        self.is_read = True
        return self._menu.choices

    @property
    def role(self) -> MenuRole:
        return self._menu.role


class Digests:
    """What the nodes and agencies of a library say, in short."""

    def __init__(self, library: Library) -> None:
        """Reckon nothing yet: each is asked for by the screens of many services."""
        self._library = library
        self.node = cache(self._node)
        self._of = cache(self._reckoned)

    def own(self, nodes: Mapping[str, Node]) -> str:
        """Of all nodes of a service."""
        return _digest([replace(node, place=_NOWHERE) for node in nodes.values()])

    def stands(self, finding: Finding, nodes: Mapping[str, Node], unchanged: str = "") -> bool:
        """Whether all that a finding was made of reads the same today.

        What belongs to an agency whose file is `unchanged` is not compared.
        """
        if not unchanged and finding.own != self.own(nodes):
            return False
        return all(
            digest == self._of(name)
            for name, digest in finding.relied.items()
            if not unchanged or name.partition(" ")[2].partition("/")[0] != unchanged
        )

    def relied(self, nodes: _Watched[Node], agencies: _Watched[Agency]) -> Relied:
        """Of what was read."""
        names = [_kind_of(node) + name for name, node in nodes.relied.items()]
        names += [_AGENCY + name for name in agencies.relied]
        return {name: self._of(name) for name in names}

    def _node(self, address: str) -> Node | None:
        """The node of an address, but for where it is written: that nothing drawn may tell."""
        node = self._library.nodes.get(address)
        return replace(node, place=_NOWHERE) if node is not None else None

    def _reckoned(self, name: str) -> str:
        kind, _, address = name.partition(" ")
        if kind == _AGENCY.strip():
            return _digest(self._library.agencies.get(address))
        node = self.node(address)
        if kind == _MENU.strip() and node is not None and isinstance(node.content, Menu):
            node = replace(node, content=replace(node.content, choices=()))
        return _digest(node)


class Reliance:
    """A release as one service sees it, and what was read of the rest."""

    def __init__(self, release: Release, digests: Digests, own: Mapping[str, Node]) -> None:
        """Nothing read yet; `own` are the service's nodes by address."""
        library = release.library
        self._digests = digests
        self._nodes: _Watched[Node] = _Watched(own, self._glimpse)
        self._agencies: _Watched[Agency] = _Watched({}, library.agencies.get)
        seen = replace(library, nodes=self._nodes, agencies=self._agencies)
        self.release = replace(release, library=seen, shelf=Shelf(seen, release.phrases))

    def relied(self) -> Relied:
        """What was read so far."""
        return self._digests.relied(self._nodes, self._agencies)

    def _glimpse(self, address: str) -> Node | None:
        node = self._digests.node(address)
        if node is None or not isinstance(node.content, Menu):
            return node
        return replace(node, content=_Glimpsed(node.content))


def _kind_of(node: Node | None) -> str:
    content = node.content if node is not None else None
    return _MENU if isinstance(content, _Glimpsed) and not content.is_read else _NODE


def _digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
