"""What a YAML file holds, as authors see it: texts, lists and keys, each with its place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.flows.nodes import Place


class Scalar(NamedTuple):
    """A text; `is_plain` says it was written without quotes or block signs.

    A tuple, as are entries and places: a big catalogue has hundreds of thousands of each.

    `indent` is how far in the lines of a text below a `|` stand; 0 for other texts.
    """

    text: str
    place: Place
    is_plain: bool = True
    indent: int = 0

    def place_of(self, position: int) -> Place:
        """Where a character of the text stands in the file, as far as that is known.

        Of a text in quotes, or folded over lines, only its beginning is.
        """
        file, line, column = self.place.file, self.place.line, self.place.column
        if self.indent:
            begins = self.text.rfind("\n", 0, position) + 1
            down = self.text.count("\n", 0, position) + 1
            return Place(file, line + down, self.indent + position - begins + 1)
        return Place(file, line, column + position) if self.is_plain else self.place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Tree, ...]"
    place: Place


class Entry(NamedTuple):
    """One key of a mapping and its value."""

    key: str
    place: Place  # of the key
    value: "Tree"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the author's order."""

    by_key: dict[str, Entry]
    place: Place

    @classmethod
    def of(cls, entries: Iterable[Entry], place: Place) -> "Mapping":
        """A mapping of these entries; their keys are unique."""
        return cls({entry.key: entry for entry in entries}, place)

    @property
    def entries(self) -> Collection[Entry]:
        """The keys with their values."""
        return self.by_key.values()

    def entry(self, key: str) -> Entry | None:
        """The entry of a key, or None."""
        return self.by_key.get(key)

    def get(self, key: str) -> "Tree | None":
        """The value of a key, or None."""
        entry = self.by_key.get(key)
        return entry.value if entry is not None else None


Tree = Scalar | Sequence | Mapping

Step = str | int  # a key, or the position in a list; a path of steps leads to a value


def find(tree: Tree, path: tuple[Step, ...]) -> tuple[Place, Place]:
    """The places of the key and of the value at the end of a path, as far as it exists.

    For an item of a list, and for the root, both are the value's.
    """
    key_place = value_place = tree.place
    for step in path:
        if isinstance(step, str) and isinstance(tree, Mapping):
            entry = tree.entry(step)
            if entry is None:
                break
            key_place, tree = entry.place, entry.value
        elif isinstance(step, int) and isinstance(tree, Sequence) and step < len(tree.items):
            tree = tree.items[step]
            key_place = tree.place
        else:
            break
        value_place = tree.place
    return key_place, value_place


def plain(tree: Tree) -> object:
    """The tree as `str`, `list` and `dict`, without places."""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Sequence):
        return [plain(item) for item in tree.items]
    return {
        key: value.text if isinstance(value, Scalar) else plain(value)
        for key, _, value in tree.entries
    }
