"""What one agency's screens read of the others: noted while they are drawn, compared later."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import NoReturn, TypeVar

from bot.authoring.checking.drawing.aids import Relied
from bot.conversation.release import Release
from bot.conversation.screens.shelf import Shelf
from bot.flows.library import Library
from bot.flows.nodes import Node, Place

_Value = TypeVar("_Value")
_NOWHERE = Place("")
_NODE, _AGENCY = "node ", "agency "


class _Watched(dict[str, _Value]):
    """What is an agency's own; what else is asked for comes from the others and is noted.

    A dict, since what is its own is asked for millions of times and costs no call then. It cannot
    be walked through: what is made of everything would rely on everything.
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


class Reliance:
    """A release as one agency sees it, and what was read of the rest."""

    def __init__(self, release: Release, agency: str, own: Mapping[str, Node]) -> None:
        """Nothing read yet; `own` are the agency's nodes by address."""
        library = release.library
        self._nodes = _Watched(own, partial(_node, library))
        self._agencies = _Watched({agency: library.agencies[agency]}, library.agencies.get)
        seen = replace(library, nodes=self._nodes, agencies=self._agencies)
        self.release = replace(release, library=seen, shelf=Shelf(seen, release.phrases))

    def relied(self) -> Relied:
        """What was read so far."""
        nodes = {_NODE + name: _digest(node) for name, node in self._nodes.relied.items()}
        agencies = {_AGENCY + name: _digest(at) for name, at in self._agencies.relied.items()}
        return nodes | agencies


def still_stands(relied: Relied, library: Library) -> bool:
    """Whether all that was read of other agencies reads the same today."""
    return all(digest == today for digest, today in _compared(relied, library))


def _compared(relied: Relied, library: Library) -> Iterator[tuple[str, str]]:
    for name, digest in relied.items():
        if name.startswith(_NODE):
            yield digest, _digest(_node(library, name.removeprefix(_NODE)))
        else:
            yield digest, _digest(library.agencies.get(name.removeprefix(_AGENCY)))


def _node(library: Library, address: str) -> Node | None:
    """The node of an address, but for where it is written: that nothing drawn may tell."""
    node = library.nodes.get(address)
    return replace(node, place=_NOWHERE) if node is not None else None


def _digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
